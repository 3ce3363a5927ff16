// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace barometer::stats {

// How many values lie in each of some intervals of one width, from `low` on. An interval has its
// lower end; the last one has its upper end too.
struct EqualBins {
  double low = 0;
  double width = 0;
  std::vector<std::int64_t> counts = {};

  // `bins` > 0 of them between two finite values; where these are equal, of a width that holds
  // them.
  static EqualBins between(double low, double high, std::size_t bins) {
    const double range = high > low ? high - low : std::max(std::abs(low), 1.0) * 1e-6;
    return {.low = low,
            .width = range / static_cast<double>(bins),
            .counts = std::vector<std::int64_t>(bins, 0)};
  }

  double begin(std::size_t bin) const { return low + static_cast<double>(bin) * width; }

  double high() const { return begin(counts.size()); }

  // REQUIRES: low <= value <= high, but for rounding.
  void add(double value) {
    const auto bin = static_cast<std::size_t>(std::max(0.0, (value - low) / width));
    ++counts[std::min(bin, counts.size() - 1)];
  }
};

}  // namespace barometer::stats
