// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::data {

struct MarketData;

// Counts bars, zero-volume bars and flat bars of every symbol into its report, and what is missing
// between its first bar and its last (calendar/bar_expectation.hpp).
void count_oddities(MarketData& market);

// Bars that are missing in one place.
struct BarGap {
  core::Timestamp from_ns = 0;  // close of the bar before
  std::int64_t missing = 0;
};

// Of each symbol the gaps that lack most bars, largest first, at most so many.
std::vector<std::vector<BarGap>> largest_gaps(const MarketData& market, std::size_t most);

}  // namespace barometer::data
