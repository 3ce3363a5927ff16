// SPDX-License-Identifier: Apache-2.0
#include "regime/split_adjusted.hpp"

#include <algorithm>
#include <span>

namespace barometer {

namespace {

void rescale(std::span<BarRow> bars, double split) {
  for (BarRow& bar : bars) {
    for (double* price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
      *price *= split;
    }
    bar.volume /= split;
  }
}

// The first bar at or behind the ex-date.
std::size_t bar_of(const SymbolData& symbol, Day ex_date) {
  const auto found = std::ranges::lower_bound(
      symbol.calendar, ex_date, {}, [](const bm_calendar_row& row) { return row.session_date; });
  return static_cast<std::size_t>(found - symbol.calendar.begin());
}

}  // namespace

std::vector<BarRow> split_adjusted(const SymbolData& symbol) {
  std::vector<BarRow> bars;
  for (const CorporateAction& action : symbol.actions) {
    const std::size_t first = bar_of(symbol, action.ex_date);
    if (action.split == 1 || first == 0 || first == symbol.bars.size()) {
      continue;
    }
    if (bars.empty()) {
      bars = symbol.bars;
    }
    rescale(std::span{bars}.subspan(first), action.split);
  }
  return bars;
}

}  // namespace barometer
