// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::data {

struct SymbolData;

// A move from one close to the next that no market makes: bars before and after it are of other
// units, or of another company.
struct PriceJump {
  core::Timestamp time_ns = 0;  // close of the first bar after it
  double ratio = 1;             // that close / the close before
  core::Duration gap = 0;       // from close to close
  // Units after for units before that would explain it, such as 7:1 and 1:20; 0:0 none, also
  // where the prices differ by more than a million times.
  std::int64_t after = 0;
  std::int64_t before = 0;
};

// Jumps of the symbol without a split among its actions, ascending: moves of the logarithm of the
// close by more than 10 robust sigmas (1.4826 x the median absolute deviation of all moves,
// Rousseeuw & Croux 1993) that either lie within 3 % of n:1, 1:n, 3:2 or 2:3, or whose open lies
// within 1 % of n:1 or 1:n of the close before, or that are larger than a million times, or that
// follow a gap of a year. Moves of less than two fifths are not looked at unless they follow such a
// gap.
std::vector<PriceJump> price_jumps(const SymbolData& symbol);

}  // namespace barometer::data
