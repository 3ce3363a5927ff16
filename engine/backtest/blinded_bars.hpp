// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstdint>
#include <vector>

#include "core/timestamp.hpp"
#include "data/bar_row.hpp"

namespace barometer::backtest {

// A copy of one series of bars that grows with what a plug-in is shown: behind the last bar shown
// every value is NaN and the time is never, so that whoever reads on sees no future.
class BlindedBars {
 public:
  // `most` bars will be shown at most, each dated `later` than it was.
  BlindedBars(std::int64_t most, core::Duration later);

  // The bars of `from` up to `end` and nothing behind them. REQUIRES: `from` is the same series
  // each time. The pointers stay as long as this object.
  bm_bars show(const bm_bars& from, std::int64_t end);

 private:
  std::vector<data::BarRow> rows_;  // never grows
  std::int64_t shown_ = 0;
  core::Duration later_;
};

}  // namespace barometer::backtest
