// SPDX-License-Identifier: Apache-2.0
// What a strategy is shown, step by step (abi/strategy.h).
#include "loop/market_view.hpp"

#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "config/broker_config.hpp"
#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"
#include "regime/tag_columns.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

// A: bars in steps 0, 1, 3; B: in every step.
data::MarketData gapped() {
  return test_market(
      {{test_bar(0, 100, 101), test_bar(1, 102, 103), test_bar(3, 106, 107)},
       {test_bar(0, 10, 10), test_bar(1, 10, 10), test_bar(2, 10, 10), test_bar(3, 10, 10)}});
}

void run(const data::MarketData& market, const Behaviour& behaviour,
         config::BrokerConfig broker = {}) {
  run_loop({.market = market, .broker = broker, .behaviour = behaviour});
}

}  // namespace

TEST_CASE("a step shows the symbols that closed a bar, and no bar of the future") {
  const data::MarketData market = gapped();
  std::vector<std::vector<std::uint32_t>> active;
  std::vector<std::int64_t> counts;
  run(market, [&](const bm_view& view, bm_order_buffer&) {
    active.emplace_back(view.active, view.active + view.active_count);
    counts.push_back(view.symbols[0].bar_count);
    CHECK(view.time_ns == test_time(view.step));
    const bm_symbol_view& b = view.symbols[1];
    CHECK(b.bars.close_time_ns[(b.bar_count - 1) * b.bars.stride] == view.time_ns);
  });
  CHECK(active == std::vector<std::vector<std::uint32_t>>{{0, 1}, {0, 1}, {1}, {0, 1}});
  CHECK(counts == std::vector<std::int64_t>{1, 2, 2, 3});
}

TEST_CASE("each symbol has the calendar of its latest bar, and none before its first") {
  data::MarketData market = test_market(
      {{test_bar(0, 100, 101), test_bar(1, 102, 103), test_bar(3, 106, 107)}, {test_bar(1, 9, 9)}});
  std::vector<const bm_calendar_row*> shown;
  run(market, [&](const bm_view& view, bm_order_buffer&) {
    shown.push_back(view.symbols[0].calendar);
    shown.push_back(view.symbols[1].calendar);
  });
  const bm_calendar_row* rows = market.venues[0].calendar.data();
  CHECK(shown ==
        std::vector<const bm_calendar_row*>{rows, nullptr, rows + 1, rows + 1, rows + 2, rows + 1});
}

TEST_CASE("the columns are the bars, by stride") {
  const data::MarketData market = gapped();
  run(market, [](const bm_view& view, bm_order_buffer&) {
    const bm_bars& bars = view.symbols[0].bars;
    CHECK(bars.open[0] == 100);
    CHECK(bars.close[bars.stride * (view.symbols[0].bar_count - 1)] == (view.step == 0   ? 101
                                                                        : view.step == 3 ? 107
                                                                                         : 103));
  });
}

TEST_CASE("an order is seen as accepted and working, then as filled, with position and cash") {
  const data::MarketData market = gapped();
  config::BrokerConfig broker;
  broker.cash = 1'000;
  broker.commission = 0.01;
  const auto look = [](const bm_view& view, bm_order_buffer& orders) {
    const bm_symbol_view& a = view.symbols[0];
    if (view.step == 1) {
      bm_order order = market_order(0, BM_AMOUNT_QUANTITY, 2, BM_BUY);
      order.client_order_id = 77;
      send(orders, order);
    } else if (view.step == 2) {  // A has no bar: the order works on
      REQUIRE(view.update_count == 1);
      CHECK(view.updates[0].status == BM_ORDER_ACCEPTED);
      CHECK(view.updates[0].client_order_id == 77);
      CHECK(a.working == 2);
      REQUIRE(view.open_order_count == 1);
      CHECK(view.open_orders[0].order_id == 1);
      CHECK(view.open_orders[0].order.client_order_id == 77);
      CHECK(view.open_orders[0].order.side == BM_BUY);
      CHECK(view.open_orders[0].order.amount == 2);
      CHECK(view.fill_count == 0);
      CHECK(a.position == 0);
    } else if (view.step == 3) {
      REQUIRE(view.fill_count == 1);
      CHECK(view.fills[0].order_id == 1);
      CHECK(view.fills[0].client_order_id == 77);
      CHECK(view.fills[0].quantity == 2);
      CHECK(view.fills[0].price == 106);
      CHECK(view.fills[0].commission == Approx(2.12));
      CHECK(view.fills[0].time_ns == view.time_ns);
      REQUIRE(view.update_count == 1);
      CHECK(view.updates[0].status == BM_ORDER_FILLED);
      CHECK(view.open_order_count == 0);
      CHECK(a.position == 2);
      CHECK(a.average_price == 106);
      CHECK(a.working == 0);
      CHECK(view.cash == Approx(1'000 - 212 - 2.12));
      CHECK(view.equity == Approx(1'000 - 212 - 2.12 + 2 * 107));
    } else {
      CHECK(view.update_count == 0);
    }
  };
  run(market, look, broker);
}

TEST_CASE("fills and updates are shown once") {
  const data::MarketData market = gapped();
  std::vector<std::uint32_t> fills;
  run(market, [&](const bm_view& view, bm_order_buffer& orders) {
    fills.push_back(view.fill_count);
    if (view.step == 0) {
      send(orders, market_order(1, BM_AMOUNT_QUANTITY, 1, BM_BUY));
    }
  });
  CHECK(fills == std::vector<std::uint32_t>{0, 1, 0, 0});
}

TEST_CASE("a split changes nothing that is shown but the factor and the raw bars") {
  data::MarketData market =
      test_market({{test_bar(0, 90, 90), test_bar(24, 30, 30), test_bar(25, 19, 20)}});
  market.symbols[0].actions = {{.ex_date = market.calendar[1].session_date, .split = 3}};
  data::place_actions(market);
  std::vector<double> factors;
  run(market, [&](const bm_view& view, bm_order_buffer& orders) {
    const bm_symbol_view& a = view.symbols[0];
    factors.push_back(a.factor);
    CHECK(a.bars.close[a.bars.stride * (a.bar_count - 1)] == (view.step == 2 ? 60 : 90));
    CHECK(a.raw.close[a.raw.stride * view.step] ==
          market.symbols[0].bars[factors.size() - 1].close);
    if (view.step == 0) {
      bm_order order = market_order(0, BM_AMOUNT_QUANTITY, 2, BM_BUY);
      order.type = BM_ORDER_LIMIT;
      order.limit_price = 60;
      send(orders, order);
    } else if (view.step == 1) {  // on the day's side it is one of 6 at 20
      CHECK(a.working == 2);
      REQUIRE(view.open_order_count == 1);
      CHECK(view.open_orders[0].quantity == 2);
      CHECK(view.open_orders[0].order.amount == 2);
      CHECK(view.open_orders[0].order.limit_price == 60);
    } else {
      REQUIRE(view.fill_count == 1);
      CHECK(view.fills[0].quantity == 2);
      CHECK(view.fills[0].price == 57);
      CHECK(a.position == 2);
      CHECK(a.average_price == 57);
    }
  });
  CHECK(factors == std::vector<double>{1, 3, 3});
}

TEST_CASE("an open trailing stop shows the trail that a REPLACE gave it, over a split too") {
  for (const bm_trail_kind kind : {BM_TRAIL_PRICE, BM_TRAIL_FRACTION}) {
    data::MarketData market =
        test_market({{test_bar(0, 90, 90), test_bar(1, 90, 90), test_bar(24, 30, 30)}});
    market.symbols[0].actions = {{.ex_date = market.calendar[2].session_date, .split = 3}};
    data::place_actions(market);
    std::vector<double> trails;
    run(market, [&](const bm_view& view, bm_order_buffer& orders) {
      for (std::uint32_t i = 0; i < view.open_order_count; ++i) {
        trails.push_back(view.open_orders[i].order.trail);
      }
      bm_order order = market_order(0, BM_AMOUNT_QUANTITY, 2, BM_BUY);
      order.type = BM_ORDER_TRAILING_STOP;
      order.trail_kind = kind;
      order.client_order_id = 4;
      order.trail = view.step == 0 ? 0.75 : 0.375;
      order.action = view.step == 0 ? BM_ORDER_SUBMIT : BM_ORDER_REPLACE;
      order.amount = view.step == 0 ? 2 : std::nan("");
      if (view.step < 2) {
        send(orders, order);
      }
    });
    CHECK(trails == std::vector<double>{0.75, 0.375});
  }
}

TEST_CASE("a fill at the close before a split is shown in its own units") {
  data::MarketData market = test_market({{test_bar(0, 90, 90), test_bar(24, 30, 30)}});
  market.symbols[0].actions = {{.ex_date = market.calendar[1].session_date, .split = 3}};
  data::place_actions(market);
  config::BrokerConfig broker;
  broker.fill = config::FillRule::same_close;
  run(
      market,
      [&](const bm_view& view, bm_order_buffer& orders) {
        if (view.step == 0) {
          send(orders, market_order(0, BM_AMOUNT_QUANTITY, 2, BM_BUY));
        } else {
          REQUIRE(view.fill_count == 1);
          CHECK(view.fills[0].quantity == 2);
          CHECK(view.fills[0].price == 90);
          CHECK(view.symbols[0].position == 2);
        }
      },
      broker);
}

TEST_CASE("a triggered stop that finds no volume is on its way") {
  data::MarketData market =
      test_market({{test_bar(0, 100, 100), test_bar(1, 100, 100), test_bar(2, 80, 80)}});
  market.symbols[0].bars[1].volume = 1'000;
  market.symbols[0].bars[2].volume = 0;
  config::BrokerConfig broker;
  broker.participation = 0.5;
  std::vector<double> working;
  run(
      market,
      [&](const bm_view& view, bm_order_buffer& orders) {
        working.push_back(view.symbols[0].working);
        if (view.step == 0) {
          send(orders, market_order(0, BM_AMOUNT_QUANTITY, 3, BM_BUY));
        } else if (view.step == 1) {
          bm_order stop = market_order(0, BM_AMOUNT_QUANTITY, 3, BM_SELL);
          stop.type = BM_ORDER_STOP;
          stop.stop_price = 90;
          send(orders, stop);
        }
      },
      broker);
  CHECK(working == std::vector<double>{0, 0, -3});
}

TEST_CASE("under same_close the fill is seen one step later") {
  const data::MarketData market = gapped();
  config::BrokerConfig broker;
  broker.fill = config::FillRule::same_close;
  std::vector<double> positions;
  run(
      market,
      [&](const bm_view& view, bm_order_buffer& orders) {
        positions.push_back(view.symbols[1].position);
        if (view.step == 0) {
          send(orders, market_order(1, BM_AMOUNT_QUANTITY, 1, BM_BUY));
        } else if (view.step == 1) {
          CHECK(view.fill_count == 1);
          CHECK(view.update_count == 2);  // accepted, filled
        }
      },
      broker);
  CHECK(positions == std::vector<double>{0, 1, 1, 1});
}

TEST_CASE("a rejection comes back with its reason") {
  const data::MarketData market = gapped();
  run(market, [](const bm_view& view, bm_order_buffer& orders) {
    if (view.step == 0) {
      bm_order order = market_order(1, BM_AMOUNT_QUANTITY, 1, BM_BUY);
      order.type = BM_ORDER_STOP;  // without a price
      order.client_order_id = 5;
      send(orders, order);
    } else if (view.step == 1) {
      REQUIRE(view.update_count == 1);
      CHECK(view.updates[0].status == BM_ORDER_REJECTED);
      CHECK(view.updates[0].reason == BM_REASON_INVALID);
      CHECK(view.updates[0].client_order_id == 5);
    }
  });
}

TEST_CASE("tags are shown where they are read, one per bar") {
  const data::MarketData market = gapped();
  const regime::TagColumns tags({{"volatility", BM_DIMENSION_CATEGORY, {"calm", "wild"}, "", 0, ""},
                                 {"level", BM_DIMENSION_SCALAR, {}, "", 0, ""}},
                                {{1, 1}, {}}, std::vector<std::int64_t>{3, 4});
  std::vector<bm_tag_column> out(2);
  tags.block(1, 0, out);
  out[0].category[2] = 1;
  out[1].scalar[2] = 0.5F;
  run_loop({.market = market,
            .behaviour =
                [](const bm_view& view, bm_order_buffer&) {
                  const bm_tag_view* b = view.symbols[1].tags;
                  CHECK(b[0].category[view.step] == (view.step == 2 ? 1 : BM_TAG_UNKNOWN));
                  CHECK((b[1].scalar[view.step] == 0.5F) == (view.step == 2));
                  CHECK(b[0].scalar == nullptr);
                  CHECK(b[1].category == nullptr);
                },
            .tags = tags.view()});
}
