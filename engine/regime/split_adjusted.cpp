// SPDX-License-Identifier: Apache-2.0
#include "regime/split_adjusted.hpp"

#include "data/corporate_actions.hpp"
#include "data/symbol_data.hpp"

namespace barometer::regime {

namespace {

void rescale(data::BarRow& bar, double units) {
  for (double* price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
    *price *= units;
  }
  bar.volume /= units;
}

}  // namespace

std::vector<data::BarRow> split_adjusted(const data::SymbolData& symbol) {
  std::vector<data::BarRow> bars;
  double units = 1;  // that one of the first bar has become
  for (std::size_t bar = 0; bar < symbol.bars.size() && !symbol.actions.empty(); ++bar) {
    units *= data::split_at(symbol, bar);
    if (units != 1 && bars.empty()) {
      bars = symbol.bars.copy();
    }
    if (!bars.empty()) {
      rescale(bars[bar], units);
    }
  }
  return bars;
}

}  // namespace barometer::regime
