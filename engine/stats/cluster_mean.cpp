// SPDX-License-Identifier: Apache-2.0
#include "stats/cluster_mean.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>

namespace barometer::stats {

namespace {

// Sum of (S - m N)^2 over the blocks, and the largest of them.
double residual_squares(const BlockSums& values, std::size_t label, double mean, double& largest) {
  double squares = 0;
  for (std::size_t block = 0; block < values.blocks; ++block) {
    const std::size_t at = values.at(block, label);
    const double residual = values.sums[at] - mean * values.counts[at];
    squares += residual * residual;
    largest = std::max(largest, residual * residual);
  }
  return squares;
}

}  // namespace

double student_quantile(double freedom, double q) {
  return boost::math::quantile(boost::math::students_t(freedom), q);
}

ClusterMean cluster_mean(const BlockSums& values, std::size_t label) {
  ClusterMean found;
  double sum = 0;
  double count = 0;
  for (std::size_t block = 0; block < values.blocks; ++block) {
    sum += values.sums[values.at(block, label)];
    count += values.counts[values.at(block, label)];
    found.blocks += values.counts[values.at(block, label)] > 0 ? 1 : 0;
  }
  if (count == 0) {
    return found;
  }
  found.mean = sum / count;
  if (found.blocks < kFewestBlocks) {
    return found;
  }
  double largest = 0;
  const double squares = residual_squares(values, label, *found.mean, largest);
  const auto blocks = static_cast<double>(found.blocks);
  found.margin =
      student_quantile(blocks - 1, 0.975) * std::sqrt(blocks / (blocks - 1) * squares) / count;
  if (squares > 0) {
    found.largest = largest / squares;
  }
  return found;
}

}  // namespace barometer::stats
