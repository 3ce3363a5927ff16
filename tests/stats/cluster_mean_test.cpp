// SPDX-License-Identifier: Apache-2.0
#include "stats/cluster_mean.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

stats::BlockSums one_label(const std::vector<double>& sums, const std::vector<double>& counts) {
  stats::BlockSums values(sums.size(), 1);
  for (std::size_t block = 0; block < sums.size(); ++block) {
    values.add(block, 0, sums[block], counts[block]);
  }
  return values;
}

}  // namespace

// Source: Abramowitz & Stegun (1972), table 26.10, the 97.5 % column.
TEST_CASE("Student's quantile is the tables'") {
  CHECK(stats::student_quantile(1, 0.975) == Approx(12.706).epsilon(1e-4));
  CHECK(stats::student_quantile(9, 0.975) == Approx(2.262).epsilon(1e-3));
  CHECK(stats::student_quantile(30, 0.975) == Approx(2.042).epsilon(1e-3));
  CHECK(stats::student_quantile(1e6, 0.975) == Approx(1.95996).epsilon(1e-5));
}

TEST_CASE("with one value a block the interval is Student's of the mean") {
  const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9, 1, 3};
  const stats::ClusterMean found =
      stats::cluster_mean(one_label(values, std::vector<double>(10, 1)), 0);
  // sum 44; squares of deviations from 4.4: 48.4; sd sqrt(48.4 / 9); t(9) = 2.262157.
  CHECK(found.blocks == 10);
  CHECK(found.mean.value() == Approx(4.4));
  CHECK(found.margin.value() == Approx(2.2621571628 * std::sqrt(48.4 / 9 / 10)).epsilon(1e-9));
  CHECK(found.largest.value() == Approx(4.6 * 4.6 / 48.4));
}

TEST_CASE("blocks count in proportion to their values, and empty ones not at all") {
  std::vector<double> sums{3, 0, 1, 8, 2, 2, 5, 9, 4, 6, 7, 0};
  std::vector<double> counts{2, 0, 1, 3, 1, 2, 2, 4, 1, 3, 2, 0};
  const stats::ClusterMean found = stats::cluster_mean(one_label(sums, counts), 0);
  CHECK(found.blocks == 10);
  long double sum = 0;
  long double count = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    sum += sums[i];
    count += counts[i];
  }
  long double squares = 0;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    squares += (sums[i] - sum / count * counts[i]) * (sums[i] - sum / count * counts[i]);
  }
  CHECK(found.mean.value() == Approx(static_cast<double>(sum / count)));
  CHECK(found.margin.value() ==
        Approx(static_cast<double>(2.2621571628L * std::sqrt(10.0L / 9 * squares) / count)));
}

TEST_CASE("a label in fewer than ten blocks has a mean and no margin") {
  const stats::ClusterMean few =
      stats::cluster_mean(one_label(std::vector<double>(9, 2), std::vector<double>(9, 4)), 0);
  CHECK(few.blocks == 9);
  CHECK(few.mean.value() == 0.5);
  CHECK_FALSE(few.margin.has_value());
  CHECK_FALSE(few.largest.has_value());
  const stats::ClusterMean flat =
      stats::cluster_mean(one_label(std::vector<double>(12, 2), std::vector<double>(12, 4)), 0);
  CHECK(flat.margin.value() == 0);
  CHECK_FALSE(flat.largest.has_value());
  CHECK_FALSE(stats::cluster_mean(stats::BlockSums(20, 1), 0).mean.has_value());
}

TEST_CASE("the margin scales with the values to the bit") {
  stats::Random random(1, 0);
  std::vector<double> sums(40);
  std::ranges::generate(sums, [&random] { return random.normal(); });
  std::vector<double> large = sums;
  std::ranges::for_each(large, [](double& value) { value *= 0x1p30; });
  const std::vector<double> counts(40, 7);
  CHECK(stats::cluster_mean(one_label(large, counts), 0).margin.value() ==
        stats::cluster_mean(one_label(sums, counts), 0).margin.value() * 0x1p30);
}

}  // namespace barometer
