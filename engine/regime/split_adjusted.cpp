// SPDX-License-Identifier: Apache-2.0
#include "regime/split_adjusted.hpp"

#include "data/corporate_actions.hpp"
#include "data/symbol_data.hpp"

namespace barometer::regime {

namespace {

void rescale(data::BarRow& bar, const data::SplitRatio& units) {
  for (double* price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
    *price = units.multiply(*price);
  }
  bar.volume = units.divide(bar.volume);
}

}  // namespace

std::vector<data::BarRow> split_adjusted(const data::SymbolData& symbol) {
  std::vector<data::BarRow> bars;
  data::SplitRatio units;  // that one of the first bar has become
  for (std::size_t bar = 0; bar < symbol.bars.size() && !symbol.actions.empty(); ++bar) {
    units *= data::split_at(symbol, bar);
    if (units != data::SplitRatio() && bars.empty()) {
      bars = symbol.bars.copy();
    }
    if (!bars.empty()) {
      rescale(bars[bar], units);
    }
  }
  return bars;
}

}  // namespace barometer::regime
