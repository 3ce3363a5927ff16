// SPDX-License-Identifier: Apache-2.0
#include "stats/leader_clusters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "stats/order_statistics.hpp"

namespace barometer::stats {

namespace {

// With mean 0 and squares that add up to 1; all 0 where the row does not vary.
std::vector<double> standardised(std::span<const double> row) {
  std::vector<double> values(row.begin(), row.end());
  const double mean = mean_of(row);
  double squares = 0;
  for (double& value : values) {
    value -= mean;
    squares += value * value;
  }
  const auto [low, high] = std::ranges::minmax(row);
  const double scale = low < high ? 1 / std::sqrt(squares) : 0;
  std::ranges::for_each(values, [&](double& value) { value *= scale; });
  return values;
}

// Four sums at a time, for one would wait for every addition to end.
double product(const std::vector<double>& a, const std::vector<double>& b) {
  std::array<double, 4> parts{};
  for (std::size_t i = 0; i < a.size(); ++i) {
    parts[i % 4] += a[i] * b[i];
  }
  return (parts[0] + parts[1]) + (parts[2] + parts[3]);
}

}  // namespace

std::size_t leader_clusters(const SampleRows& rows, double correlation, std::size_t most) {
  std::vector<std::vector<double>> leaders;
  bool any_idle = false;
  const auto count = [&] { return leaders.size() + (any_idle ? 1 : 0); };
  for (std::size_t i = 0; i < rows.size() && count() < most; ++i) {
    std::vector<double> row = standardised(rows.row(i));
    if (std::ranges::all_of(row, [](double value) { return value == 0; })) {
      any_idle = true;
    } else if (std::ranges::none_of(leaders, [&](const std::vector<double>& leader) {
                 return product(row, leader) >= correlation;
               })) {
      leaders.push_back(std::move(row));
    }
  }
  return count();
}

}  // namespace barometer::stats
