// SPDX-License-Identifier: Apache-2.0
#include "data/split_adjusted.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::data {

namespace {

// The splits between two bars of the symbol, each with all before it.
std::vector<UnitChange> unit_changes(const SymbolData& symbol) {
  std::vector<UnitChange> changes;
  SplitRatio units;
  for (const CorporateAction& action : symbol.actions) {
    const bool inside =
        action.bar > 0 && action.bar < static_cast<std::int64_t>(symbol.bars.size());
    if (inside && action.split != SplitRatio()) {
      units *= action.split;
      changes.push_back({action.bar, units});
    }
  }
  return changes;
}

void rescale(BarRow& bar, const SplitRatio& units) {
  for (double* price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
    *price = units.multiply(*price);
  }
  bar.volume = units.divide(bar.volume);
}

void rescale(std::span<BarRow> bars, std::span<const UnitChange> changes) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto first = static_cast<std::size_t>(changes[i].bar);
    const std::size_t end =
        i + 1 < changes.size() ? static_cast<std::size_t>(changes[i + 1].bar) : bars.size();
    for (BarRow& bar : bars.subspan(first, end - first)) {
      rescale(bar, changes[i].units);
    }
  }
}

}  // namespace

void adjust_splits(MarketData& market) {
  const auto spare = static_cast<std::size_t>(market.spare_bars);
  core::ArenaLayout layout;
  std::vector<SymbolData*> split;
  for (SymbolData& symbol : market.symbols) {
    symbol.view_bars = symbol.bars;
    symbol.unit_changes = unit_changes(symbol);
    if (!symbol.unit_changes.empty()) {
      layout.add((symbol.bars.size() + spare) * sizeof(BarRow));
      split.push_back(&symbol);
    }
  }
  market.view_arena = split.empty() ? core::Arena() : core::Arena(std::move(layout));
  for (std::size_t column = 0; column < split.size(); ++column) {
    SymbolData& symbol = *split[column];
    auto* rows = reinterpret_cast<BarRow*>(market.view_arena.column(column));
    std::copy_n(symbol.bars.data(), symbol.bars.size() + spare, rows);
    symbol.view_bars = core::Rows<BarRow>(std::span(rows, symbol.bars.size()));
    rescale(std::span(rows, symbol.bars.size()), symbol.unit_changes);
  }
  if (!split.empty()) {
    market.view_arena.seal();
  }
}

SplitRatio units_at(const SymbolData& symbol, std::int64_t bar) {
  const auto next = std::ranges::upper_bound(symbol.unit_changes, bar, {}, &UnitChange::bar);
  return next == symbol.unit_changes.begin() ? SplitRatio() : std::prev(next)->units;
}

}  // namespace barometer::data
