// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/location.hpp"
#include "config/venue_config.hpp"
#include "core/timestamp.hpp"

// What `data:` says. Every value is in the unit that its name says; every default
// is written here and nowhere else.

namespace barometer::config {

enum class DataSource { synthetic, csv, json, table };
enum class StampSide { open, close };
enum class BadRows { refuse, skip };
enum class RowOrder { oldest_first, newest_first };
enum class SundayStubs { refuse, merge };
enum class Missing { refuse, skip };     // symbols without a file, or without a bar in the period
enum class BadSymbols { refuse, skip };  // symbols whose data have a fault

// A column by header name, or by position counted from 1 where `name` is empty.
struct ColumnRef {
  std::string name;
  int position = 0;
};

// The columns of a bar's prices as one side quotes them.
struct SideColumns {
  ColumnRef open = {};
  ColumnRef high = {};
  ColumnRef low = {};
  ColumnRef close = {};
};

// How a file writes its numbers.
struct NumberMarks {
  char decimal = '.';
  char thousands = '\0';                     // none
  std::optional<std::string> currency = {};  // a sign that may stand before or behind a number
};

// Whether bars of `bar` can be gathered to bars of `on`: 1d, 1w or 1mo, which are sessions and take
// bars of any size up to a day; or a length that divides a day and is a multiple of `bar`. Longer
// than `bar`.
bool is_coarser(core::Duration on, core::Duration bar);

// What is kept of rows besides bars, for `regime.column` (regime/bar_labels.hpp). No key says it.
struct KeptLabels {
  std::optional<ColumnRef> column;  // its cells; none: the closes that the stamps alone say
  std::vector<std::string> words;   // that may stand there; empty: any
};

struct CsvConfig {
  // Template with {symbol}, {date}, * and ?; one that ends in / is a folder, all files of which
  // are meant. Environment variables are already resolved.
  std::string path;
  Location path_at;
  std::string path_variable = {};  // the first environment variable that the path names
  // Of quotes in two files: that of the ask, a template too; `path` is then that of the bid.
  std::optional<std::string> ask_path = {};
  Location ask_path_at = {};
  std::optional<std::string> member = {};  // pattern of a zip's members; none: its only file
  std::string date = "%Y%m%d";             // how {date} is written in `path` and `member`
  Location date_at = {};
  std::vector<std::size_t> skip_lines = {};  // of every file, counted from 1; ascending
  RowOrder order = RowOrder::oldest_first;
  NumberMarks numbers = {};
  double scale = 1;  // prices are multiplied by it
  char separator = ',';
  bool header = true;
  ColumnRef time{.name = "timestamp"};
  std::optional<ColumnRef> time_of_day;  // joined to `time` with one blank
  ColumnRef open{.name = "open"};
  ColumnRef high{.name = "high"};
  ColumnRef low{.name = "low"};
  ColumnRef close{.name = "close"};
  // Of quotes in one row, instead of the four columns above: both or neither.
  std::optional<SideColumns> bid_columns = {};
  std::optional<SideColumns> ask_columns = {};
  std::optional<ColumnRef> volume = ColumnRef{.name = "volume"};  // none: volume is 0
  // Prices are multiplied by its share of the close (data/adjusted_prices.hpp).
  std::optional<ColumnRef> adjusted_close = {};
  std::optional<ColumnRef> dividend = {};  // quote currency a unit, on the ex-date's row
  std::optional<ColumnRef> split = {};     // units after for one before, on the ex-date's row
  std::optional<ColumnRef> symbol;         // whose row it is, where the rows of many stand together
  std::optional<ColumnRef> truth;          // the true regime of each bar, a word or a whole number
  std::optional<KeptLabels> labels = {};
  // "epoch_s", "epoch_ms", "epoch_us", "epoch_ns", "ms_of_day" (milliseconds since midnight of
  // {date}), or a strptime-like pattern: "%Y-%m-%d %H:%M".
  std::string time_format;
  Location time_format_at;
  std::string zone = "UTC";  // IANA name, or "venue"; of an epoch: the clock that it counts by
  Location zone_at;
  // Whether the stamp is the bar's open or its close; session dates of daily bars need none,
  // anything else must say it.
  std::optional<StampSide> stamp;
  BadRows bad_rows = BadRows::refuse;
  // Daily bars of a Sunday evening, where Monday's session opens on it: parts of Monday's bar.
  SundayStubs sunday_stubs = SundayStubs::refuse;

  // Whether rows say splits or dividends.
  bool has_action_columns() const { return dividend || split; }

  // Whether the bars are those of bid and ask.
  bool has_quotes() const { return ask_path || ask_columns; }
};

// One side of quotes as files with four prices are described. The ask's rows are read without what
// belongs to the bar and not to the side: volume, truth and labels are those of the bid's rows.
// REQUIRES: csv.has_quotes().
CsvConfig bid_side(CsvConfig csv);
CsvConfig ask_side(CsvConfig csv);

// Seeded Markov-switching market (data/synthetic.hpp states the model).
struct SyntheticConfig {
  int symbols = 8;
  std::int64_t bars = 17'520;                             // per symbol; two years of hours
  core::Timestamp start = 1'640'995'200 * core::kSecond;  // open of the first bar: 2022-01-01
  std::uint64_t seed = 1;
};

enum class ActionsFormat { csv, lean };
enum class PriceSeries { raw, split_adjusted };

// Splits and dividends; see calendar/actions_file.hpp.
struct ActionsConfig {
  // Template with {symbol}; a symbol without a file has none. Empty: they stand in columns.
  std::string path;
  Location path_at;
  ActionsFormat format = ActionsFormat::csv;
  PriceSeries prices = PriceSeries::raw;  // what the bars are
  std::vector<std::string> accept =
      {};  // ex-dates, as 2020-03-02, of dividends above half the price
  std::vector<Location> accept_at = {};
};

// Where a symbol trades that is not at `venue`.
struct SymbolVenue {
  std::string symbol;
  Location at = {};
  std::string venue;
};

struct DataConfig {
  std::string file;         // the config file, for messages
  std::string folder = {};  // absolute; in it relative paths start. Empty: the working folder
  DataSource source = DataSource::synthetic;
  std::vector<std::string> symbols;  // empty: all that the source has
  std::vector<Location> symbols_at;
  std::vector<std::string> exclude = {};  // symbols that are left out
  std::vector<Location> exclude_at = {};
  Missing missing = Missing::refuse;
  BadSymbols bad_symbols = BadSymbols::refuse;
  Location at;
  std::optional<core::Timestamp> from;  // bars that close at or before it only warm up
  Location from_at;
  std::optional<core::Timestamp> to;  // bars that close after it are not loaded
  Location to_at;
  core::Duration bar =
      core::kHour;  // of a bar of the source; 1d, 1w, 1mo: of its sessions; csv must state it
  std::optional<core::Duration> resample = {};  // of the run's bars, made of those; none: the same
  Location resample_at = {};
  std::string venue = "24x7";  // 24x7 | fx | us_equity | path of a venue file
  std::vector<SymbolVenue> venues = {};
  std::vector<VenueConfig> venue_files = {};  // what the files of all of them say, each once
  CsvConfig csv;
  SyntheticConfig synthetic;
  std::optional<ActionsConfig> actions;

  bool has_actions() const { return actions || csv.has_action_columns(); }

  // Size of the run's bars.
  core::Duration run_bar() const { return resample.value_or(bar); }

  // Whether a symbol without a bar in the period is left out: one that nobody has named, always.
  bool leaves_out_missing() const { return symbols.empty() || missing == Missing::skip; }

  // What the file of a venue says; NULL for a built-in one.
  const VenueConfig* file_of(const std::string& named) const {
    const auto found = std::ranges::find(venue_files, named, &VenueConfig::file);
    return found == venue_files.end() ? nullptr : &*found;
  }
};

}  // namespace barometer::config
