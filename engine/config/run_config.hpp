// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/location.hpp"
#include "config/venue_config.hpp"
#include "core/timestamp.hpp"

// A run as plain data. Every value is in the unit that its name says; every default is written
// here and nowhere else. load.hpp fills these structs from YAML.

namespace barometer {

// A scalar that only a plug-in's declared table can type: kept as text until then.
struct RawScalar {
  std::string text;
  bool quoted = false;  // quotes made text of what would be a number or a boolean without them
  Location at;
};

// One entry of `params:`; nested maps are joined with dots ("volatility.rule").
struct RawParam {
  std::string name;
  Location name_at;
  RawScalar value;
};

enum class DataSource { synthetic, csv };
enum class StampSide { open, close };
enum class BadRows { refuse, skip };

// A column by header name, or by position counted from 1 where `name` is empty.
struct ColumnRef {
  std::string name;
  int position = 0;
};

struct CsvConfig {
  std::string path;  // template with {symbol}; environment variables already resolved
  Location path_at;
  char separator = ',';
  bool header = true;
  ColumnRef time{.name = "timestamp"};
  std::optional<ColumnRef> time_of_day;  // joined to `time` with one blank
  ColumnRef open{.name = "open"};
  ColumnRef high{.name = "high"};
  ColumnRef low{.name = "low"};
  ColumnRef close{.name = "close"};
  std::optional<ColumnRef> volume = ColumnRef{.name = "volume"};  // none: volume is 0
  std::optional<ColumnRef> truth;  // the true regime of each bar, a word or a whole number
  // "epoch_s", "epoch_ms", "epoch_us", "epoch_ns", or a strptime-like pattern: "%Y-%m-%d %H:%M".
  std::string time_format;
  Location time_format_at;
  std::string zone = "UTC";  // IANA name, or "venue"
  // Whether the stamp is the bar's open or its close; session dates of daily bars need none,
  // anything else must say it.
  std::optional<StampSide> stamp;
  BadRows bad_rows = BadRows::refuse;
};

// Seeded Markov-switching market (data/synthetic.hpp states the model).
struct SyntheticConfig {
  int symbols = 8;
  std::int64_t bars = 17'520;                 // per symbol; two years of hours
  Timestamp start = 1'640'995'200 * kSecond;  // open of the first bar: 2022-01-01
  std::uint64_t seed = 1;
};

struct DataConfig {
  std::string file;  // the config file, for messages
  DataSource source = DataSource::synthetic;
  std::vector<std::string> symbols;  // empty: all that the source has
  std::vector<Location> symbols_at;
  Location at;
  std::optional<Timestamp> from;  // bars that close at or before it only warm up
  std::optional<Timestamp> to;    // bars that close after it are not loaded
  Duration bar = kHour;        // length of a bar; 1d for one bar a session day; csv must state it
  std::string venue = "24x7";  // 24x7 | fx | us_equity | path of a venue file
  std::optional<VenueConfig> venue_file;  // what that file says
  CsvConfig csv;
  SyntheticConfig synthetic;
};

// One tagger; several stand side by side.
struct RegimeConfig {
  std::string plugin;
  Location plugin_at;
  std::string as;              // begins the names of its dimensions: "daily.trend"; empty: plain
  std::optional<Duration> on;  // size of the bars that it sees; none: the run's own
  std::string of;              // the one symbol that it tags for all; empty: each for itself
  Location of_at;
  std::vector<RawParam> params;
};

// Whether bars of `bar` can be gathered to bars of `on`: 1d, 7d, or a length that divides a day;
// longer than `bar` and a multiple of it.
bool is_coarser(Duration on, Duration bar);

enum class ConditionAction { flatten, block_entries, scale };

// One term of `if:`: a category is one of `labels`, or a scalar compares with `bound`.
struct ConditionTerm {
  std::string dimension;
  Location dimension_at;
  std::vector<RawScalar> values;  // labels (any of them), or one comparison such as "> 90"
};

struct ConditionConfig {
  std::vector<ConditionTerm> terms;  // all must hold
  ConditionAction action = ConditionAction::flatten;
  double scale = 1.0;  // for ConditionAction::scale, 0..1
  Location at;
};

struct StrategyConfig {
  std::string plugin;
  Location plugin_at;
  std::vector<RawParam> params;
  std::vector<ConditionConfig> when;
};

enum class FillRule { next_open, next_close, same_close };
enum class OnShortfall { reject, scale };
enum class Intrabar { pessimistic, ohlc, olhc, nearest_first };
enum class LimitTouch { fill, through };

// What is special about trading one symbol, or all (`symbol` is "default"); what is not stated is
// the default's.
struct InstrumentConfig {
  std::string symbol;
  Location at = {};
  std::optional<double> tick = {};          // quote currency; fill prices are multiples of it
  std::optional<double> lot = {};           // units; quantities are multiples of it
  std::optional<double> min_notional = {};  // quote currency; smaller orders are refused
};

struct BrokerConfig {
  double cash = 100'000.0;  // account currency
  FillRule fill = FillRule::next_open;
  double commission = 0.0;    // fraction of notional
  double slippage = 0.0;      // fraction of price, against the order
  double leverage = 1.0;      // gross exposure / equity allowed after a fill
  double cash_buffer = 0.01;  // fraction of equity that target weights leave free
  OnShortfall margin = OnShortfall::reject;
  bool short_selling = true;
  Intrabar intrabar = Intrabar::pessimistic;
  LimitTouch limit_touch = LimitTouch::fill;
  std::optional<double> participation;  // share of a bar's volume that may be filled in it
  bool close_at_end = false;
  std::vector<InstrumentConfig> instruments;
};

enum class Meter { off, sampled, full };
enum class OnBreach { report, fail };

// "q of the per-bar times of this stage stay at or under `limit`".
struct BudgetConfig {
  std::string stage;      // bar | fill | mark | tag | strategy | order
  double quantile = 0.0;  // 0.5 .. 0.9999
  Duration limit = 0;
  Location at;
};

struct LatencyConfig {
  Meter meter = Meter::off;
  std::vector<BudgetConfig> budgets;
  std::optional<Duration> warmup_total;  // budget of the whole warm-up
  OnBreach on_breach = OnBreach::report;
  std::optional<Duration> live_interval;  // between bars of a live market: would it keep up?
};

struct OutputConfig {
  std::string directory = "runs";  // parent of the run folder where --out names none
  bool tags = false;               // write tags.csv
  // Category dimensions of the per-regime table; empty: every category that the tagger declares.
  std::vector<std::string> regimes;
  std::vector<Location> regimes_at;
};

enum class Tagging { ahead, in_step };

struct RunSection {
  std::string name;  // empty: the config file's stem
  Tagging tagging = Tagging::ahead;
  int threads = 0;  // 0: all cores
  std::uint64_t seed = 1;
};

struct RunConfig {
  std::string file;  // as given, for messages
  DataConfig data;
  std::vector<RegimeConfig> regime;  // empty: nothing is tagged
  StrategyConfig strategy;
  BrokerConfig broker;
  LatencyConfig latency;
  OutputConfig output;
  RunSection run;
};

}  // namespace barometer
