// SPDX-License-Identifier: Apache-2.0
// When orders meet which price of a bar. tests/loop/cases.txt has the worked cases of
// docs/execution.md; these are the rules one by one.
#include "execution/matching.hpp"

#include <string_view>

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/trading.hpp"

using namespace barometer;

namespace {

struct Matched : Exchange {
  explicit Matched(std::vector<std::vector<data::BarRow>> bars, config::BrokerConfig broker = {})
      : Exchange(std::move(bars), std::move(broker)), matching(context, costs, executor) {}

  // The next step; its bars meet the orders.
  void step() { matching.meet_bars(cursor.advance()); }

  // One order, sent at the close of the present step.
  orders::Slot send(const SimpleOrder& order) { return accept(store, order, cursor.now()); }

  std::string_view last_rule() const {
    return executor.fills().empty() ? "" : executor.fills().view().back().rule;
  }

  execution::Matching matching;
};

config::BrokerConfig filling(config::FillRule rule) {
  config::BrokerConfig broker;
  broker.fill = rule;
  return broker;
}

std::vector<std::vector<data::BarRow>> three_bars() {
  return {{ranged_bar(0, 100, 101, 99, 100), ranged_bar(1, 100, 105, 95, 102),
           ranged_bar(2, 103, 104, 90, 91)}};
}

}  // namespace

TEST_CASE("a market order fills where broker.fill says") {
  Matched open(three_bars());
  open.step();
  open.send({.quantity = 1});
  open.step();
  CHECK(open.last_rule() == "market.next_open");
  CHECK(open.executor.fills()[0].price == 100);

  Matched close(three_bars(), filling(config::FillRule::next_close));
  close.step();
  close.send({.quantity = 1});
  close.step();
  CHECK(close.last_rule() == "market.next_close");
  CHECK(close.executor.fills()[0].price == 102);

  Matched own(three_bars(), filling(config::FillRule::same_close));
  own.step();
  own.send({.quantity = 1});
  own.matching.meet_own_close(own.cursor.now());
  CHECK(own.last_rule() == "market.same_close");
  CHECK(own.executor.fills()[0].price == 100);
}

TEST_CASE("a market-on-close order fills at the next close whatever broker.fill says") {
  Matched exchange(three_bars());
  exchange.step();
  exchange.send({.quantity = 1, .type = BM_ORDER_MARKET_ON_CLOSE});
  exchange.step();
  CHECK(exchange.last_rule() == "market_on_close");
  CHECK(exchange.executor.fills()[0].price == 102);
}

TEST_CASE("a limit fills inside the bar that reaches it, a stop too") {
  Matched exchange(three_bars());
  exchange.step();
  exchange.send({.quantity = 1, .type = BM_ORDER_LIMIT, .price = 96});
  exchange.send({.quantity = 1, .type = BM_ORDER_STOP, .price = 104});
  exchange.step();
  REQUIRE(exchange.executor.fills().size() == 2);
  CHECK(exchange.executor.fills()[0].rule == "stop.price");  // stops before limits
  CHECK(exchange.executor.fills()[0].price == 104);
  CHECK(exchange.executor.fills()[1].rule == "limit.price");
  CHECK(exchange.executor.fills()[1].price == 96);
}

TEST_CASE("an order that reduces a position goes before one that opens another") {
  config::BrokerConfig broker;
  broker.cash = 1'000;
  Matched exchange({{ranged_bar(0, 100, 100, 100, 100), ranged_bar(1, 100, 100, 100, 100),
                     ranged_bar(2, 100, 100, 100, 100)},
                    {ranged_bar(0, 100, 100, 100, 100), ranged_bar(1, 100, 100, 100, 100),
                     ranged_bar(2, 100, 100, 100, 100)}},
                   broker);
  exchange.step();
  exchange.send({.symbol = 1, .quantity = 10});
  exchange.step();
  exchange.send({.symbol = 0, .quantity = 10});  // needs what the other sets free
  exchange.send({.symbol = 1, .quantity = -10});
  exchange.step();
  REQUIRE(exchange.executor.fills().size() == 3);
  CHECK(exchange.executor.fills()[1].symbol == 1);
  CHECK(exchange.executor.fills()[2].symbol == 0);
}

TEST_CASE("a trailing stop follows bars that do not fill it") {
  Matched exchange({{ranged_bar(0, 100, 100, 100, 100), ranged_bar(1, 101, 110, 101, 110),
                     ranged_bar(2, 110, 110, 98, 99)}});
  exchange.step();
  const orders::Slot slot = exchange.send(
      {.quantity = -1, .type = BM_ORDER_TRAILING_STOP, .price = 90, .trail = 0.1, .best = 100});
  exchange.step();
  CHECK(exchange.store.order(slot).stop == Approx(99));
  exchange.step();
  CHECK(exchange.last_rule() == "trailing_stop.price");
}

TEST_CASE("an order good till a time ends in the step that reaches it") {
  Matched exchange(three_bars());
  exchange.step();
  exchange.send({.quantity = 1, .type = BM_ORDER_LIMIT, .price = 50, .expiry_ns = test_time(1)});
  exchange.step();
  CHECK(exchange.store.record(1).reason == BM_REASON_EXPIRED);
  CHECK(exchange.store.record(1).end_step == 1);
}
