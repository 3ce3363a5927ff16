// SPDX-License-Identifier: Apache-2.0
#include "sniffer/text_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>
#include <utility>

#include "calendar/day.hpp"
#include "core/error.hpp"
#include "core/text.hpp"
#include "files/json_rows.hpp"
#include "sniffer/column_names.hpp"

namespace barometer::sniffer {

namespace {

core::Error refused(const std::string& path, std::string what, std::string fix) {
  return {core::ErrorKind::bad_input, core::Fault{path + ":1:1", std::move(what), std::move(fix)}};
}

TextLayout layout_or_refuse(const SniffedText& text, const TextSample& sample) {
  const auto separator = text.json ? std::optional(files::kJsonSeparator) : std::nullopt;
  auto layout = layout_of(sample, separator);
  if (!layout) {
    throw refused(text.path, "nothing here looks like prices: no line has four numbers or more",
                  "name the file with the bars; what Barometer reads: docs/config.md");
  }
  return std::move(*layout);
}

std::vector<std::string_view> number_cells(const std::vector<RowCells>& rows) {
  std::vector<std::string_view> cells;
  for (const RowCells& row : rows) {
    cells.insert(cells.end(), row.begin(), row.end());
  }
  return cells;
}

std::string names_found(const TextLayout& layout) {
  std::string names;
  for (const std::string& name : layout.names) {
    names += (names.empty() ? "" : ", ") + name;
  }
  return layout.header ? "its columns are " + names : "it has no header";
}

// A column of words: of one word it names the symbol, of several each row's.
void find_symbols(const std::vector<RowCells>& rows, TextFacts& facts) {
  for (std::size_t i = 0; i < facts.layout.names.size(); ++i) {
    if (role_of(facts.layout.names[i]) != ColumnRole::symbol) {
      continue;
    }
    std::set<std::string_view> words;
    for (const RowCells& row : rows) {
      words.insert(row[i]);
    }
    const bool numbers = std::ranges::all_of(
        words, [](std::string_view word) { return number_shape(word).has_value(); });
    if (numbers || words.contains("")) {
      continue;
    }
    facts.many_symbols = words.size() > 1;
    facts.symbol_column = i;
    facts.symbol = facts.many_symbols ? "" : std::string(*words.begin());
    return;
  }
}

std::vector<std::size_t> taken_by(const PriceColumns& prices) {
  std::vector<std::size_t> taken(prices.prices.begin(), prices.prices.end());
  taken.insert(taken.end(), prices.volumes.begin(), prices.volumes.end());
  return taken;
}

TimeColumn time_or_refuse(const SniffedText& text, const std::vector<RowCells>& rows,
                          const TextFacts& facts) {
  const auto taken =
      names_prices(facts.layout) ? taken_by(facts.prices) : std::vector<std::size_t>();
  auto time = time_column(facts.layout, rows, taken, text.date.has_value(), facts.many_symbols);
  if (!time) {
    throw refused(text.path,
                  fmt::format("no column is a time in a form that is known and goes one way; the "
                              "first row begins with {}",
                              core::shown(rows.front().front())),
                  "say data.time.format in a config of your own: docs/config.md");
  }
  return std::move(*time);
}

// Of a text whose times are known before its prices.
TimesAside times_of(const TimeColumn& time, const std::vector<RowCells>& rows) {
  TimesAside aside{.columns = {time.column}};
  for (const auto& other : {time.time_of_day, time.close_time}) {
    if (other) {
      aside.columns.push_back(*other);
    }
  }
  const auto first = time.formats.front().read(stamp_text(rows.front(), time));
  const auto last = time.formats.front().read(stamp_text(rows.back(), time));
  aside.newest_first = first && last && *last < *first;
  return aside;
}

void find_columns(const SniffedText& text, const std::vector<RowCells>& rows, TextFacts& facts) {
  facts.marks = marks_of(number_cells(rows));
  find_symbols(rows, facts);
  // Names say what prices are; else times are found first, as they are the highest of all numbers.
  const bool named = names_prices(facts.layout);
  if (!named) {
    facts.time = time_or_refuse(text, rows, facts);
  }
  auto prices = price_columns(facts.layout, rows, facts.marks.marks,
                              named ? TimesAside() : times_of(facts.time, rows));
  if (!prices) {
    throw refused(text.path,
                  fmt::format("no four columns are open, high, low and close: {}, and no four "
                              "neighbours have one that is highest and one that is lowest",
                              names_found(facts.layout)),
                  "write the config by hand, with the columns' positions: docs/config.md");
  }
  facts.prices = std::move(*prices);
  if (named) {
    facts.time = time_or_refuse(text, rows, facts);
  }
}

void see_prices(const std::vector<RowCells>& rows, TextFacts& facts) {
  for (const RowCells& row : rows) {
    for (const std::size_t column : facts.prices.prices) {
      const double price = number_by(row[column], facts.marks.marks).value_or(0);
      facts.whole_prices = facts.whole_prices && price == std::nearbyint(price);
      facts.highest = std::max(facts.highest, price);
    }
  }
}

// The stamps of each symbol as they stand behind one another in one stretch.
class Runs {
 public:
  explicit Runs(const TextFacts& facts) : facts_(facts), format_(facts.time.formats.front()) {}

  void add(const Lines& lines, core::Timestamp midnight) {
    std::unordered_map<std::string_view, StampRun> by_symbol;
    for (const std::string_view line : lines) {
      const auto stamp = format_.read(text_of(line));
      if (stamp) {
        by_symbol[symbol_of(line)].push_back(*stamp + midnight);
      }
    }
    for (auto& [symbol, run] : by_symbol) {
      runs_.push_back(std::move(run));
    }
  }

  const std::vector<StampRun>& all() const { return runs_; }

 private:
  std::string_view cell(std::string_view line, std::size_t column) const {
    return cell_of(line, facts_.layout.separator, column);
  }

  std::string_view text_of(std::string_view line) {
    if (!facts_.time.time_of_day) {
      return cell(line, facts_.time.column);
    }
    joined_ = cell(line, facts_.time.column);
    joined_.append(" ").append(cell(line, *facts_.time.time_of_day));
    return joined_;
  }

  std::string_view symbol_of(std::string_view line) const {
    return facts_.many_symbols ? cell(line, *facts_.symbol_column) : std::string_view();
  }

  const TextFacts& facts_;
  const StampFormat& format_;
  std::vector<StampRun> runs_;
  std::string joined_;
};

void see_runs(const std::vector<StampRun>& runs, TextFacts& facts) {
  for (const StampRun& run : runs) {
    facts.stamps.insert(facts.stamps.end(), run.begin(), run.end());
  }
  std::ranges::sort(facts.stamps);
  const auto rest = std::unique(facts.stamps.begin(), facts.stamps.end());
  facts.stamps.erase(rest, facts.stamps.end());
  std::vector<core::Day> days;
  for (const core::Timestamp stamp : facts.stamps) {
    const core::Day day = calendar::day_of(stamp);
    facts.midnights = facts.midnights && stamp % core::kDay == 0;
    if (days.empty() || days.back() != day) {
      days.push_back(day);
    }
  }
  facts.days = trading_days(days);
}

void see_stamps(const std::vector<SniffedText>& texts, const std::vector<TextSample>& samples,
                TextFacts& facts) {
  const StampFormat& format = facts.time.formats.front();
  const bool of_day = format.format() == "ms_of_day";
  Runs runs(facts);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (const Lines& lines : samples[i].stretches) {
      runs.add(lines, of_day ? texts[i].date.value_or(0) : 0);
    }
  }
  facts.step = bar_step(runs.all(), !format.has_clock());
  see_runs(runs.all(), facts);
}

bool is_alike(const TextLayout& a, const TextLayout& b) {
  return a.separator == b.separator && a.header == b.header && a.cells == b.cells &&
         a.names == b.names && a.skip_lines == b.skip_lines;
}

}  // namespace

TextFacts facts_of(const std::vector<SniffedText>& texts) {
  TextFacts facts;
  std::vector<TextSample> samples;
  for (const SniffedText& text : texts) {
    samples.push_back(sample_of(text.text, kWholeBytes / texts.size()));
    const TextLayout layout = layout_or_refuse(text, samples.back());
    if (samples.size() > 1 && !is_alike(layout, facts.layout)) {
      throw refused(text.path,
                    fmt::format("is of another form than {}: {}, {} cells a row and separator {}",
                                texts.front().path, names_found(layout), layout.cells,
                                std::string(1, layout.separator)),
                    "name files of one form at a time");
    }
    facts.layout = layout;
  }
  facts.json = texts.front().json;
  facts.source = known_source(texts.front().path, samples.front(), facts.layout);
  const std::vector<RowCells> rows = rows_of(few_lines(samples.front()), facts.layout);
  find_columns(texts.front(), rows, facts);
  see_prices(rows, facts);
  facts.splits = splits_seen(samples.front(), facts.layout, facts.prices, facts.marks.marks,
                             facts.many_symbols ? facts.symbol_column : std::nullopt);
  see_stamps(texts, samples, facts);
  return facts;
}

}  // namespace barometer::sniffer
