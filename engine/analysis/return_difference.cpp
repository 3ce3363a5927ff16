// SPDX-License-Identifier: Apache-2.0
#include "analysis/return_difference.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

#include "stats/block_length.hpp"
#include "stats/block_sums.hpp"
#include "stats/cluster_mean.hpp"

namespace barometer::analysis {

namespace {

constexpr std::int64_t kLeastSessions = 5;  // of a block
constexpr double kRounding = 1e-9;          // of a return

bool differs(double difference) {
  return std::abs(difference) > kRounding;
}

std::vector<double> differences_of(std::span<const double> with, std::span<const double> without) {
  std::vector<double> differences;
  for (std::size_t i = 0; i < with.size(); ++i) {
    differences.push_back(with[i] - without[i]);
  }
  return differences;
}

}  // namespace

std::optional<ReturnDifference> return_difference(std::span<const double> with,
                                                  std::span<const double> without) {
  if (with.empty()) {
    return std::nullopt;
  }
  const std::vector<double> differences = differences_of(with, without);
  ReturnDifference found{.sessions = std::ssize(differences),
                         .block_sessions = stats::block_length(differences, kLeastSessions)};
  const auto length = static_cast<std::size_t>(found.block_sessions);
  stats::BlockSums sums((differences.size() + length - 1) / length, 1);
  std::vector<bool> active(sums.blocks, false);
  for (std::size_t i = 0; i < differences.size(); ++i) {
    sums.add(i / length, 0, differences[i], 1);
    found.differ += differs(differences[i]) ? 1 : 0;
    active[i / length] = active[i / length] || differs(differences[i]);
  }
  for (const bool each : active) {
    found.blocks += each ? 1 : 0;
  }
  const stats::ClusterMean mean = stats::cluster_mean(sums, 0);
  found.mean = *mean.mean;
  if (mean.margin && found.blocks >= stats::kFewestBlocks) {
    found.low = found.mean - *mean.margin;
    found.high = found.mean + *mean.margin;
    found.largest = mean.largest;
  }
  return found;
}

}  // namespace barometer::analysis
