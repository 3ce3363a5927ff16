// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "stats/block_sums.hpp"

namespace barometer::stats {

// Blocks that an interval or a test needs at the least.
inline constexpr std::int64_t kFewestBlocks = 10;

struct ClusterMean {
  std::int64_t blocks = 0;  // G: that contain the label
  std::optional<double> mean;
  // 95 %: half the width of the interval around the mean; none under kFewestBlocks.
  std::optional<double> margin;
  // Share of the sum of (S - m N)^2 that one block makes, the largest; with the margin, where that
  // is not 0. Near 1 the interval is wider than it says: that block alone decides it.
  std::optional<double> largest;
};

// The mean of a label's values with Student's interval over blocks as clusters: with block sums S,
// numbers N, n = sum N, m = sum S / n,
//   margin = t(G - 1, .975) sqrt(G / (G - 1) sum (S - m N)^2) / n
// (Cameron & Miller 2015, with the correction G / (G - 1)). Right for values that depend on each
// other within a block, over time or between series, and not between blocks.
ClusterMean cluster_mean(const BlockSums& values, std::size_t label);

// The q-quantile of Student's distribution. REQUIRES: freedom > 0, 0 < q < 1.
double student_quantile(double freedom, double q);

}  // namespace barometer::stats
