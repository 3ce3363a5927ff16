// SPDX-License-Identifier: Apache-2.0
#include "backtest/market_window.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/symbol_input.hpp"

namespace barometer::backtest {

namespace {

data::SymbolInput cut_symbol(const data::SymbolData& whole, core::Timestamp to) {
  data::SymbolInput cut = data::copy_of(whole);
  const auto behind = std::ranges::upper_bound(cut.bars, to, {}, &data::BarRow::close_time_ns);
  cut.bars.erase(behind, cut.bars.end());
  cut.truth.resize(std::min(cut.truth.size(), cut.bars.size()));
  return cut;
}

}  // namespace

std::optional<data::MarketData> cut_market(const data::MarketData& market, core::Timestamp to) {
  if (market.timeline.steps_until(to) == market.timeline.steps()) {
    return std::nullopt;
  }
  std::vector<data::SymbolInput> symbols;
  for (const data::SymbolData& symbol : market.symbols) {
    symbols.push_back(cut_symbol(symbol, to));
  }
  data::MarketData cut = data::derived_market(market, std::move(symbols));
  cut.hash = market.hash;
  cut.truth_labels = market.truth_labels;
  return cut;
}

void require_bars_after(const data::MarketData& market, std::optional<core::Timestamp> from) {
  std::vector<core::Fault> faults;
  for (const data::SymbolData& symbol : market.symbols) {
    if (symbol.bars.empty() || (from && symbol.bars.back().close_time_ns <= *from)) {
      faults.push_back({"window", symbol.name + " has no bar in the window",
                        "change the window, or leave the symbol out"});
    }
  }
  core::throw_if_any(std::move(faults));
}

}  // namespace barometer::backtest
