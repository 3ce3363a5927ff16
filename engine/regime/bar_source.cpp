// SPDX-License-Identifier: Apache-2.0
#include "regime/bar_source.hpp"

namespace barometer::regime {

std::vector<BarSource> sources_of(const data::MarketData& market) {
  std::vector<BarSource> sources;
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    const data::SymbolData& symbol = market.symbols[s];
    sources.push_back({data::view_of(symbol.bars), symbol.calendar.data(),
                       static_cast<std::int64_t>(symbol.bars.size()), &market.instruments[s], 0});
  }
  return sources;
}

}  // namespace barometer::regime
