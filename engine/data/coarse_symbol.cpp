// SPDX-License-Identifier: Apache-2.0
#include "data/coarse_symbol.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "calendar/calendar_rows.hpp"
#include "core/bar_size.hpp"
#include "data/bar_row.hpp"
#include "data/corporate_actions.hpp"
#include "data/resample.hpp"
#include "data/session_check.hpp"
#include "data/symbol_input.hpp"

namespace barometer::data {

namespace {

// Those that change units, each at its bar of the source.
std::vector<CorporateAction> splits_of(const SymbolInput& symbol,
                                       std::span<const bm_calendar_row> calendar) {
  std::vector<CorporateAction> splits;
  for (CorporateAction action : symbol.actions) {
    action.bar = static_cast<std::int64_t>(first_bar_of(action, symbol, calendar));
    if (action.split != SplitRatio() && action.bar > 0) {
      splits.push_back(action);
    }
  }
  std::ranges::stable_sort(splits, {}, &CorporateAction::bar);
  return splits;
}

core::Fault no_bar(const config::DataConfig& config, const SymbolInput& symbol) {
  return {config::to_string(config.file, config.resample_at),
          fmt::format("{} has no bar of {}: its {} of {}, which close from {} to {}, complete none",
                      symbol.name, core::format_bar_size(config.run_bar()), symbol.bars.size(),
                      core::format_bar_size(config.bar),
                      core::format_utc(symbol.bars.front().close_time_ns),
                      core::format_utc(symbol.bars.back().close_time_ns)),
          "a bar of the run is over when a bar of the source closes at its end or later"};
}

}  // namespace

std::optional<core::Fault> resample_symbol(const config::DataConfig& config,
                                           const calendar::Venue& venue, SymbolInput& symbol) {
  const auto calendar =
      calendar::resolve_calendar(venue, config.bar, close_times(symbol.bars), symbol.grid);
  RunBars run = run_bars(venue, config.bar, config.run_bar(), symbol.bars, calendar, symbol.grid,
                         splits_of(symbol, calendar), symbol.spreads);
  if (run.bars.empty()) {
    return no_bar(config, symbol);
  }
  symbol.report.source_bars = std::ssize(symbol.bars);
  symbol.report.outside_source_bars = run.outside;
  symbol.report.unfinished_source_bars = run.unfinished;
  symbol.bars = std::move(run.bars);
  symbol.spreads = std::move(run.spreads);
  symbol.grid = run.grid;
  symbol.truth.clear();
  const auto rows =
      calendar::resolve_calendar(venue, config.run_bar(), close_times(symbol.bars), symbol.grid);
  count_outside(venue, config.run_bar(), rows, symbol);
  return std::nullopt;
}

}  // namespace barometer::data
