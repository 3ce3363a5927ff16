// SPDX-License-Identifier: Apache-2.0
#include "stats/long_run_variance.hpp"

#include <cmath>
#include <vector>

#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

std::vector<double> normals(std::size_t count, std::uint64_t stream) {
  stats::Random random(0x10a6, stream);
  std::vector<double> values(count);
  for (double& value : values) {
    value = random.normal();
  }
  return values;
}

// The definition, lag by lag.
double by_lags(const std::vector<double>& values, std::size_t lags) {
  long double sum = 0;
  for (std::size_t lag = 0; lag <= lags && lag < values.size(); ++lag) {
    long double products = 0;
    for (std::size_t t = lag; t < values.size(); ++t) {
      products += static_cast<long double>(values[t]) * values[t - lag];
    }
    const long double weight = 1 - static_cast<long double>(lag) / (lags + 1);
    sum += (lag == 0 ? 1 : 2) * weight * products;
  }
  return static_cast<double>(sum / values.size());
}

void subtract_mean(std::vector<double>& values) {
  const double mean = stats::mean_of(values);
  for (double& value : values) {
    value -= mean;
  }
}

}  // namespace

TEST_CASE("the long-run variance is the sum over lags that Newey and West define") {
  for (const std::size_t count : {1u, 2u, 7u, 50u, 333u}) {
    for (const std::size_t lags : {0u, 1u, 5u, 48u, 400u}) {
      const std::vector<double> values = normals(count, count);
      INFO(count << " values, " << lags << " lags");
      CHECK(stats::long_run_variance(values, lags) == Approx(by_lags(values, lags)).epsilon(1e-12));
    }
  }
}

TEST_CASE("the long-run variance of three values, by hand") {
  // R(0) = (1 + 1 + 4) / 3, R(1) = (-1 - 2) / 3, one lag of weight 1/2.
  const std::vector<double> values{1, -1, 2};
  CHECK(stats::long_run_variance(values, 1) == Approx(6.0 / 3 - 3.0 / 3));
}

TEST_CASE("the long-run variance scales with a power of two to the bit, and reads either way") {
  const std::vector<double> values = normals(200, 1);
  std::vector<double> scaled = values;
  for (double& value : scaled) {
    value *= 8;
  }
  CHECK(stats::long_run_variance(scaled, 18) == 64 * stats::long_run_variance(values, 18));
  const std::vector<double> reversed(values.rbegin(), values.rend());
  CHECK(stats::long_run_variance(reversed, 18) ==
        Approx(stats::long_run_variance(values, 18)).epsilon(1e-12));
}

TEST_CASE("lags grow with the root of the number of values") {
  CHECK(stats::long_run_lags(10) == 5);  // 1.3 x 3.16 = 4.1
  CHECK(stats::long_run_lags(100) == 13);
  CHECK(stats::long_run_lags(2500) == 65);
}

TEST_CASE("the quantile is the normal one without lags, and the published one with all") {
  CHECK(stats::long_run_quantile(0) == 1.96);
  // Lobato 2001, table 1, 95 %: 45.40 for the square of the mean over half of Bartlett's variance
  // with all lags. The polynomial fits its root to 1.1 in a hundred.
  CHECK(stats::long_run_quantile(1) == Approx(std::sqrt(45.40 / 2)).epsilon(0.012));
}

TEST_CASE("the quantile is what the mean of independent values has, whatever the share of lags") {
  constexpr int kTrials = 20'000;
  constexpr std::size_t kCount = 200;
  for (const std::size_t lags : {19u, 99u, 199u}) {
    const double quantile = stats::long_run_quantile((static_cast<double>(lags) + 1) / kCount);
    int beyond = 0;
    for (int trial = 0; trial < kTrials; ++trial) {
      std::vector<double> values = normals(kCount, static_cast<std::uint64_t>(trial));
      const double mean = stats::mean_of(values);
      subtract_mean(values);
      const double error = std::sqrt(stats::long_run_variance(values, lags) / kCount);
      beyond += std::abs(mean) > quantile * error ? 1 : 0;
    }
    // 5 % within four standard errors of 20,000 trials, .0015, and what the fit leaves.
    INFO(lags << " lags: " << beyond << " of " << kTrials);
    CHECK(std::abs(beyond / static_cast<double>(kTrials) - 0.05) < 0.008);
  }
}

}  // namespace barometer
