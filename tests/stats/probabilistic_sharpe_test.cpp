// SPDX-License-Identifier: Apache-2.0
#include "stats/probabilistic_sharpe.hpp"

#include <cmath>
#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"
#include "support/rates.hpp"

namespace barometer {

TEST_CASE("the moments of a sample, by hand") {
  const std::vector<double> values{1, 2, 6};  // deviations from 3: -2, -1, 3
  const auto sample = stats::sharpe_sample_of(values);
  REQUIRE(sample);
  CHECK(sample->ratio == Approx(3 / std::sqrt(7.0)));
  CHECK(sample->skew == Approx(6 / std::pow(14.0 / 3, 1.5)));
  CHECK(sample->kurtosis == Approx(98.0 / 3 / std::pow(14.0 / 3, 2)));
  CHECK(sample->periods == 3);
}

TEST_CASE("returns that do not vary have no ratio, whatever rounding makes of their mean") {
  CHECK(!stats::sharpe_sample_of(std::vector<double>{0.1}));
  CHECK(!stats::sharpe_sample_of(std::vector<double>(7, 0.1)));
  CHECK(!stats::sharpe_sample_of(std::vector<double>(7, 0.0)));
  CHECK(stats::sharpe_sample_of(std::vector<double>{1e-9, 2e-9}));
}

TEST_CASE("the probabilistic ratio of Bailey and Lopez de Prado's hedge fund") {
  // Their section on the track record: 24 monthly returns, ratio .458 a month, skew -2.448,
  // kurtosis 10.164: .982 were the returns normal, .913 as they are.
  CHECK(stats::probabilistic_sharpe({.ratio = 0.458, .periods = 24}, 0) ==
        Approx(0.982).margin(0.001));
  CHECK(stats::probabilistic_sharpe(
            {.ratio = 0.458, .skew = -2.448, .kurtosis = 10.164, .periods = 24}, 0) ==
        Approx(0.913).margin(0.001));
}

TEST_CASE("at the minimum track record the probability is the one that was asked for") {
  const stats::SharpeSample sample{.ratio = 0.1, .skew = -1, .kurtosis = 8, .periods = 100};
  for (const double benchmark : {0.0, 0.04}) {
    const auto periods = stats::minimum_track_record(sample, benchmark, 0.95);
    REQUIRE(periods);
    stats::SharpeSample longer = sample;
    longer.periods = *periods;
    CHECK(stats::probabilistic_sharpe(longer, benchmark) == Approx(0.95).epsilon(1e-12));
  }
  CHECK(!stats::minimum_track_record(sample, 0.1, 0.95));
}

TEST_CASE("a true ratio of the benchmark's shows a higher probability than .95 in 5 % of samples") {
  // Skewed: exponential gains less a constant, true ratio .1 a period.
  const std::int64_t trials = test::long_form() ? 20'000 : 2000;
  std::int64_t above = 0;
  for (std::int64_t trial = 0; trial < trials; ++trial) {
    stats::Random random(23, static_cast<std::uint64_t>(trial));
    std::vector<double> returns;
    for (int i = 0; i < 500; ++i) {
      returns.push_back(std::log1p(-random.uniform()) + 1.1);
    }
    above += stats::probabilistic_sharpe(stats::sharpe_sample_of(returns).value(), 0.1) > 0.95;
  }
  CAPTURE(above, trials);
  CHECK(test::inside(above, trials, 0.035, 0.065));
}

}  // namespace barometer
