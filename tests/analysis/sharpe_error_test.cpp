// SPDX-License-Identifier: Apache-2.0
#include "analysis/sharpe_error.hpp"

#include <cmath>
#include <vector>

#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

// metric_table_test holds every figure of a long series beside the oracle's; the coverage of the
// interval is simulated in return_coverage_test.

namespace barometer {

namespace {

// `count` returns, an even number, with a Sharpe ratio of `ratio` a period to the last digits.
std::vector<double> with_ratio(std::size_t count, double ratio) {
  const double deviation = std::sqrt(static_cast<double>(count) / static_cast<double>(count - 1));
  std::vector<double> returns;
  for (std::size_t i = 0; i < count; ++i) {
    returns.push_back(0.01 * (ratio * deviation + (i % 2 == 0 ? 1 : -1)));
  }
  return returns;
}

std::vector<double> autoregressive(std::size_t count, double rho, double mean) {
  stats::Random random(0x54a9, 1);
  std::vector<double> returns;
  double last = 0;
  for (std::size_t i = 0; i < count; ++i) {
    last = rho * last + std::sqrt(1 - rho * rho) * random.normal();
    returns.push_back(mean + 0.01 * last);
  }
  return returns;
}

}  // namespace

TEST_CASE("the error of independent returns is the one in Lo's first table") {
  // Lo 2002, table 1, standard errors of Sharpe ratios: .50 of 12 observations .306, 1.00 of 60
  // .158, 3.00 of 24 .479.
  const auto error = [](std::size_t count, double ratio) {
    return analysis::measure_sharpe_error(with_ratio(count, ratio), 1).independent.value();
  };
  CHECK(std::round(error(12, 0.5) * 1000) == 306);
  CHECK(std::round(error(60, 1) * 1000) == 158);
  CHECK(std::round(error(24, 3) * 1000) == 479);
}

TEST_CASE("of independent returns both errors agree, of autocorrelated ones they do not") {
  const analysis::SharpeError independent =
      analysis::measure_sharpe_error(autoregressive(20'000, 0, 0.0005), 252);
  CHECK(*independent.standard_error == Approx(*independent.independent).epsilon(0.1));
  // The variance of a mean of an AR(1) is (1 + rho) / (1 - rho) times that of independent values.
  const analysis::SharpeError positive =
      analysis::measure_sharpe_error(autoregressive(20'000, 0.5, 0.0005), 252);
  CHECK(*positive.standard_error == Approx(std::sqrt(3.0) * *positive.independent).epsilon(0.1));
}

TEST_CASE("a Sharpe ratio of a year shrinks where returns follow one another, by Lo's eta") {
  const std::vector<double> returns = autoregressive(2000, 0.4, 0.001);
  const double ratio = stats::mean_of(returns) / stats::standard_deviation_of(returns);
  const double mean = stats::mean_of(returns);
  double squares = 0;
  double products = 0;
  for (std::size_t i = 0; i < returns.size(); ++i) {
    squares += (returns[i] - mean) * (returns[i] - mean);
    products += i > 0 ? (returns[i] - mean) * (returns[i - 1] - mean) : 0;
  }
  double sum = 12;
  for (int k = 1; k < 12; ++k) {
    sum += 2 * (12 - k) * std::pow(products / squares, k);
  }
  CHECK(analysis::measure_sharpe_error(returns, 12).time_aggregated.value() ==
        Approx(ratio * 12 / std::sqrt(sum)).epsilon(1e-12));
}

TEST_CASE("the confidence is one half without a gain, and 97.5 % where the interval touches 0") {
  const analysis::SharpeError none = analysis::measure_sharpe_error(with_ratio(50, 0), 252);
  CHECK(none.probability.value() == Approx(0.5));
  CHECK(*none.low == Approx(-*none.high));
  const analysis::SharpeError some =
      analysis::measure_sharpe_error(autoregressive(500, 0.2, 0.0007), 252);
  CHECK((*some.low > 0) == (*some.probability > 0.975));
}

TEST_CASE("figures a year scale with the root of its periods, the confidence does not") {
  const std::vector<double> returns = autoregressive(300, 0.2, 0.001);
  const analysis::SharpeError day = analysis::measure_sharpe_error(returns, 1);
  const analysis::SharpeError year = analysis::measure_sharpe_error(returns, 256);
  CHECK(*year.standard_error == 16 * *day.standard_error);
  CHECK(*year.low == 16 * *day.low);
  CHECK(*year.probability == *day.probability);
  CHECK(day.lags == 23);  // 1.3 x sqrt(300) = 22.5
}

TEST_CASE("fewer than ten returns have no error and say so") {
  const analysis::SharpeError error = analysis::measure_sharpe_error(with_ratio(8, 1), 252);
  CHECK_FALSE(error.standard_error.has_value());
  CHECK_FALSE(error.probability.has_value());
  REQUIRE(error.missing.has_value());
  CHECK(error.missing->have == 8);
  CHECK(error.missing->need == 10);
  CHECK(analysis::measure_sharpe_error(with_ratio(10, 1), 252).standard_error.has_value());
}

TEST_CASE("returns that do not differ have no error") {
  const std::vector<double> returns(50, 0.01);
  const analysis::SharpeError error = analysis::measure_sharpe_error(returns, 252);
  CHECK_FALSE(error.standard_error.has_value());
  CHECK_FALSE(error.missing.has_value());
}

}  // namespace barometer
