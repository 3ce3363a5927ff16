// SPDX-License-Identifier: Apache-2.0
#include "data/market_data.hpp"

#include <barometer/abi/bars.h>

#include "calendar/bar_grid.hpp"

namespace barometer::data {

MarketData::MarketData() = default;
MarketData::MarketData(MarketData&&) noexcept = default;
MarketData& MarketData::operator=(MarketData&&) noexcept = default;
MarketData::~MarketData() = default;

const bm_calendar_row& MarketData::calendar_at(std::int64_t step) const {
  return calendar[static_cast<std::size_t>(step)];
}

std::vector<std::int64_t> bar_counts(const MarketData& market) {
  std::vector<std::int64_t> bars;
  for (const SymbolData& symbol : market.symbols) {
    bars.push_back(static_cast<std::int64_t>(symbol.bars.size()));
  }
  return bars;
}

}  // namespace barometer::data
