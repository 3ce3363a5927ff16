// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/symbol.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

class TimeframeSet;

// The bars of one tagger in its own count, as each symbol meets them: of a tagger on the symbols'
// own bars these, else those of its timeframe, of which a symbol sees at each of its bars the last
// one that is known. A timeframe's bar that nobody sees, because a later one becomes known with it,
// is no unit.
class TaggerUnits {
 public:
  TaggerUnits(const data::MarketData& market, const TimeframeSet& frames, std::size_t tagger);

  // Whose entries hold the tags of the symbol's units: its own, or those of the benchmark.
  core::SymbolIndex source(core::SymbolIndex symbol) const { return sources_[symbol]; }

  // Units of a source.
  std::int64_t count(core::SymbolIndex source) const { return std::ssize(bar_of_[source]); }

  // Per bar of the symbol: the last unit that is known at its close, -1 before the first.
  std::span<const std::int32_t> unit_of(core::SymbolIndex symbol) const { return unit_of_[symbol]; }

  // Per unit of a source: the bar of the source at whose close it becomes known.
  std::span<const std::int32_t> bar_of(core::SymbolIndex source) const { return bar_of_[source]; }

 private:
  void count_own_bars(core::SymbolIndex symbol, std::size_t bars);
  void count_frame_bars(const data::MarketData& market, const TimeframeSet& frames,
                        std::size_t tagger);

  std::vector<core::SymbolIndex> sources_;          // per symbol
  std::vector<std::vector<std::int32_t>> unit_of_;  // per symbol and bar
  std::vector<std::vector<std::int32_t>> bar_of_;   // per source and unit; empty for the others
};

}  // namespace barometer::regime
