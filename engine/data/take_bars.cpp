// SPDX-License-Identifier: Apache-2.0
#include "data/take_bars.hpp"

#include <utility>

namespace barometer::data {

void take_bars(CsvBars bars, LoadedSymbol& loaded) {
  loaded.data.bars = std::move(bars.bars);
  loaded.data.grid = bars.grid;
  loaded.data.spreads = std::move(bars.spreads);
  loaded.data.truth = std::move(bars.truth.ids);
  loaded.truth_labels = std::move(bars.truth.labels);
  loaded.labels = std::move(bars.labels);
  loaded.row_actions = std::move(bars.actions);
  loaded.stamp_closes = std::move(bars.stamp_closes);
  loaded.merged_closes = std::move(bars.merged_closes);
  loaded.data.report = std::move(bars.report);
  loaded.faults = std::move(bars.faults);
}

}  // namespace barometer::data
