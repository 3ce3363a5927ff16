// SPDX-License-Identifier: Apache-2.0
#include "stats/rank_interval.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

#include "stats/moments.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::stats {

namespace {

constexpr std::size_t kMostExact = 100;  // values in both samples

// P(U = u) for u = 0 .. m n. ways[c][u] counts the subsets of c ranks whose sum is u over the least
// one; only additions, so nothing cancels.
std::vector<double> mann_whitney_distribution(std::size_t m, std::size_t n) {
  std::vector<std::vector<double>> ways(m + 1, std::vector<double>(m * n + 1, 0.0));
  ways[0][0] = 1;
  for (std::size_t rank = 0; rank < m + n; ++rank) {
    for (std::size_t chosen = std::min(rank + 1, m); chosen > 0; --chosen) {
      const std::size_t over = rank + 1 - chosen;  // above the least place that it can have
      for (std::size_t u = over; u < ways[chosen].size() && over <= n; ++u) {
        ways[chosen][u] += ways[chosen - 1][u - over];
      }
    }
  }
  std::vector<double>& counts = ways[m];
  const double all = std::accumulate(counts.begin(), counts.end(), 0.0);
  for (double& count : counts) {
    count /= all;
  }
  return std::move(counts);
}

std::size_t exact_rank(std::size_t m, std::size_t n, double alpha) {
  const std::vector<double> probability = mann_whitney_distribution(m, n);
  double below = 0;
  std::size_t k = 0;
  while (below + probability[k] <= alpha / 2) {
    below += probability[k];
    ++k;
  }
  return k;
}

std::size_t approximate_rank(std::size_t m, std::size_t n, double alpha) {
  const auto pairs = static_cast<double>(m * n);
  const double deviation = std::sqrt(pairs * static_cast<double>(m + n + 1) / 12);
  const double z = normal_quantile(1 - alpha / 2);
  return static_cast<std::size_t>(std::max(0.0, std::floor(pairs / 2 - z * deviation)));
}

std::vector<double> sorted_differences(std::span<const double> baseline,
                                       std::span<const double> candidate) {
  std::vector<double> differences;
  differences.reserve(baseline.size() * candidate.size());
  for (const double c : candidate) {
    for (const double b : baseline) {
      differences.push_back(c - b);
    }
  }
  std::sort(differences.begin(), differences.end());
  return differences;
}

}  // namespace

std::size_t mann_whitney_rank(std::size_t m, std::size_t n, double alpha) {
  if (m == 0 || n == 0) {
    return 0;
  }
  return m + n <= kMostExact ? exact_rank(m, n, alpha) : approximate_rank(m, n, alpha);
}

std::optional<RatioInterval> ratio_interval(std::span<const double> baseline,
                                            std::span<const double> candidate, double alpha) {
  const std::size_t k = mann_whitney_rank(baseline.size(), candidate.size(), alpha);
  if (k == 0) {
    return std::nullopt;
  }
  const std::vector<double> differences = sorted_differences(baseline, candidate);
  return RatioInterval{std::exp(median_of(differences)), std::exp(differences[k - 1]),
                       std::exp(differences[differences.size() - k])};
}

}  // namespace barometer::stats
