// SPDX-License-Identifier: Apache-2.0
#include "analysis/point_values.hpp"

#include <limits>

#include "data/market_data.hpp"

namespace barometer::analysis {

PointValues::PointValues(const data::MarketData& market,
                         std::span<const portfolio::Valuation> valuations, core::SymbolIndex symbol)
    : valuation_(valuations.empty() ? portfolio::Valuation{} : valuations[symbol]),
      unit_(valuation_.rate ? 0 : valuation_.multiplier) {
  if (valuation_.rate) {
    rates_ = market.symbols[*valuation_.rate].bars;
  }
}

double PointValues::at_open(core::Timestamp time) {
  const double before = at(time - 1);
  const bool opens = next_ < rates_.size() && rates_[next_].close_time_ns == time;
  return opens ? unit_of(rates_[next_].open) : before;
}

double PointValues::unit_of(double rate) const {
  return valuation_.multiplier * (valuation_.inverse ? 1 / rate : rate);
}

double PointValues::at_end() {
  return at(std::numeric_limits<core::Timestamp>::max());
}

std::vector<std::vector<const portfolio::CashEvent*>> events_by_symbol(
    std::span<const portfolio::CashEvent> events, std::size_t symbols) {
  std::vector<std::vector<const portfolio::CashEvent*>> sorted(symbols);
  for (const portfolio::CashEvent& event : events) {
    if (event.symbol < symbols) {
      sorted[event.symbol].push_back(&event);
    }
  }
  return sorted;
}

}  // namespace barometer::analysis
