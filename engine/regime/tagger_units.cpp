// SPDX-License-Identifier: Apache-2.0
#include "regime/tagger_units.hpp"

#include <numeric>

#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "regime/timeframes.hpp"

namespace barometer::regime {

namespace {

// Per bar of the symbol: bars of the frame that are known at its close.
std::vector<std::int32_t> known_counts(const data::SymbolData& symbol, const Timeframe& frame) {
  std::vector<std::int32_t> counts;
  counts.reserve(symbol.bars.size());
  std::int32_t known = 0;
  for (const data::BarRow& bar : symbol.bars) {
    while (known < frame.source.count && frame.known(known) <= bar.close_time_ns) {
      ++known;
    }
    counts.push_back(known);
  }
  return counts;
}

// Per number of known bars: units among them, where `seen` are the numbers that some bar sees.
std::vector<std::int32_t> units_among(std::int64_t frame_bars, std::span<const std::int32_t> seen) {
  std::vector<std::int32_t> units(static_cast<std::size_t>(frame_bars) + 1, 0);
  for (const std::int32_t count : seen) {
    units[static_cast<std::size_t>(count)] = count > 0 ? 1 : 0;
  }
  std::partial_sum(units.begin(), units.end(), units.begin());
  return units;
}

}  // namespace

TaggerUnits::TaggerUnits(const data::MarketData& market, const TimeframeSet& frames,
                         std::size_t tagger)
    : unit_of_(market.symbols.size()), bar_of_(market.symbols.size()) {
  for (core::SymbolIndex s = 0; s < market.symbols.size(); ++s) {
    sources_.push_back(frames.benchmark(tagger).value_or(s));
  }
  if (!frames.is_plain(tagger)) {
    count_frame_bars(market, frames, tagger);
    return;
  }
  for (core::SymbolIndex s = 0; s < market.symbols.size(); ++s) {
    count_own_bars(s, market.symbols[s].bars.size());
  }
}

void TaggerUnits::count_own_bars(core::SymbolIndex symbol, std::size_t bars) {
  unit_of_[symbol].resize(bars);
  std::iota(unit_of_[symbol].begin(), unit_of_[symbol].end(), 0);
  bar_of_[symbol] = unit_of_[symbol];
}

void TaggerUnits::count_frame_bars(const data::MarketData& market, const TimeframeSet& frames,
                                   std::size_t tagger) {
  for (core::SymbolIndex s = 0; s < market.symbols.size(); ++s) {
    const Timeframe& frame = frames.frame(tagger, s);
    const core::SymbolIndex source = sources_[s];
    const auto units = units_among(frame.source.count, known_counts(market.symbols[source], frame));
    for (const std::int32_t count : known_counts(market.symbols[s], frame)) {
      const std::int32_t unit = units[static_cast<std::size_t>(count)] - 1;
      if (source == s && unit >= std::ssize(bar_of_[s])) {
        bar_of_[s].push_back(static_cast<std::int32_t>(unit_of_[s].size()));
      }
      unit_of_[s].push_back(unit);
    }
  }
}

}  // namespace barometer::regime
