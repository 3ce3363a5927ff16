// SPDX-License-Identifier: Apache-2.0
#include "regime/bar_source.hpp"

#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::regime {

std::vector<BarSource> sources_of(const data::MarketData& market) {
  std::vector<BarSource> sources;
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    const data::SymbolData& symbol = market.symbols[s];
    sources.push_back({data::view_of(symbol.view_bars),
                       market.venue_of(static_cast<core::SymbolIndex>(s)).calendar.data(),
                       static_cast<std::int64_t>(symbol.bars.size()), &market.instruments[s],
                       market.spare_bars, market.timeline.times()});
  }
  return sources;
}

}  // namespace barometer::regime
