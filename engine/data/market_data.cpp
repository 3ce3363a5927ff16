// SPDX-License-Identifier: Apache-2.0
#include "data/market_data.hpp"

#include <barometer/abi/bars.h>

#include "calendar/bar_grid.hpp"
#include "calendar/venue.hpp"

namespace barometer::data {

MarketData::MarketData() = default;
MarketData::MarketData(MarketData&&) noexcept = default;
MarketData& MarketData::operator=(MarketData&&) noexcept = default;
MarketData::~MarketData() = default;

const bm_calendar_row& MarketData::calendar_at(std::int64_t step) const {
  return calendar[static_cast<std::size_t>(step)];
}

const bm_calendar_row& MarketData::calendar_of(core::SymbolIndex symbol, std::int64_t step) const {
  return venue_of(symbol).calendar[static_cast<std::size_t>(step)];
}

std::optional<core::SymbolIndex> MarketData::first_active(std::size_t number,
                                                          std::int64_t step) const {
  for (const core::SymbolIndex symbol : timeline.active(step)) {
    if (symbols[symbol].venue == number) {
      return symbol;
    }
  }
  return std::nullopt;
}

const std::string& venue_name(const MarketData& market, std::size_t venue) {
  return venue == 0 ? market.venue : market.venues[venue].hours->name;
}

std::vector<core::SymbolIndex> symbols_at(const MarketData& market, std::size_t venue) {
  std::vector<core::SymbolIndex> symbols;
  for (core::SymbolIndex symbol = 0; symbol < market.symbols.size(); ++symbol) {
    if (market.symbols[symbol].venue == venue) {
      symbols.push_back(symbol);
    }
  }
  return symbols;
}

std::vector<std::int64_t> bar_counts(const MarketData& market) {
  std::vector<std::int64_t> bars;
  for (const SymbolData& symbol : market.symbols) {
    bars.push_back(static_cast<std::int64_t>(symbol.bars.size()));
  }
  return bars;
}

}  // namespace barometer::data
