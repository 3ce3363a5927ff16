// SPDX-License-Identifier: Apache-2.0
#include "analysis/trade_metrics.hpp"

#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

analysis::RoundTrip trip_of(double gross, double costs, bool open = false) {
  analysis::RoundTrip trip;
  trip.open = open;
  trip.gross = gross;
  trip.costs = costs;
  return trip;
}

}  // namespace

TEST_CASE("trade metrics are net of costs and leave out open trades") {
  const std::vector<analysis::RoundTrip> trips{trip_of(30, 10), trip_of(5, 10), trip_of(-15, 0),
                                               trip_of(10, 0), trip_of(99, 0, true)};
  const analysis::TradeMetrics trades = analysis::measure_trades(trips);
  CHECK(trades.closed == 4);
  CHECK(trades.open == 1);
  CHECK(trades.win_rate.value() == Approx(0.5));
  CHECK(trades.profit_factor.value() == Approx(30.0 / 20.0));
}

TEST_CASE("without a losing trade there is no profit factor") {
  CHECK_FALSE(analysis::measure_trades(std::vector<analysis::RoundTrip>{trip_of(1, 0)})
                  .profit_factor.has_value());
}

TEST_CASE("without a closed trade there is no win rate") {
  CHECK_FALSE(analysis::measure_trades(std::vector<analysis::RoundTrip>{trip_of(1, 0, true)})
                  .win_rate.has_value());
}

TEST_CASE("figures of trades equal their golden values") {
  // Net 20, -5, -15, 10. Python 3.11, statistics.NormalDist().inv_cdf(0.975) = z, p = 0.5, n = 4:
  //   (p + z*z/2/n +- z*sqrt((p*(1-p) + z*z/4/n) / n)) / (1 + z*z/n)
  const std::vector<analysis::RoundTrip> trips{trip_of(30, 10), trip_of(5, 10), trip_of(-15, 0),
                                               trip_of(10, 0), trip_of(-99, 0, true)};
  const analysis::TradeMetrics trades = analysis::measure_trades(trips);
  CHECK(trades.win_rate_low.value() == Approx(0.15003898915214955).epsilon(1e-12));
  CHECK(trades.win_rate_high.value() == Approx(0.8499610108478505).epsilon(1e-12));
  CHECK(trades.average_win.value() == Approx(15));
  CHECK(trades.average_loss.value() == Approx(-10));
  CHECK(trades.expectancy.value() == Approx(2.5));
  CHECK(trades.longest_losing_streak == 2);
}

TEST_CASE("without a closed trade nothing of trades is defined") {
  const analysis::TradeMetrics trades = analysis::measure_trades({});
  CHECK_FALSE(trades.win_rate_low.has_value());
  CHECK_FALSE(trades.average_win.has_value());
  CHECK_FALSE(trades.average_loss.has_value());
  CHECK_FALSE(trades.expectancy.has_value());
  CHECK_FALSE(trades.average_hours.has_value());
  CHECK_FALSE(trades.average_mae.has_value());
}

}  // namespace barometer
