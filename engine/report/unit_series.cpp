// SPDX-License-Identifier: Apache-2.0
#include "report/unit_series.hpp"

#include <limits>

namespace barometer {

UnitSeries::UnitSeries(const MarketData& market, std::span<const Valuation> valuations,
                       SymbolIndex symbol)
    : valuation_(valuations.empty() ? Valuation{} : valuations[symbol]),
      unit_(valuation_.rate ? 0 : valuation_.multiplier) {
  if (valuation_.rate) {
    rates_ = market.symbols[*valuation_.rate].bars;
  }
}

double UnitSeries::at(Timestamp time) {
  for (; next_ < rates_.size() && rates_[next_].close_time_ns <= time; ++next_) {
    unit_ = unit_of(rates_[next_].close);
  }
  return unit_;
}

double UnitSeries::at_open(Timestamp time) {
  const double before = at(time - 1);
  const bool opens = next_ < rates_.size() && rates_[next_].close_time_ns == time;
  return opens ? unit_of(rates_[next_].open) : before;
}

double UnitSeries::unit_of(double rate) const {
  return valuation_.multiplier * (valuation_.inverse ? 1 / rate : rate);
}

double UnitSeries::at_end() {
  return at(std::numeric_limits<Timestamp>::max());
}

std::vector<std::vector<const CashEvent*>> events_by_symbol(std::span<const CashEvent> events,
                                                            std::size_t symbols) {
  std::vector<std::vector<const CashEvent*>> sorted(symbols);
  for (const CashEvent& event : events) {
    if (event.symbol < symbols) {
      sorted[event.symbol].push_back(&event);
    }
  }
  return sorted;
}

}  // namespace barometer
