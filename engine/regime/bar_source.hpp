// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstdint>
#include <span>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {

// What a tagger needs to see of one series of bars; owns nothing.
struct BarSource {
  bm_bars bars{};
  const bm_calendar_row* calendar = nullptr;  // a row for each of `steps`, else for each bar
  std::int64_t count = 0;
  const bm_instrument* instrument = nullptr;
  std::int64_t spare = 0;  // bars behind the last that can be read and are NaN
  // Close times of the market's steps, where the calendar is kept by step; else empty.
  std::span<const core::Timestamp> steps;
};

// The bars without the jumps of splits (data/split_adjusted.hpp); valid as long as `market`.
std::vector<BarSource> sources_of(const data::MarketData& market);

}  // namespace barometer::regime
