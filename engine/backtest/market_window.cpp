// SPDX-License-Identifier: Apache-2.0
#include "backtest/market_window.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace barometer::backtest {

namespace {

std::ptrdiff_t bars_until(const std::vector<data::BarRow>& bars, core::Timestamp to) {
  return std::ranges::upper_bound(bars, to, {}, &data::BarRow::close_time_ns) - bars.begin();
}

data::SymbolData cut_symbol(const data::SymbolData& whole, core::Timestamp to) {
  const std::ptrdiff_t bars = bars_until(whole.bars, to);
  data::SymbolData cut;
  cut.name = whole.name;
  cut.bars.assign(whole.bars.begin(), whole.bars.begin() + bars);
  cut.calendar.assign(whole.calendar.begin(), whole.calendar.begin() + bars);
  cut.truth.assign(whole.truth.begin(),
                   whole.truth.begin() + std::min(bars, std::ssize(whole.truth)));
  cut.actions = whole.actions;
  cut.report = whole.report;
  cut.source = whole.source;
  cut.source_hash = whole.source_hash;
  return cut;
}

}  // namespace

std::optional<data::MarketData> cut_market(const data::MarketData& market, core::Timestamp to) {
  if (market.timeline.steps_until(to) == market.timeline.steps()) {
    return std::nullopt;
  }
  data::MarketData cut;
  cut.symbols.reserve(market.symbols.size());
  for (const data::SymbolData& symbol : market.symbols) {
    cut.symbols.push_back(cut_symbol(symbol, to));
    cut.instruments.push_back(market.instruments[cut.instruments.size()]);
    cut.instruments.back().symbol = cut.symbols.back().name.c_str();
  }
  cut.timeline = data::Timeline(cut.symbols);
  cut.bar = market.bar;
  cut.venue = market.venue;
  cut.hours = market.hours;
  cut.session_days_per_year = market.session_days_per_year;
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
