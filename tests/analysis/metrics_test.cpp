// SPDX-License-Identifier: Apache-2.0
#include "analysis/metrics.hpp"

#include <vector>

#include "orders/order.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Golden values of this curve were computed with Python 3.11, module statistics, from the
// formulas that empyrical uses, written out again:
//   r = [b / a - 1 for a, b in zip(E, E[1:])]; N = 365
//   volatility = stdev(r) * sqrt(N); sharpe = fmean(r) / stdev(r) * sqrt(N)
//   sortino = fmean(r) / sqrt(sum(min(x, 0)**2 for x in r) / len(r)) * sqrt(N)
//   cagr = (E[-1] / E[0]) ** (365.25 / 80) - 1
const std::vector<double> kCurve{100'000, 101'000, 100'495, 102'000, 99'960,
                                 99'960,  103'000, 101'455, 105'000};

// Ten days from one to the next: figures a year need 30 days.
std::vector<analysis::Sample> curve(const std::vector<double>& equity, int days = 10) {
  std::vector<analysis::Sample> samples;
  for (std::size_t i = 0; i < equity.size(); ++i) {
    samples.push_back({static_cast<core::Timestamp>(i) * days * core::kDay, equity[i]});
  }
  return samples;
}

orders::Fill fill_at(double quantity, double raw_price, double price, double commission) {
  orders::Fill fill;
  fill.quantity = quantity;
  fill.raw_price = raw_price;
  fill.price = price;
  fill.commission = commission;
  return fill;
}

}  // namespace

TEST_CASE("return metrics equal their golden values") {
  const analysis::ReturnMetrics metrics = analysis::measure_returns(curve(kCurve), 365);
  CHECK(metrics.periods == 8);
  CHECK(metrics.total_return.value() == Approx(0.05).epsilon(1e-12));
  CHECK(metrics.volatility.value() == Approx(0.3823353249000814).epsilon(1e-12));
  CHECK(metrics.sharpe.value() == Approx(6.005957083619925).epsilon(1e-12));
  CHECK(metrics.sortino.value() == Approx(13.334248145208777).epsilon(1e-12));
  CHECK(metrics.cagr.value() == Approx(0.24951764555508982).epsilon(1e-11));
  CHECK(metrics.drawdown.value().depth == Approx(0.02).epsilon(1e-12));  // 102,000 to 99,960
}

TEST_CASE("an exchange's year has its own number of sessions") {
  // stdev(r) * sqrt(252) of the same curve.
  CHECK(analysis::measure_returns(curve(kCurve), 252).volatility.value() ==
        Approx(0.3176861368646976).epsilon(1e-12));
}

TEST_CASE("figures a year are undefined under 30 days: seven hours are no year") {
  const analysis::ReturnMetrics metrics = analysis::measure_returns(curve(kCurve, 3), 365);
  CHECK(metrics.total_return.value() == Approx(0.05).epsilon(1e-12));
  CHECK_FALSE(metrics.cagr.has_value());
  CHECK_FALSE(metrics.volatility.has_value());
  CHECK_FALSE(metrics.calmar.has_value());
  CHECK(analysis::measure_returns(curve(kCurve, 4), 365).cagr.has_value());
}

TEST_CASE("a curve that stands still has no Sharpe and no Sortino ratio") {
  const analysis::ReturnMetrics metrics =
      analysis::measure_returns(curve({100, 100, 100, 100}), 365);
  CHECK(metrics.total_return.value() == 0);
  CHECK(metrics.volatility.value() == 0);
  CHECK_FALSE(metrics.sharpe.has_value());
  CHECK_FALSE(metrics.sortino.has_value());
}

TEST_CASE("equal returns that differ by rounding have no Sharpe ratio") {
  std::vector<double> equity{100};
  for (int i = 0; i < 50; ++i) {
    equity.push_back(equity.back() * 1.01);
  }
  CHECK_FALSE(analysis::measure_returns(curve(equity), 365).sharpe.has_value());
}

TEST_CASE("a curve without a loss has a Sharpe but no Sortino ratio") {
  const analysis::ReturnMetrics metrics =
      analysis::measure_returns(curve({100, 101, 103, 104}), 365);
  CHECK(metrics.sharpe.has_value());
  CHECK_FALSE(metrics.sortino.has_value());
}

TEST_CASE("one sample defines nothing") {
  const analysis::ReturnMetrics metrics = analysis::measure_returns(curve({100}), 365);
  CHECK_FALSE(metrics.total_return.has_value());
  CHECK_FALSE(metrics.cagr.has_value());
  CHECK_FALSE(metrics.volatility.has_value());
  CHECK_FALSE(metrics.drawdown.has_value());
}

TEST_CASE("one return has no volatility") {
  const analysis::ReturnMetrics metrics = analysis::measure_returns(curve({100, 110}), 365);
  CHECK(metrics.total_return.value() == Approx(0.1));
  CHECK_FALSE(metrics.volatility.has_value());
}

TEST_CASE("an account that was lost has a total return but no returns to average") {
  const analysis::ReturnMetrics metrics =
      analysis::measure_returns(curve({100, -10, 20, -10}), 365);
  CHECK(metrics.total_return.value() == Approx(-1.1));
  CHECK_FALSE(metrics.cagr.has_value());
  CHECK_FALSE(metrics.volatility.has_value());
  CHECK_FALSE(metrics.sharpe.has_value());
}

TEST_CASE("exposure counts steps with a position and averages gross over equity") {
  const std::vector<portfolio::EquityPoint> equity{
      {0, 0, 100, 0, 0}, {1, 0, 100, 50, 50}, {2, 0, 200, 200, -200}, {3, 0, 100, 0, 0}};
  const analysis::ExposureMetrics exposure = analysis::measure_exposure(equity, 1'000, 2);
  CHECK(exposure.time_share.value() == Approx(0.5));
  CHECK(exposure.average_gross.value() == Approx((0.5 + 1.0) / 4));
  // Mean equity 125: 1,000 / 125 in two years.
  CHECK(exposure.turnover.value() == Approx(4.0));
}

TEST_CASE("exposure of no steps is undefined") {
  const analysis::ExposureMetrics exposure = analysis::measure_exposure({}, 0, 0);
  CHECK_FALSE(exposure.time_share.has_value());
  CHECK_FALSE(exposure.average_gross.has_value());
  CHECK_FALSE(exposure.turnover.has_value());
}

TEST_CASE("costs add commission and slippage of both sides") {
  // Bought 10 at 101 for 100, sold 10 at 99 for 100: slippage 10 + 10, notional 1,010 + 990.
  const std::vector<orders::Fill> fills{fill_at(10, 100, 101, 3), fill_at(-10, 100, 99, 2)};
  const analysis::CostMetrics costs = analysis::measure_costs(fills);
  CHECK(costs.commission == Approx(5));
  CHECK(costs.slippage == Approx(20));
  CHECK(costs.notional == Approx(2'000));
  CHECK(costs.bps.value() == Approx(125));
}

TEST_CASE("costs of nothing traded have no bps") {
  CHECK_FALSE(analysis::measure_costs({}).bps.has_value());
}

}  // namespace barometer
