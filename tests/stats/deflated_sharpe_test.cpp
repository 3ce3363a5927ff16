// SPDX-License-Identifier: Apache-2.0
#include "stats/deflated_sharpe.hpp"

#include <cmath>

#include "stats/moments.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// The mean of the largest of n standard normal values: the integral of P(max > x) on either side.
double exact_maximum(double n) {
  constexpr double kStep = 1e-3;
  double mean = 0;
  for (double x = kStep / 2; x < 12; x += kStep) {
    mean += kStep * -std::expm1(n * std::log1p(-stats::normal_probability(-x)));
    mean -= kStep * std::pow(stats::normal_probability(-x), n);
  }
  return mean;
}

// The example of Bailey & Lopez de Prado 2014: a ratio of 2.5 a year in five years of 250 days,
// the trials' ratios of variance one half a year.
constexpr double kDays = 250;
const stats::SharpeSample kExample{
    .ratio = 2.5 / std::sqrt(kDays), .skew = -3, .kurtosis = 10, .periods = 1250};
constexpr double kVariance = 0.5 / kDays;

}  // namespace

TEST_CASE("the deflated Sharpe ratios of the paper's example") {
  CHECK(stats::deflated_benchmark(kVariance, 100) == Approx(0.1132).margin(5e-5));
  CHECK(stats::deflated_sharpe(kExample, kVariance, 100) ==
        Approx(0.9003968344493903).epsilon(1e-9));
  CHECK(stats::deflated_sharpe(kExample, kVariance, 46) ==
        Approx(0.9505017068755787).epsilon(1e-9));
  stats::SharpeSample normal = kExample;
  normal.skew = 0;
  normal.kurtosis = 3;
  CHECK(stats::deflated_sharpe(normal, kVariance, 88) == Approx(0.9505).margin(5e-5));
}

TEST_CASE("the expected maximum is within 3 % of the exact one from ten trials on") {
  for (const double trials : {10.0, 45.0, 100.0, 1000.0, 1e6}) {
    CAPTURE(trials);
    CHECK(stats::expected_maximum(trials) == Approx(exact_maximum(trials)).epsilon(0.03));
  }
  CHECK(stats::expected_maximum(10) > exact_maximum(10) * 1.01);
  CHECK(stats::expected_maximum(1e15) > stats::expected_maximum(1e14));
}

TEST_CASE("one trial is not deflated, and neither are trials that are all the same") {
  CHECK(stats::expected_maximum(1) == 0);
  CHECK(stats::expected_maximum(0) == 0);
  CHECK(stats::deflated_sharpe(kExample, kVariance, 1) == stats::probabilistic_sharpe(kExample, 0));
  CHECK(stats::deflated_sharpe(kExample, 0, 100) == stats::probabilistic_sharpe(kExample, 0));
}

TEST_CASE("45 trials of a ratio of 1 need five years, and the bound says 7.6") {
  CHECK(stats::minimum_backtest_years(45, 1) == Approx(5.0).margin(0.05));
  CHECK(stats::minimum_backtest_bound(45, 1) == Approx(7.6).margin(0.05));
  CHECK(stats::minimum_backtest_years(45, 2) == Approx(stats::minimum_backtest_years(45, 1) / 4));
  for (const double trials : {2.0, 10.0, 1000.0}) {
    CHECK(stats::minimum_backtest_years(trials, 1) < stats::minimum_backtest_bound(trials, 1));
  }
}

}  // namespace barometer
