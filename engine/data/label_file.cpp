// SPDX-License-Identifier: Apache-2.0
#include "data/label_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "calendar/venue_table.hpp"
#include "calendar/zone.hpp"
#include "config/data_config.hpp"
#include "core/error.hpp"
#include "core/file_kind.hpp"
#include "core/nearest_name.hpp"
#include "core/text.hpp"
#include "data/bad_row_log.hpp"
#include "data/stamp_parser.hpp"
#include "files/byte_order_mark.hpp"
#include "files/row_splitter.hpp"
#include "files/text_file.hpp"

namespace barometer::data {

namespace {

constexpr core::Timestamp kNoTime = std::numeric_limits<core::Timestamp>::min();
constexpr std::uint32_t kNoLine = 0;
constexpr const char* kNoBar = "no bar has the label's time";

// Cells of a row, from 0.
struct LabelPlan {
  std::size_t time = 0;
  std::optional<std::size_t> time_of_day;
  std::optional<std::size_t> symbol;  // none: rows hold for all
  std::size_t label = 0;
  std::size_t cells = 0;
};

// What the symbols of one row make of it.
struct Matches {
  bool has_bar = false;  // any of them has one of its time
  // Of each that has none it is before the first bar, after the last one or that of a merged bar.
  bool outside = true;
};

std::string header_name(const config::ColumnRef& column, const char* otherwise) {
  return column.name.empty() ? otherwise : column.name;
}

class LabelFileReader {
 public:
  LabelFileReader(const LabelFile& file, const config::DataConfig& config,
                  std::vector<LabelledSymbol>& symbols)
      : file_(file),
        config_(config),
        symbols_(symbols),
        text_(file.path, config.folder),
        log_(file.path, config.csv.bad_rows) {
    const calendar::VenueTable venues(config);
    calendar::open_zone_database();
    for (const auto& venue : venues.all()) {
      stamps_.emplace_back(config, *venue);
    }
    for (std::size_t s = 0; s < symbols.size(); ++s) {
      symbols[s].ids.assign(symbols[s].stamp_closes.size(), LabelColumn::kUnknown);
      lines_.emplace_back(symbols[s].stamp_closes.size(), kNoLine);
      number_of_.emplace(symbols[s].name, s);
    }
    previous_.assign(symbols.size(), kNoTime);
  }

  std::vector<std::string> read(std::int64_t& left_out) {
    files::RowSplitter rows(files::without_byte_order_mark(text_.view()), config_.csv.separator, 0);
    if (const auto plan = rows.next() ? plan_of(rows.line()) : std::nullopt) {
      std::int64_t all = 0;
      while (rows.next()) {
        if (!core::trimmed(rows.line()).empty()) {
          ++all;
          read_row(*plan, rows.line(), rows.line_number());
        }
      }
      finish(all);
    }
    core::throw_if_any(log_.faults());
    left_out = left_out_ + log_.skipped();
    return std::move(labels_.texts);
  }

 private:
  std::optional<LabelPlan> plan_of(std::string_view header);
  std::size_t find(const std::vector<std::string>& names, const std::string& name,
                   const char* role);
  void read_row(const LabelPlan& plan, std::string_view line, std::size_t number);
  void set_labels(const std::vector<files::RawCell>& cells, const LabelPlan& plan,
                  std::size_t number);
  std::optional<CellFault> set_label(std::size_t symbol, const std::string& stamp,
                                     std::size_t column, std::size_t number, Matches& matches);
  std::optional<std::size_t> bar_at(std::size_t symbol, const std::string& stamp);
  bool comes_twice(std::size_t symbol, const std::string& stamp);
  std::string stamp_in(const std::vector<files::RawCell>& cells, const LabelPlan& plan) const;
  CellFault no_time(std::size_t column, const std::string& stamp, std::size_t symbol) const;
  CellFault second_label(std::size_t column, const std::string& stamp, std::size_t symbol,
                         std::size_t bar) const;
  CellFault no_bar(std::size_t column, const std::string& stamp,
                   std::span<const std::size_t> of) const;
  void finish(std::int64_t rows);

  // The symbols that a row holds for.
  std::vector<std::size_t> symbols_of(const std::vector<files::RawCell>& cells,
                                      const LabelPlan& plan) const {
    std::vector<std::size_t> all;
    if (!plan.symbol) {
      for (std::size_t s = 0; s < symbols_.size(); ++s) {
        all.push_back(s);
      }
    } else if (const auto found = number_of_.find(cells[*plan.symbol].text);
               found != number_of_.end()) {
      all.push_back(found->second);
    }
    return all;
  }

  const LabelFile& file_;
  const config::DataConfig& config_;
  std::vector<LabelledSymbol>& symbols_;
  files::TextFile text_;
  BadRowLog log_;
  LabelColumn labels_;
  std::vector<StampParser> stamps_;  // by venue
  std::unordered_map<std::string_view, std::size_t> number_of_;
  std::vector<core::Timestamp> previous_;          // of each symbol: the row before
  std::vector<std::vector<std::uint32_t>> lines_;  // of each bar's label
  std::string unknown_symbol_;                     // the first of a symbol that is not in the run
  std::int64_t left_out_ = 0;
  bool any_known_ = false;
};

// The place of a column in the header; what is wrong with it is logged.
std::size_t LabelFileReader::find(const std::vector<std::string>& names, const std::string& name,
                                  const char* role) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) {
    log_.add({log_.place(1, 1),
              fmt::format("there is no column {} for {}", core::shown(name), role),
              core::suggestion(name, names)});
  } else if (std::find(found + 1, names.end(), name) != names.end()) {
    log_.add({log_.place(1, 1),
              fmt::format("the column {} for {} comes twice", core::shown(name), role),
              "rename one of them"});
  }
  return static_cast<std::size_t>(found - names.begin());
}

std::optional<LabelPlan> LabelFileReader::plan_of(std::string_view header) {
  if (auto wrong = core::wrong_kind(text_.view(), config_.csv.separator)) {
    log_.add({log_.place(1, 1), std::move(wrong->what), std::move(wrong->fix)});
    return std::nullopt;
  }
  std::vector<std::string> names;
  for (const files::RawCell& cell : files::split_cells(header, config_.csv.separator)) {
    names.emplace_back(cell.text);
  }
  LabelPlan plan;
  plan.cells = names.size();
  plan.time = find(names, header_name(config_.csv.time, "timestamp"), "time");
  if (config_.csv.time_of_day) {
    plan.time_of_day =
        find(names, header_name(*config_.csv.time_of_day, "time_of_day"), "time of day");
  }
  plan.label = find(names, file_.column, "the labels (regime.column)");
  if (std::ranges::find(names, "symbol") != names.end()) {
    plan.symbol = find(names, "symbol", "symbols");
  }
  if (plan.label == plan.time || plan.label == plan.symbol) {
    log_.add({log_.place(1, 1), "the labels are the column of times or symbols itself",
              "name the column of the labels: regime.column"});
  }
  return log_.faults().empty() ? std::optional(plan) : std::nullopt;
}

std::string LabelFileReader::stamp_in(const std::vector<files::RawCell>& cells,
                                      const LabelPlan& plan) const {
  std::string stamp(cells[plan.time].text);
  if (plan.time_of_day) {
    stamp += fmt::format(" {}", cells[*plan.time_of_day].text);
  }
  return stamp;
}

void LabelFileReader::read_row(const LabelPlan& plan, std::string_view line, std::size_t number) {
  const std::vector<files::RawCell> cells = files::split_cells(line, config_.csv.separator);
  if (cells.size() != plan.cells) {
    log_.add_row(number,
                 {{1, "the row has too few or too many cells",
                   fmt::format("the row has {} cells, expected {}", cells.size(), plan.cells),
                   "write as many as the header has"}});
    return;
  }
  const std::size_t known = labels_.ids.size();
  if (auto wrong = labels_.add(cells[plan.label].text, file_.words)) {
    log_.add_row(number, {wrong->at(cells[plan.label].column)});
    return;
  }
  set_labels(cells, plan, number);
  if (known > 0) {  // the last one alone is asked again
    labels_.ids.erase(labels_.ids.begin());
  }
}

// The bar of this symbol with that stamp, or the number of its bars where none has it.
std::optional<std::size_t> LabelFileReader::bar_at(std::size_t symbol, const std::string& stamp) {
  const auto time = stamps_[symbols_[symbol].venue].close_time(stamp, previous_[symbol]);
  if (!time) {
    return std::nullopt;
  }
  previous_[symbol] = *time;
  const std::vector<core::Timestamp>& closes = symbols_[symbol].stamp_closes;
  const auto found = std::ranges::lower_bound(closes, *time);
  return found != closes.end() && *found == *time ? static_cast<std::size_t>(found - closes.begin())
                                                  : closes.size();
}

// Whether the stamp is one of the hour in which clocks go back, which only ascending rows tell.
bool LabelFileReader::comes_twice(std::size_t symbol, const std::string& stamp) {
  StampParser& stamps = stamps_[symbols_[symbol].venue];
  return stamps.close_time(stamp, kNoTime) !=
         stamps.close_time(stamp, std::numeric_limits<core::Timestamp>::max());
}

void LabelFileReader::set_labels(const std::vector<files::RawCell>& cells, const LabelPlan& plan,
                                 std::size_t number) {
  const std::vector<std::size_t> of = symbols_of(cells, plan);
  if (of.empty()) {
    ++left_out_;
    unknown_symbol_ =
        unknown_symbol_.empty() ? std::string(cells[*plan.symbol].text) : unknown_symbol_;
    return;
  }
  any_known_ = true;
  const std::string stamp = stamp_in(cells, plan);
  const std::size_t column = cells[plan.time].column;
  Matches matches;
  for (const std::size_t s : of) {
    if (auto fault = set_label(s, stamp, column, number, matches)) {
      log_.add_row(number, {std::move(*fault)});
      return;
    }
  }
  if (!matches.has_bar && matches.outside) {
    ++left_out_;
  } else if (!matches.has_bar && log_.would_report(kNoBar)) {
    log_.add_row(number, {no_bar(column, stamp, of)});
  } else if (!matches.has_bar) {
    log_.count_row(kNoBar);
  }
}

// The present row's label for one of its symbols.
std::optional<CellFault> LabelFileReader::set_label(std::size_t symbol, const std::string& stamp,
                                                    std::size_t column, std::size_t number,
                                                    Matches& matches) {
  const core::Timestamp before = previous_[symbol];
  const auto bar = bar_at(symbol, stamp);
  if (!bar) {
    return no_time(column, stamp, symbol);
  }
  if (before > previous_[symbol] && comes_twice(symbol, stamp)) {
    return CellFault{
        column, "the time comes twice",
        fmt::format("{} comes twice, as clocks go back, and the row before it is later",
                    core::shown(stamp)),
        "sort the file by time"};
  }
  const std::vector<core::Timestamp>& closes = symbols_[symbol].stamp_closes;
  if (*bar == closes.size()) {
    const core::Timestamp time = previous_[symbol];
    matches.outside &= closes.empty() || time < closes.front() || time > closes.back() ||
                       std::ranges::binary_search(symbols_[symbol].merged_closes, time);
    return std::nullopt;
  }
  matches.has_bar = true;
  if (lines_[symbol][*bar] != kNoLine) {
    return second_label(column, stamp, symbol, *bar);
  }
  lines_[symbol][*bar] = static_cast<std::uint32_t>(number);
  symbols_[symbol].ids[*bar] = labels_.ids.back();
  return std::nullopt;
}

CellFault LabelFileReader::no_time(std::size_t column, const std::string& stamp,
                                   std::size_t symbol) const {
  return {column, "the time cannot be read",
          "time: " + stamps_[symbols_[symbol].venue].refusal(stamp),
          config_.source == config::DataSource::synthetic
              ? "of the synthetic market write the close of the bar: 2024-01-31T09:00:00Z"
              : "write times as the files of the bars do (data.time)"};
}

CellFault LabelFileReader::second_label(std::size_t column, const std::string& stamp,
                                        std::size_t symbol, std::size_t bar) const {
  return {column, "the bar has a second label",
          fmt::format("the bar of {} at {} has a label already, in line {}", symbols_[symbol].name,
                      core::shown(stamp), lines_[symbol][bar]),
          "leave one of them"};
}

// Of those before and after the label, of all symbols that it holds for.
CellFault LabelFileReader::no_bar(std::size_t column, const std::string& stamp,
                                  std::span<const std::size_t> of) const {
  core::Timestamp nearest = 0;
  core::Duration distance = std::numeric_limits<core::Duration>::max();
  for (const std::size_t s : of) {
    const std::vector<core::Timestamp>& closes = symbols_[s].stamp_closes;
    const auto after = std::ranges::lower_bound(closes, previous_[s]);
    for (auto near = after == closes.begin() ? after : after - 1;
         near != closes.end() && near <= after; ++near) {
      const core::Duration away =
          *near < previous_[s] ? previous_[s] - *near : *near - previous_[s];
      nearest = away < distance ? *near : nearest;
      distance = std::min(distance, away);
    }
  }
  return {column, kNoBar,
          fmt::format("no bar{} has the time {}; the nearest closes {}",
                      of.size() == 1 ? " of " + symbols_[of.front()].name : "", core::shown(stamp),
                      core::format_utc(nearest)),
          "a label holds for the bar whose time it has, as the bars' file writes it"};
}

void LabelFileReader::finish(std::int64_t rows) {
  if (auto excess = log_.excess(rows)) {
    log_.add(std::move(*excess));
  }
  if (rows == 0) {
    log_.add({log_.place(1, 1), "the file has no rows below its header", "export it again"});
  } else if (!any_known_ && !unknown_symbol_.empty()) {
    std::vector<std::string> known;
    for (const LabelledSymbol& symbol : symbols_) {
      known.push_back(symbol.name);
    }
    log_.add({log_.place(2, 1),
              fmt::format("no row is of a symbol of this run; the first is of {}",
                          core::shown(unknown_symbol_)),
              core::suggestion(unknown_symbol_, known)});
  }
}

}  // namespace

std::vector<std::string> read_label_file(const LabelFile& file, const config::DataConfig& config,
                                         std::vector<LabelledSymbol>& symbols,
                                         std::int64_t& left_out) {
  return LabelFileReader(file, config, symbols).read(left_out);
}

}  // namespace barometer::data
