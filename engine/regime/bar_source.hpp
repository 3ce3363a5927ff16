// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstdint>
#include <vector>

#include "data/bars.hpp"

namespace barometer::regime {

// What a plug-in needs to see of one symbol's bars; normally views of MarketData, in a causality
// run views of doctored copies.
struct BarSource {
  bm_bars bars{};
  const bm_calendar_row* calendar = nullptr;
  std::int64_t count = 0;
  const bm_instrument* instrument = nullptr;
  std::int64_t spare = 0;  // bars behind the last that can be read and are NaN
};

// The bars as they are; valid as long as `market`.
std::vector<BarSource> sources_of(const data::MarketData& market);

}  // namespace barometer::regime
