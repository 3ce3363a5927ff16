// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/context.hpp>

#include <cmath>

#include "strategy_support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using barometer_test::Scene;

TEST_CASE("the latest bar of a symbol, and those before it") {
  Scene scene;
  const Context ctx = scene.context();
  const Bar bar = ctx.bar(1);
  CHECK(bar.symbol == 1);
  CHECK(bar.index == 2);
  CHECK(bar.close_time_ns == 30);
  CHECK(bar.close == 6);
  CHECK(bar.ago(0).close == 6);
  CHECK(bar.ago(2).close == 4);
  CHECK(bar.ago(2).symbol == 1);
  CHECK(bar.ago(1).ago(1).index == 0);
}

TEST_CASE("bars are read through the stride, so rows do as well as columns") {
  const std::array<double, 12> rows{0, 1, 2, 0.5, 1.5, 9, 0, 11, 12, 10.5, 11.5, 99};
  const std::array<std::int64_t, 12> times{100, 0, 0, 0, 0, 0, 200};
  const bm_bars bars{times.data(), &rows[1], &rows[2], &rows[3], &rows[4],
                     &rows[5],     nullptr,  nullptr,  6};
  const Bar bar = bar_at(bars, 1);
  CHECK(bar.close_time_ns == 200);
  CHECK(bar.open == 11);
  CHECK(bar.high == 12);
  CHECK(bar.low == 10.5);
  CHECK(bar.close == 11.5);
  CHECK(bar.volume == 99);
}

TEST_CASE("account and positions are the view's") {
  Scene scene;
  scene.symbols[1].position = -3;
  scene.symbols[1].average_price = 5;
  scene.symbols[1].working = 1;
  const Context ctx = scene.context();
  CHECK(ctx.cash() == 700);
  CHECK(ctx.equity() == 1000);
  CHECK(ctx.position(1) == -3);
  CHECK(ctx.average_price(1) == 5);
  CHECK(ctx.working(1) == 1);
  CHECK(ctx.time_ns() == 30);
  CHECK(ctx.step() == 2);
  CHECK(ctx.bar_count(0) == 3);
}

TEST_CASE("a bar is shown in view units, and raw as it was quoted") {
  Scene scene;
  const std::array<double, 3> quoted{4, 2.5, 3};
  scene.symbols[1].raw = scene.symbols[1].bars;
  scene.symbols[1].raw.close = quoted.data();
  scene.symbols[1].factor = 2;
  const Context ctx = scene.context();
  CHECK(ctx.factor(1) == 2);
  CHECK(ctx.bar(1).close == 6);
  CHECK(ctx.bar(1).raw().close == 3);
  CHECK(ctx.bar(1).raw().symbol == 1);
  CHECK(ctx.bar(1).ago(1).raw().close == 2.5);
  CHECK(ctx.bar(1).raw().ago(1).close == 5);
}

TEST_CASE("buy and sell are market orders of units or of money") {
  Scene scene;
  Context ctx = scene.context();
  ctx.buy(0, 2);
  ctx.sell(1, 3);
  ctx.buy_notional(0, 500);
  ctx.sell_notional(1, 600);
  REQUIRE(scene.buffer.count == 4);
  CHECK(scene.rows[0].symbol == 0);
  CHECK(scene.rows[0].side == BM_BUY);
  CHECK(scene.rows[0].type == BM_ORDER_MARKET);
  CHECK(scene.rows[0].action == BM_ORDER_SUBMIT);
  CHECK(scene.rows[0].amount_kind == BM_AMOUNT_QUANTITY);
  CHECK(scene.rows[0].amount == 2);
  CHECK(scene.rows[0].time_in_force == BM_GTC);
  CHECK(std::isnan(scene.rows[0].limit_price));
  CHECK(scene.rows[1].side == BM_SELL);
  CHECK(scene.rows[1].symbol == 1);
  CHECK(scene.rows[2].amount_kind == BM_AMOUNT_NOTIONAL);
  CHECK(scene.rows[3].side == BM_SELL);
  CHECK(scene.rows[3].amount == 600);
}

TEST_CASE("a target carries its own side") {
  Scene scene;
  Context ctx = scene.context();
  ctx.target_weight(1, -0.25);
  REQUIRE(scene.buffer.count == 1);
  CHECK(scene.rows[0].side == BM_SIDE_BY_TARGET);
  CHECK(scene.rows[0].amount_kind == BM_AMOUNT_TARGET_WEIGHT);
  CHECK(scene.rows[0].amount == -0.25);
}

TEST_CASE("a volatility target is a weight: target over forecast, capped, signed") {
  Scene scene;
  Context ctx = scene.context();
  ctx.target_volatility(0, 1, 0.1, 0.4);
  ctx.target_volatility(1, -1, 0.1, 0.05, 1.5);
  ctx.target_volatility(0, 1, 0.1, 0);
  ctx.target_volatility(0, 1, 0.1, std::nan(""));
  REQUIRE(scene.buffer.count == 2);
  CHECK(scene.rows[0].amount_kind == BM_AMOUNT_TARGET_WEIGHT);
  CHECK(scene.rows[0].amount == 0.25);
  CHECK(scene.rows[1].amount == -1.5);
}

TEST_CASE("a target quantity that is held or on its way sends nothing") {
  Scene scene;
  scene.symbols[0].position = 3;
  scene.symbols[0].working = 2;
  Context ctx = scene.context();
  ctx.target_quantity(0, 5);
  CHECK(scene.buffer.count == 0);
  ctx.target_quantity(0, 4);
  REQUIRE(scene.buffer.count == 1);
  CHECK(scene.rows[0].amount_kind == BM_AMOUNT_TARGET_QUANTITY);
  CHECK(scene.rows[0].amount == 4);
}

TEST_CASE("closing what is flat sends nothing, closing what is still working does") {
  Scene scene;
  Context ctx = scene.context();
  ctx.close(0);
  CHECK(scene.buffer.count == 0);
  scene.symbols[0].working = 2;
  ctx.close(0);
  REQUIRE(scene.buffer.count == 1);
  CHECK(scene.rows[0].amount == 0);
}

TEST_CASE("what was sent before in the step counts for a target, and closing cancels it") {
  Scene scene;
  scene.symbols[0].position = 10;
  Context ctx = scene.context();
  ctx.sell(0, 10);
  ctx.target_quantity(0, 10);  // the run nets the sale
  REQUIRE(scene.buffer.count == 2);
  CHECK(scene.rows[1].amount_kind == BM_AMOUNT_TARGET_QUANTITY);
  CHECK(scene.rows[1].amount == 10);
  ctx.buy(1, 5);
  ctx.close(1);
  REQUIRE(scene.buffer.count == 4);
  CHECK(scene.rows[3].symbol == 1);
  CHECK(scene.rows[3].action == BM_ORDER_CANCEL);
  CHECK(scene.rows[3].client_order_id == 0);
}

TEST_CASE("while the run warms up orders are dropped") {
  Scene scene;
  scene.view.warming_up = 1;
  Context ctx = scene.context();
  CHECK(ctx.warming_up());
  ctx.buy(0, 1);
  CHECK(scene.buffer.count == 0);
  CHECK(scene.buffer.overflowed == 0);
}

TEST_CASE("one order too many is counted as an overflow and written nowhere") {
  Scene scene;
  scene.buffer.capacity = 1;
  Context ctx = scene.context();
  ctx.buy(0, 1);
  ctx.buy(0, 7);
  CHECK(scene.buffer.count == 1);
  CHECK(scene.buffer.overflowed == 1);
  CHECK(scene.rows[1].amount == 0);
}

TEST_CASE("orders that wait carry their prices, their side by sign, and their options") {
  Scene scene;
  Context ctx = scene.context();
  ctx.limit(0, 2, 99, {.id = 7, .oco_group = 3, .time_in_force = BM_DAY});
  ctx.stop(1, -3, 95);
  REQUIRE(scene.buffer.count == 2);
  CHECK(scene.rows[0].type == BM_ORDER_LIMIT);
  CHECK(scene.rows[0].side == BM_BUY);
  CHECK(scene.rows[0].amount == 2);
  CHECK(scene.rows[0].limit_price == 99);
  CHECK(std::isnan(scene.rows[0].stop_price));
  CHECK(scene.rows[0].client_order_id == 7);
  CHECK(scene.rows[0].oco_group == 3);
  CHECK(scene.rows[0].time_in_force == BM_DAY);
  CHECK(scene.rows[1].type == BM_ORDER_STOP);
  CHECK(scene.rows[1].side == BM_SELL);
  CHECK(scene.rows[1].amount == 3);
  CHECK(scene.rows[1].stop_price == 95);
}

TEST_CASE("a bracket is an entry and its exits, which turn it round and are one group") {
  Scene scene;
  Context ctx = scene.context();
  const std::uint64_t id =
      ctx.bracket(0, {.quantity = 2, .entry_limit = 98, .stop = 95, .target = 105});
  REQUIRE(scene.buffer.count == 3);
  CHECK(scene.rows[0].type == BM_ORDER_LIMIT);
  CHECK(scene.rows[0].client_order_id == id);
  for (const std::size_t exit : {1u, 2u}) {
    CHECK(scene.rows[exit].side == BM_SELL);
    CHECK(scene.rows[exit].amount == 2);
    CHECK(scene.rows[exit].parent == id);
    CHECK(scene.rows[exit].oco_group == 1);
    CHECK(scene.rows[exit].client_order_id == id + exit);
  }
  CHECK(scene.rows[1].stop_price == 95);
  CHECK(scene.rows[2].limit_price == 105);
  CHECK(ctx.bracket(0, {.quantity = 1, .trail = Trail::atr(2)}) != id);
}

TEST_CASE("cancel and replace name an order, and what is not changed stays NaN") {
  Scene scene;
  Context ctx = scene.context();
  ctx.cancel(0, 7);
  ctx.replace(1, 8, {.stop = 94});
  REQUIRE(scene.buffer.count == 2);
  CHECK(scene.rows[0].action == BM_ORDER_CANCEL);
  CHECK(scene.rows[0].client_order_id == 7);
  CHECK(scene.rows[1].action == BM_ORDER_REPLACE);
  CHECK(scene.rows[1].stop_price == 94);
  CHECK(std::isnan(scene.rows[1].amount));
  CHECK(std::isnan(scene.rows[1].limit_price));
}

TEST_CASE("closing cancels what rests, and sends no order where nothing is held") {
  Scene scene;
  bm_open_order open{};
  open.order.symbol = 0;
  open.order.type = BM_ORDER_STOP;
  scene.view.open_orders = &open;
  scene.view.open_order_count = 1;
  Context ctx = scene.context();
  ctx.close(0);
  REQUIRE(scene.buffer.count == 1);
  CHECK(scene.rows[0].action == BM_ORDER_CANCEL);
  CHECK(scene.rows[0].client_order_id == 0);
  scene.symbols[0].position = 4;
  ctx.close(0);
  REQUIRE(scene.buffer.count == 3);
  CHECK(scene.rows[2].amount_kind == BM_AMOUNT_TARGET_QUANTITY);
  CHECK(scene.rows[2].amount == 0);
}

TEST_CASE("a symbol is warm when it has had more bars than were declared, and the run has begun") {
  Scene scene;
  CHECK(scene.context().is_warm(0));
  CHECK(Context(scene.view, scene.out, 2).is_warm(0));
  CHECK_FALSE(Context(scene.view, scene.out, 3).is_warm(0));
  scene.symbols[1].bar_count = 2;
  const Context ctx(scene.view, scene.out, 2);
  CHECK(ctx.is_warm(0));
  CHECK_FALSE(ctx.is_warm(1));
  CHECK_FALSE(ctx.is_warm());
  scene.view.active_count = 1;  // the other has no bar in this step
  CHECK(ctx.is_warm());
  scene.view.warming_up = 1;
  CHECK_FALSE(ctx.is_warm(0));
}

TEST_CASE("a NaN that was computed is not taken for a price that is left out") {
  Scene scene;
  Context ctx = scene.context();
  const double failed = std::nan("");
  ctx.bracket(0, {.quantity = 2, .stop = failed});
  REQUIRE(scene.buffer.count == 2);
  CHECK(scene.rows[1].type == BM_ORDER_STOP);
  CHECK(std::isnan(scene.rows[1].stop_price));  // which is invalid, and the bracket with it
  scene.buffer.count = 0;
  ctx.bracket(0, {.quantity = 2, .entry_limit = failed});
  REQUIRE(scene.buffer.count == 1);
  CHECK(scene.rows[0].type == BM_ORDER_LIMIT);
  scene.buffer.count = 0;
  ctx.replace(0, 1, {.quantity = failed, .limit = kUnchanged, .stop = failed});
  CHECK(std::isinf(scene.rows[0].amount));
  CHECK(std::isnan(scene.rows[0].limit_price));
  CHECK(std::isinf(scene.rows[0].stop_price));
  CHECK(std::isnan(scene.rows[0].trail));
  ctx.trailing_stop(0, -1, Trail::price(1), {}, failed);
  CHECK(std::isinf(scene.rows[1].stop_price));
  ctx.trailing_stop(0, -1, Trail::price(1));
  CHECK(std::isnan(scene.rows[2].stop_price));
}
