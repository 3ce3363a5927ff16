// SPDX-License-Identifier: Apache-2.0
#include "data/corporate_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "calendar/actions_file.hpp"
#include "config/data_config.hpp"
#include "core/timestamp.hpp"
#include "data/actions_path.hpp"
#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/row_action.hpp"
#include "data/source_files.hpp"
#include "data/split_adjusted.hpp"
#include "data/symbol_input.hpp"
#include "files/text_file.hpp"

namespace barometer::data {

namespace {

constexpr double kVisibleSplit = 1.4;  // 3:2, less what a day may move

// Whether the first price at or after the ex-date lies nearer to where the split would put it.
bool jumps(const SymbolInput& symbol, std::size_t bar, double split) {
  const double move = std::log(symbol.bars[bar].open / symbol.bars[bar - 1].close);
  return std::fabs(move + std::log(split)) < std::fabs(move);
}

std::string when(const CorporateAction& action) {
  return action.time_ns ? core::format_utc(*action.time_ns)
                        : core::format_date(action.ex_date * core::kDay);
}

std::string adjusted_already(const CorporateAction& action) {
  return std::string("they are adjusted already: set data.actions.prices: split_adjusted") +
         (action.time_ns ? "; or mend its time: bars that close after it, in UTC, are in new units"
                         : "");
}

// Actions as their source has them, whatever the bars are, and the place of each.
struct SourceActions {
  std::vector<CorporateAction> raw;
  std::vector<std::string> places;
};

std::vector<core::Fault> held_against_bars(const config::ActionsConfig& config,
                                           const SymbolInput& symbol,
                                           std::span<const bm_calendar_row> calendar,
                                           const SourceActions& source) {
  std::vector<core::Fault> faults;
  const bool raw = config.prices == config::PriceSeries::raw;
  for (std::size_t i = 0; i < source.raw.size(); ++i) {
    const CorporateAction& action = source.raw[i];
    const std::size_t bar = first_bar_of(action, symbol, calendar);
    const double split = action.split.value();
    const bool large = std::max(split, 1 / split) >= kVisibleSplit;
    if (large && bar > 0 && bar < symbol.bars.size() && jumps(symbol, bar, split) != raw) {
      faults.push_back(
          {source.places[i],
           fmt::format("the split of {:.6g} on {} {} the prices of {}: {} before, {} after", split,
                       when(action), raw ? "does not show in" : "shows in", symbol.name,
                       symbol.bars[bar - 1].close, symbol.bars[bar].open),
           raw ? adjusted_already(action) : "they are not adjusted: set data.actions.prices: raw"});
    }
  }
  return faults;
}

// A dividend above half of the price that it leaves is most often one of another unit: pence where
// the prices are pounds.
std::vector<core::Fault> large_dividends(const config::ActionsConfig& config,
                                         const SymbolInput& symbol,
                                         std::span<const bm_calendar_row> calendar,
                                         const SourceActions& source) {
  constexpr double kLargest = 0.5;  // of the last close before, in units after a split
  std::vector<core::Fault> faults;
  for (std::size_t i = 0; i < source.raw.size(); ++i) {
    const CorporateAction& action = source.raw[i];
    const std::size_t bar = first_bar_of(action, symbol, calendar);
    const std::string date = core::format_date(action.ex_date * core::kDay);
    if (bar == 0 || bar >= symbol.bars.size() ||
        std::ranges::find(config.accept, date) != config.accept.end()) {
      continue;
    }
    const double close = symbol.bars[bar - 1].close;
    const bool raw = config.prices == config::PriceSeries::raw;
    const double before = raw ? action.split.divide(close) : close;
    const double dividend = action.dividend + action.dividend_share * before;
    if (dividend > kLargest * before) {
      faults.push_back(
          {source.places[i],
           fmt::format("the dividend of {:.6g} on {} of {} is more than half of the price {:.6g}",
                       dividend, date, symbol.name, before),
           fmt::format("mend its unit, or say data.actions.accept: [{}]", date)});
    }
  }
  return faults;
}

std::vector<core::Fault> doubts(const config::ActionsConfig& config, const SymbolInput& symbol,
                                std::span<const bm_calendar_row> calendar,
                                const SourceActions& source) {
  std::vector<core::Fault> faults = held_against_bars(config, symbol, calendar, source);
  std::ranges::move(large_dividends(config, symbol, calendar, source), std::back_inserter(faults));
  return faults;
}

// What the file says of prices as they were quoted.
SourceActions raw_actions(const config::ActionsConfig& config, const SymbolInput& symbol,
                          const files::TextFile& text, const std::string& path) {
  config::ActionsConfig raw = config;
  raw.prices = config::PriceSeries::raw;
  SourceActions source;
  source.raw = config.prices == config::PriceSeries::raw
                   ? symbol.actions
                   : calendar::read_actions(text.view(), path, raw).actions;
  source.places.assign(source.raw.size(), path);
  return source;
}

// Whether the bar is no session's first one.
bool is_inside_session(std::span<const bm_calendar_row> calendar, std::size_t bar) {
  return bar > 0 && calendar[bar].session_date == calendar[bar - 1].session_date;
}

core::Fault inside_session(const RowAction& row, const SymbolInput& symbol) {
  return {row.place,
          fmt::format("the row says a split or a dividend of {}, and its bar, which closes {}, is "
                      "not the first of its session",
                      symbol.name, core::format_utc(symbol.bars[row.bar].close_time_ns)),
          "write it in the row of the session's first bar; what happens inside a session is said "
          "with its time in a file: data.actions.path"};
}

}  // namespace

std::size_t first_bar_of(const CorporateAction& action, const SymbolInput& symbol,
                         std::span<const bm_calendar_row> calendar) {
  if (action.time_ns) {
    const auto after =
        std::ranges::upper_bound(symbol.bars, *action.time_ns, {}, &BarRow::close_time_ns);
    return static_cast<std::size_t>(after - symbol.bars.begin());
  }
  const auto row =
      std::ranges::lower_bound(calendar, action.ex_date, {}, &bm_calendar_row::session_date);
  return static_cast<std::size_t>(row - calendar.begin());
}

std::vector<core::Fault> load_actions(const config::ActionsConfig& config, SymbolInput& symbol,
                                      std::span<const bm_calendar_row> calendar,
                                      const std::string& folder) {
  const auto found = existing_file(actions_path(config, symbol.name), folder);
  if (!found) {
    return {};
  }
  const std::string path = found->string();
  const files::TextFile text(*found, folder);
  symbol.actions_hash = text.hash();
  calendar::ActionsFile file = calendar::read_actions(text.view(), path, config);
  if (!file.faults.empty()) {
    return std::move(file.faults);
  }
  symbol.actions = std::move(file.actions);
  return doubts(config, symbol, calendar, raw_actions(config, symbol, text, path));
}

std::vector<core::Fault> take_actions(const config::DataConfig& config,
                                      std::span<const RowAction> rows, SymbolInput& symbol,
                                      std::span<const bm_calendar_row> calendar) {
  const config::ActionsConfig how = config.actions.value_or(config::ActionsConfig{});
  std::vector<core::Fault> faults;
  SourceActions source;
  for (const RowAction& row : rows) {
    if (row.bar >= symbol.bars.size()) {
      continue;
    }
    if (is_inside_session(calendar, row.bar)) {
      faults.push_back(inside_session(row, symbol));
    }
    CorporateAction action{.ex_date = calendar[row.bar].session_date,
                           .split = row.cells.split,
                           .dividend = row.cells.dividend};
    source.raw.push_back(action);
    source.places.push_back(row.place);
    action.split = how.prices == config::PriceSeries::raw ? action.split : SplitRatio();
    if (action.split != SplitRatio() || action.dividend != 0) {
      symbol.actions.push_back(action);
    }
  }
  return faults.empty() ? doubts(how, symbol, calendar, source) : faults;
}

void place_actions(MarketData& market) {
  for (SymbolData& symbol : market.symbols) {
    if (symbol.actions.empty()) {
      continue;
    }
    const std::vector<std::int64_t> steps = steps_of(market, symbol);
    const core::Rows<bm_calendar_row>& calendar = market.venues[symbol.venue].calendar;
    const auto date = [&](std::int64_t step) {
      return calendar[static_cast<std::size_t>(step)].session_date;
    };
    for (CorporateAction& action : symbol.actions) {
      action.bar =
          action.time_ns
              ? std::ranges::upper_bound(symbol.bars, *action.time_ns, {}, &BarRow::close_time_ns) -
                    symbol.bars.begin()
              : std::ranges::lower_bound(steps, action.ex_date, {}, date) - steps.begin();
    }
    // A time of day and the session dates of another zone may cross.
    std::ranges::stable_sort(symbol.actions, {}, &CorporateAction::bar);
  }
  adjust_splits(market);
}

std::span<const CorporateAction> actions_at(const SymbolData& symbol, std::size_t bar) {
  if (bar == 0 || symbol.actions.empty()) {
    return {};
  }
  // Two searches and no std::ranges::equal_range: clang 14 knows no subrange of libstdc++.
  const auto wanted = static_cast<std::int64_t>(bar);
  const auto first = std::ranges::lower_bound(symbol.actions, wanted, {}, &CorporateAction::bar);
  const auto last = std::ranges::upper_bound(symbol.actions, wanted, {}, &CorporateAction::bar);
  return {first, last};
}

SplitRatio split_at(const SymbolData& symbol, std::size_t bar) {
  SplitRatio ratio;
  for (const CorporateAction& action : actions_at(symbol, bar)) {
    ratio *= action.split;
  }
  return ratio;
}

}  // namespace barometer::data
