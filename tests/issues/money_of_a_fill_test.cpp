// SPDX-License-Identifier: Apache-2.0
// What outsiders found where sizes, lots, fees and a bar's volume meet: exits a lot smaller than
// their entry, fills of 1e-17 units that carried a fee, stop entries that lacked their own costs,
// and orders that nothing could pay for and that ended as if their target were reached.
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

data::BarRow bar(std::int64_t step, double open, double low, double high, double volume = 1'000) {
  data::BarRow row = test_bar(step, open, open);
  row.low = low;
  row.high = high;
  row.volume = volume;
  return row;
}

using Send = std::function<void(bm_order_buffer&)>;

// The orders of the first step, in an account of 1000.
loop::LoopResult play_first(std::vector<data::BarRow> bars, config::BrokerConfig broker,
                            const Send& orders) {
  const data::MarketData market = test_market({std::move(bars)});
  broker.cash = 1'000;
  return run_loop({.market = market,
                   .broker = broker,
                   .behaviour = [&](const bm_view& view, bm_order_buffer& buffer) {
                     if (view.step == 0) {
                       orders(buffer);
                     }
                   }});
}

bm_order weight(double amount) {
  return market_order(0, BM_AMOUNT_TARGET_WEIGHT, amount);
}

bm_order sell(double units) {
  return market_order(0, BM_AMOUNT_QUANTITY, units, BM_SELL);
}

}  // namespace

TEST_CASE("an exit of the same lots sells all that its entry has bought") {
  for (const double asked : {1'000 * 0.5 / 90, 5.0}) {
    INFO("exit of " << asked);
    config::BrokerConfig broker;
    broker.instruments = {{.symbol = "default", .lot = 1}};
    const auto result = play_first({bar(0, 90, 90, 90), bar(1, 100, 99, 101), bar(2, 95, 80, 96)},
                                   broker, [asked](bm_order_buffer& orders) {
                                     bm_order entry = weight(0.5);
                                     entry.client_order_id = 1;
                                     send(orders, entry);
                                     bm_order stop = sell(asked);
                                     stop.type = BM_ORDER_STOP;
                                     stop.stop_price = 85;
                                     stop.parent = 1;
                                     send(orders, stop);
                                   });
    REQUIRE(result.fills.size() == 2);
    CHECK(result.fills[0].quantity == 5);
    CHECK(result.fills[1].quantity == -5);
  }
}

TEST_CASE("what a bar's volume leaves is no dust") {
  config::BrokerConfig broker;
  broker.participation = 0.1;
  broker.commission_parts.per_order = 1;
  const auto result = play_first(
      {bar(0, 10, 10, 10), bar(1, 10, 10, 10, 3), bar(2, 10, 10, 10, 3), bar(3, 10, 10, 10, 3)},
      broker, [](bm_order_buffer& orders) {
        for (const double units : {0.1, 0.2, 0.7}) {
          send(orders, market_order(0, BM_AMOUNT_QUANTITY, units, BM_BUY));
        }
      });
  for (const orders::Fill& fill : result.fills.view()) {
    CHECK(fill.quantity > 0.09);
  }
  CHECK(result.orders[0].filled == 0.1);
  CHECK(result.orders[1].filled == 0.2);
}

TEST_CASE("a fill-or-kill order that lacks a rounding error of volume fills") {
  config::BrokerConfig broker;
  broker.participation = 0.1;
  const auto result = play_first(
      {bar(0, 10, 10, 10), bar(1, 10, 10, 10, 0.7)}, broker, [](bm_order_buffer& orders) {
        bm_order order = market_order(0, BM_AMOUNT_QUANTITY, 0.07, BM_BUY);
        order.time_in_force = BM_FOK;
        send(orders, order);
      });
  REQUIRE(result.fills.size() == 1);
  CHECK(result.fills[0].quantity == 0.07);
}

TEST_CASE("a stop entry of all the equity leaves room for commission on its slippage") {
  config::BrokerConfig broker;
  broker.commission = broker.slippage = 0.001;
  const auto result = play_first({bar(0, 100, 100, 100), bar(1, 105, 104, 112)}, broker,
                                 [](bm_order_buffer& orders) {
                                   bm_order entry = weight(1);
                                   entry.type = BM_ORDER_STOP;
                                   entry.stop_price = 110;
                                   send(orders, entry);
                                 });
  REQUIRE(result.fills.size() == 1);
  CHECK(result.fills[0].quantity == Approx(1'000 / (110 * 1.001 * 1.001)));
}

TEST_CASE("money that its own fee eats up is rejected, and no target was reached") {
  config::BrokerConfig broker;
  broker.commission_parts.per_order = 60;
  const auto result =
      play_first({bar(0, 10, 10, 10), bar(1, 10, 10, 10)}, broker, [](bm_order_buffer& orders) {
        send(orders, weight(0.05));
        send(orders, market_order(0, BM_AMOUNT_NOTIONAL, 50, BM_BUY));
      });
  REQUIRE(result.orders.size() == 2);
  for (const orders::OrderRecord& order : result.orders.view()) {
    CHECK(order.status == BM_ORDER_REJECTED);
    CHECK(order.reason == BM_REASON_BUYING_POWER);
  }
}

TEST_CASE("a notional pays its costs once, whatever the leverage that is not used") {
  for (const double leverage : {1.0, 10.0}) {
    INFO("leverage " << leverage);
    config::BrokerConfig broker;
    broker.commission = 0.01;
    broker.leverage = leverage;
    const auto result = play_first(
        {bar(0, 100, 100, 100), bar(1, 100, 100, 100)}, broker, [](bm_order_buffer& orders) {
          send(orders, market_order(0, BM_AMOUNT_NOTIONAL, 1'000, BM_BUY));
        });
    REQUIRE(result.fills.size() == 1);
    CHECK(result.fills[0].quantity == Approx(1'000 / 101.0));
  }
}

TEST_CASE("orders.csv knows what kind of amount was no number") {
  const auto result =
      play_first({bar(0, 10, 10, 10), bar(1, 10, 10, 10)}, {}, [](bm_order_buffer& orders) {
        send(orders, weight(std::numeric_limits<double>::quiet_NaN()));
      });
  REQUIRE(result.orders.size() == 1);
  CHECK(result.orders[0].reason == BM_REASON_INVALID);
  CHECK(result.orders[0].amount_kind == BM_AMOUNT_TARGET_WEIGHT);
}

// The limit leaves of the turn only what closes, and the stop has closed it before the order fills:
// an order of nothing worked on, and nobody said why.
TEST_CASE(
    "what the limits keep from opening ends with their reason where nothing is left to close") {
  const data::MarketData market = test_market(
      {{bar(0, 100, 100, 100), bar(1, 100, 100, 100), bar(2, 100, 80, 100), bar(3, 90, 90, 90)},
       {bar(0, 10, 10, 10), bar(1, 10, 10, 10), bar(2, 10, 10, 10), bar(3, 10, 10, 10)}});
  const loop::LoopResult result =
      run_loop({.market = market,
                .broker = {.cash = 1'000},
                .behaviour =
                    [](const bm_view& view, bm_order_buffer& orders) {
                      if (view.step == 0) {
                        send(orders, market_order(0, BM_AMOUNT_QUANTITY, 5, BM_BUY));
                        send(orders, market_order(1, BM_AMOUNT_QUANTITY, 50, BM_SELL));
                      } else if (view.step == 1) {
                        bm_order stop = sell(5);
                        stop.type = BM_ORDER_STOP;
                        stop.stop_price = 90;
                        send(orders, stop);
                        bm_order turn = weight(-0.5);
                        turn.type = BM_ORDER_MARKET_ON_CLOSE;
                        send(orders, turn);
                      }
                    },
                .risk = {.max_net = 0.5}});
  const orders::OrderRecord& turn = result.orders[3];
  CHECK(turn.status == BM_ORDER_REJECTED);
  CHECK(turn.reason == BM_REASON_MAX_NET);
}
