// SPDX-License-Identifier: Apache-2.0
#include "backtest/blinded_bars.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace barometer::backtest {

namespace {

constexpr std::int64_t kNanBars = 2048;  // behind the series
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr data::BarRow kNoBar{
    std::numeric_limits<core::Timestamp>::max(), kNan, kNan, kNan, kNan, kNan};

}  // namespace

BlindedBars::BlindedBars(std::int64_t most, core::Duration later)
    : rows_(static_cast<std::size_t>(most + kNanBars), kNoBar), later_(later) {}

bm_bars BlindedBars::show(const bm_bars& from, std::int64_t end) {
  for (; shown_ < end; ++shown_) {
    const std::int64_t at = shown_ * from.stride;
    rows_[static_cast<std::size_t>(shown_)] = {from.close_time_ns[at] + later_,
                                               from.open[at],
                                               from.high[at],
                                               from.low[at],
                                               from.close[at],
                                               from.volume[at]};
  }
  return data::view_of(rows_);
}

}  // namespace barometer::backtest
