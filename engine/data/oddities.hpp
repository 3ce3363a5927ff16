// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::data {

struct MarketData;

// Counts bars, zero-volume bars and flat bars of every symbol into its report, and what is missing
// between its first bar and its last (calendar/bar_expectation.hpp).
void count_oddities(MarketData& market);

}  // namespace barometer::data
