// SPDX-License-Identifier: Apache-2.0
#include "loop/event_loop.hpp"

#include <barometer/sdk/context.hpp>

#include <string>
#include <vector>

#include "config/broker_config.hpp"
#include "core/error.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "latency/stage_meter.hpp"
#include "regime/tag_columns.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

data::MarketData five_bars() {
  std::vector<data::BarRow> bars;
  for (int step = 0; step < 5; ++step) {
    bars.push_back(test_bar(step, 100, 100 + step));
  }
  return test_market({bars});
}

// The stages as they are announced, one letter each.
struct LetterMeter {
  std::string seen;

  bool takes_step(std::int64_t) const { return true; }

  void begin_step() { seen += '['; }

  void end_stage(latency::Stage stage) { seen += "?fmtso"[static_cast<std::size_t>(stage)]; }

  void end_step(std::int64_t bars) { seen += static_cast<char>('0' + bars); }
};

}  // namespace

TEST_CASE("the equity log has one point per step from the first live one on") {
  const data::MarketData market = five_bars();
  const Behaviour buy = [](const bm_view& view, bm_order_buffer& orders) {
    if (view.step == 2) {
      send(orders, market_order(0, BM_AMOUNT_QUANTITY, 10, BM_BUY));
    }
  };
  const loop::LoopResult result = run_loop({.market = market, .behaviour = buy, .first_step = 2});
  REQUIRE(result.equity.size() == 3);
  CHECK(result.equity[0].time_ns == test_time(2));
  CHECK(result.equity[0].equity == 100'000);
  CHECK(result.equity[1].equity == 100'030);  // 10 units from 100 to 103
  CHECK(result.equity[1].gross == 1'030);
  CHECK(result.equity[1].net == 1'030);
  CHECK(result.equity[1].cash == 99'000);
  CHECK(result.equity[2].equity == 100'040);
}

TEST_CASE("a run that is all warm-up leaves nothing behind") {
  const data::MarketData market = five_bars();
  const Behaviour buy = [](const bm_view& view, bm_order_buffer& orders) {
    CHECK(view.warming_up == 1);
    send(orders, market_order(0, BM_AMOUNT_QUANTITY, 10, BM_BUY));
  };
  const loop::LoopResult result = run_loop({.market = market, .behaviour = buy, .first_step = 5});
  CHECK(result.orders.empty());
  CHECK(result.fills.empty());
  CHECK(result.equity.empty());
}

TEST_CASE("warming_up ends with the first live step") {
  const data::MarketData market = five_bars();
  std::string seen;
  run_loop({.market = market,
            .behaviour = [&](const bm_view& view,
                             bm_order_buffer&) { seen += view.warming_up != 0 ? 'w' : 'l'; },
            .first_step = 3});
  CHECK(seen == "wwwll");
}

TEST_CASE("the SDK's closing and targets know what was sent in the same step") {
  const Behaviour change_of_mind = [](const bm_view& view, bm_order_buffer& orders) {
    bm_step_output out{orders, {}, {}};
    Context ctx(view, out);
    if (view.step == 0) {
      ctx.buy(0, 10);
      ctx.close(0);
      ctx.bracket(0, {.quantity = 4, .stop = 50});
      ctx.close(0);
      ctx.buy(0, 3);
    } else if (view.step == 1) {
      ctx.sell(0, 3);
      ctx.target_quantity(0, 3);
    }
    orders = out.orders;
  };
  const loop::LoopResult result = run_loop({.market = five_bars(), .behaviour = change_of_mind});
  std::vector<double> filled;
  for (const orders::Fill& fill : result.fills.view()) {
    filled.push_back(fill.quantity);
  }
  CHECK(filled == std::vector<double>{3, -3, 3});
  CHECK(result.equity.view().back().gross == 3 * 104);
}

TEST_CASE("one order more than the buffer holds is rejected, and seen in the log") {
  const data::MarketData market = five_bars();
  const Behaviour flood = [](const bm_view& view, bm_order_buffer& orders) {
    for (std::uint32_t i = 0; view.step == 1 && i <= orders.capacity; ++i) {
      send(orders, market_order(0, BM_AMOUNT_QUANTITY, 1, BM_BUY));
    }
  };
  const loop::LoopResult result = run_loop({.market = market, .behaviour = flood});
  const orders::OrderRecord& last = result.orders.view().back();
  CHECK(last.reason == BM_REASON_TOO_MANY_ORDERS);
  CHECK(last.symbol == orders::kNoSymbol);
  CHECK(result.fills.size() == result.orders.size() - 1);
}

TEST_CASE("of orders far beyond the buffer as many as it holds have rows, and all are counted") {
  const data::MarketData market = five_bars();
  std::uint32_t capacity = 0;
  const Behaviour flood = [&](const bm_view& view, bm_order_buffer& orders) {
    capacity = orders.capacity;
    for (std::uint32_t i = 0; view.step < 2 && i < 10 * orders.capacity; ++i) {
      send(orders, market_order(0, BM_AMOUNT_QUANTITY, 1, BM_BUY));
    }
  };
  const loop::LoopResult result = run_loop({.market = market, .behaviour = flood});
  CHECK(result.orders.size() ==
        4 * capacity);  // two steps: one buffer taken, as many rows rejected
  CHECK(result.unlisted_orders == 2 * 8 * static_cast<std::int64_t>(capacity));
}

TEST_CASE("orders beyond those that may be open are rejected, and the run goes on") {
  const Behaviour flood = [](const bm_view&, bm_order_buffer& orders) {
    while (orders.count < orders.capacity) {
      bm_order order = market_order(0, BM_AMOUNT_QUANTITY, 1, BM_BUY);
      order.type = BM_ORDER_LIMIT;
      order.limit_price = 1;
      send(orders, order);
    }
  };
  std::vector<data::BarRow> bars;
  for (int step = 0; step < 100; ++step) {
    bars.push_back(test_bar(step, 100, 100));
  }
  const data::MarketData longer = test_market({bars});
  const loop::LoopResult result = run_loop({.market = longer, .behaviour = flood});
  std::size_t rejected = 0;
  for (const orders::OrderRecord& order : result.orders.view()) {
    rejected += order.reason == BM_REASON_TOO_MANY_ORDERS ? 1 : 0;
  }
  CHECK(rejected == result.orders.size() - 4'096);
}

TEST_CASE("as many orders as the buffer holds are taken") {
  const data::MarketData market = five_bars();
  std::uint32_t capacity = 0;
  const Behaviour full = [&](const bm_view& view, bm_order_buffer& orders) {
    capacity = orders.capacity;
    while (view.step == 0 && orders.count < orders.capacity) {
      send(orders, market_order(0, BM_AMOUNT_QUANTITY, 1, BM_BUY));
    }
  };
  const loop::LoopResult result = run_loop({.market = market, .behaviour = full});
  CHECK(capacity >= 64);
  CHECK(result.fills.size() == capacity);
}

TEST_CASE("a stopped loop throws and says how far it came") {
  const data::MarketData market = five_bars();
  std::atomic<bool> stop = false;
  loop::LoopControl control{stop};
  loop::StrategyHost strategy(
      in_process([&](const bm_view& view, bm_order_buffer&) { stop = view.step == 2; }), {},
      market.instruments, {});
  const auto sources = regime::sources_of(market);
  const config::BrokerConfig broker;
  const regime::Conditions none;
  loop::EventLoop loop({.market = market,
                        .sources = sources,
                        .broker = broker,
                        .conditions = none,
                        .tags = LoopSetup::no_tags(),
                        .strategy = strategy,
                        .control = control});
  latency::NullMeter meter;
  try {
    loop.run(meter);
    FAIL("nothing was thrown");
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::interrupted);
  }
  CHECK(control.steps_done == 2);
}

TEST_CASE("every step announces its stages in order and its bars") {
  const data::MarketData market =
      test_market({{test_bar(0, 1, 1), test_bar(1, 1, 1)}, {test_bar(1, 1, 1)}});
  const std::atomic<bool> stop = false;
  loop::LoopControl control{stop};
  loop::StrategyHost strategy(in_process([](const bm_view&, bm_order_buffer&) {}), {},
                              market.instruments, {});
  const auto sources = regime::sources_of(market);
  const config::BrokerConfig broker;
  const regime::Conditions none;
  loop::EventLoop loop({.market = market,
                        .sources = sources,
                        .broker = broker,
                        .conditions = none,
                        .tags = LoopSetup::no_tags(),
                        .strategy = strategy,
                        .control = control});
  LetterMeter meter;
  loop.run(meter);
  CHECK(meter.seen == "[fmtso1[fmtso2");
  CHECK(control.steps_done == 2);
}

TEST_CASE("where a limit and a flatten line both close a symbol, the limit does") {
  const regime::TagColumns tags({{"volatility", BM_DIMENSION_CATEGORY, {"high"}, "", 0, ""}},
                                {{1}, {}}, std::vector<std::int64_t>{5});
  std::vector<bm_tag_column> out(1);
  tags.block(0, 0, out);
  out[0].category[2] = 0;
  const Behaviour buy = [](const bm_view& view, bm_order_buffer& orders) {
    if (view.step == 0) {
      send(orders, market_order(0, BM_AMOUNT_QUANTITY, 10, BM_BUY));
    }
  };
  const data::MarketData market =
      test_market({{test_bar(0, 100, 100), test_bar(1, 100, 100), test_bar(2, 100, 50),
                    test_bar(3, 50, 50), test_bar(4, 50, 50)}});
  config::BrokerConfig broker;
  broker.cash = 1'000;
  const loop::LoopResult result = run_loop(
      {.market = market,
       .broker = broker,
       .behaviour = buy,
       .when =
           {{{{"volatility", {}, {{"high", false, {}}}}}, config::ConditionAction::flatten, 1, {}}},
       .tags = tags.view(),
       .risk = {.max_drawdown = 0.3}});
  REQUIRE(result.orders.size() == 2);
  CHECK(result.orders[1].cut_by == BM_REASON_MAX_DRAWDOWN);
  CHECK(result.orders[1].status == BM_ORDER_FILLED);
  CHECK(result.actions.front() == 0);
}

TEST_CASE("a condition's actions are counted per symbol and step, each scaling line once") {
  const data::MarketData market = five_bars();
  const regime::TagColumns tags({{"volatility", BM_DIMENSION_CATEGORY, {"high"}, "", 0, ""}},
                                {{1}, {}}, std::vector<std::int64_t>{5});
  std::vector<bm_tag_column> out(1);
  tags.block(0, 0, out);
  out[0].category[1] = out[0].category[2] = 0;
  const auto line = [](config::ConditionAction action, double scale) {
    return config::ConditionConfig{{{"volatility", {}, {{"high", false, {}}}}}, action, scale, {}};
  };
  const Behaviour buy = [](const bm_view&, bm_order_buffer& orders) {
    send(orders, market_order(0, BM_AMOUNT_QUANTITY, 1, BM_BUY));
    send(orders, market_order(0, BM_AMOUNT_QUANTITY, 1, BM_BUY));
  };
  const auto counted = [&](std::vector<config::ConditionConfig> when) {
    return run_loop(
               {.market = market, .behaviour = buy, .when = std::move(when), .tags = tags.view()})
        .actions;
  };
  using Counts = std::vector<std::int64_t>;
  const auto half = line(config::ConditionAction::scale, 0.5);
  CHECK(counted({half, half}) == Counts{2, 2});
  CHECK(counted({line(config::ConditionAction::scale, 1)}) == Counts{0});
  CHECK(counted({line(config::ConditionAction::block_entries, 1), half}) == Counts{2, 0});
  CHECK(counted({line(config::ConditionAction::flatten, 1)}) == Counts{2});
}
