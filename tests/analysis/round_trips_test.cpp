// SPDX-License-Identifier: Apache-2.0
#include "analysis/round_trips.hpp"

#include <cmath>

#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

data::MarketData one_symbol() {
  return test::market_of({test::flat_symbol("A", 20, core::kHour)});
}

}  // namespace

TEST_CASE("bought and sold is one round trip with the costs of both ends") {
  const data::MarketData market = one_symbol();
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 2, 10, 100, 101, 3),
                                        test::fill_of(market, 0, 5, -10, 120, 119, 4)};
  const auto trips = analysis::round_trips(fills, market);
  REQUIRE(trips.size() == 1);
  CHECK_FALSE(trips[0].open);
  CHECK(trips[0].quantity == 10);
  CHECK(trips[0].gross == Approx(200));              // 10 x (120 - 100)
  CHECK(trips[0].costs == Approx(10 + 10 + 3 + 4));  // slippage 1 a unit at both ends
  CHECK(trips[0].net() == Approx(173));              // 10 x (119 - 101) - 7
  CHECK(trips[0].entry_price == 101);
  CHECK(trips[0].exit_price == 119);
  CHECK(trips[0].bars_held() == 3);
  CHECK(trips[0].exit_time_ns - trips[0].entry_time_ns == 3 * core::kHour);
}

TEST_CASE("a short wins when the price falls") {
  const data::MarketData market = one_symbol();
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 2, -10, 100, 100, 0),
                                        test::fill_of(market, 0, 5, 10, 80, 80, 0)};
  const auto trips = analysis::round_trips(fills, market);
  REQUIRE(trips.size() == 1);
  CHECK(trips[0].quantity == -10);
  CHECK(trips[0].net() == Approx(200));
}

TEST_CASE("the oldest units are closed first, costs in proportion") {
  const data::MarketData market = one_symbol();
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 1, 10, 100, 100, 10),
                                        test::fill_of(market, 0, 2, 10, 110, 110, 20),
                                        test::fill_of(market, 0, 3, -15, 120, 120, 30)};
  const auto trips = analysis::round_trips(fills, market);
  REQUIRE(trips.size() == 3);
  CHECK(trips[0].quantity == 10);
  CHECK(trips[0].gross == Approx(200));
  CHECK(trips[0].costs == Approx(10 + 30.0 * 10 / 15));
  CHECK(trips[1].quantity == 5);
  CHECK(trips[1].gross == Approx(50));
  CHECK(trips[1].costs == Approx(10 + 30.0 * 5 / 15));
  CHECK(trips[2].open);
  CHECK(trips[2].quantity == 5);
  CHECK(trips[2].costs == Approx(10));
}

TEST_CASE("a fill that turns the position closes the old side and opens the new one") {
  const data::MarketData market = one_symbol();
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 1, 10, 100, 100, 0),
                                        test::fill_of(market, 0, 3, -30, 120, 120, 30)};
  const auto trips = analysis::round_trips(fills, market);
  REQUIRE(trips.size() == 2);
  CHECK(trips[0].quantity == 10);
  CHECK(trips[0].costs == Approx(10));
  CHECK(trips[1].open);
  CHECK(trips[1].quantity == -20);
  CHECK(trips[1].costs == Approx(20));
}

TEST_CASE("an open position is marked at its symbol's last close, flagged, without exit costs") {
  data::MarketData market = one_symbol();
  market.symbols[0].bars.back().close = 130;
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 4, 10, 100, 101, 2)};
  const auto trips = analysis::round_trips(fills, market);
  REQUIRE(trips.size() == 1);
  CHECK(trips[0].open);
  CHECK(trips[0].exit_price == 130);
  CHECK(trips[0].exit_time_ns == market.symbols[0].bars.back().close_time_ns);
  CHECK(trips[0].net() == Approx(10 * 30 - 10 - 2));
}

TEST_CASE("symbols do not close each other's positions") {
  const data::MarketData market = test::market_of(
      {test::flat_symbol("A", 9, core::kHour), test::flat_symbol("B", 9, core::kHour)});
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 1, 10, 100, 100, 0),
                                        test::fill_of(market, 1, 2, -10, 100, 100, 0)};
  const auto trips = analysis::round_trips(fills, market);
  REQUIRE(trips.size() == 2);
  CHECK(trips[0].open);
  CHECK(trips[1].open);
}

TEST_CASE("quantities that only rounding keeps apart leave no dust behind") {
  const data::MarketData market = one_symbol();
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 1, 0.1, 100, 100, 1),
                                        test::fill_of(market, 0, 2, 0.2, 100, 100, 1),
                                        test::fill_of(market, 0, 3, -(0.1 + 0.2), 100, 100, 1)};
  const auto trips = analysis::round_trips(fills, market);
  REQUIRE(trips.size() == 2);
  CHECK(trips[0].costs + trips[1].costs == Approx(3));
}

TEST_CASE("by average price a reduction closes units of one price in one round trip") {
  const data::MarketData market = one_symbol();
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 1, 10, 100, 100, 10),
                                        test::fill_of(market, 0, 2, 30, 120, 120, 30),
                                        test::fill_of(market, 0, 5, -20, 130, 130, 5)};
  const auto trips = analysis::round_trips(fills, market, {}, config::RoundTripRule::average);
  REQUIRE(trips.size() == 2);
  CHECK(trips[0].entry_price == Approx(115));  // (10 x 100 + 30 x 120) / 40
  CHECK(trips[0].gross == Approx(20 * 15));
  CHECK(trips[0].costs == Approx(5 + 20));  // half of 40 paid at entry
  CHECK(trips[0].entry_bar == 1);
  CHECK(trips[1].open);
  CHECK(trips[1].quantity == 20);
}

TEST_CASE("what carry brings is shared by the units that are held") {
  const data::MarketData market = one_symbol();
  std::vector<orders::Fill> fills{test::fill_of(market, 0, 1, 10, 100, 100, 0),
                                  test::fill_of(market, 0, 2, 30, 100, 100, 0),
                                  test::fill_of(market, 0, 5, -10, 100, 100, 0)};
  for (orders::Fill& fill : fills) {
    fill.step = fill.bar;
  }
  const auto event = [](portfolio::CashKind kind, std::int64_t bar, double amount) {
    portfolio::CashEvent paid;
    paid.kind = kind;
    paid.symbol = 0;
    paid.step = paid.bar = bar;
    paid.amount = amount;
    return paid;
  };
  const std::vector<portfolio::CashEvent> events{
      event(portfolio::CashKind::funding, 1, -3),  // at the close of entry
      event(portfolio::CashKind::dividend, 3, 40),
      event(portfolio::CashKind::borrow, 5, -4),  // before the exit's fill
      event(portfolio::CashKind::funding, 5, -6)};
  const auto trips = analysis::round_trips(fills, market, {.events = events});
  REQUIRE(trips.size() == 2);
  CHECK(trips[0].carry == Approx(-3 + 10 - 1));
  CHECK(trips[0].net() == Approx(6));
  CHECK(trips[1].open);
  CHECK(trips[1].carry == Approx(30 - 3 - 6));
}

TEST_CASE("net of all round trips is the change in equity") {
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
    const test::SampleRun run({.seed = seed});
    const double change = run.equity.back().equity - run.config.broker.cash;
    for (const config::RoundTripRule rule :
         {config::RoundTripRule::fifo, config::RoundTripRule::average}) {
      double net = 0;
      for (const analysis::RoundTrip& trip :
           analysis::round_trips(run.fills, run.market, {}, rule)) {
        net += trip.net();
      }
      CHECK(std::abs(net - change) <= 1e-9 * run.config.broker.cash);
    }
  }
}

}  // namespace barometer
