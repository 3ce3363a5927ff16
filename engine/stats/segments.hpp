// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace barometer::stats {

// Values first .. last-1 of a series that share one level.
struct Segment {
  std::size_t first = 0;
  std::size_t last = 0;
  double mean = 0;
  double deviation = 0;  // standard deviation, ddof 0

  std::size_t size() const { return last - first; }

  bool operator==(const Segment&) const = default;
};

// Cuts `y` where its mean or spread changes: the cut with the smallest
//   sum over segments of n_s (ln max(var_s, 0.005^2) + 1)  +  15 ln n per change
// over all cuts whose segments have at least 5 values, the first at least 1 (a cold first call may
// stand alone). Optimal partitioning (Jackson et al. 2005; Killick et al. 2012 state the cost) in
// O(n^2). The floor on the variance keeps equal values from being cut to pieces. Empty for an empty
// series.
std::vector<Segment> partition(std::span<const double> y);

}  // namespace barometer::stats
