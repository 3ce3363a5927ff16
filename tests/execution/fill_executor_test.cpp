// SPDX-License-Identifier: Apache-2.0
#include "execution/fill_executor.hpp"

#include "config/broker_config.hpp"
#include "support/catch.hpp"
#include "support/trading.hpp"

using namespace barometer;

namespace {

config::BrokerConfig with_cash(double cash) {
  config::BrokerConfig broker;
  broker.cash = cash;
  return broker;
}

// One symbol at 100, a volume of 1,000 a bar.
std::vector<std::vector<data::BarRow>> two_bars() {
  return {{ranged_bar(0, 100, 100, 100, 100), ranged_bar(1, 100, 100, 100, 100)}};
}

constexpr execution::FillPrice kOpen{.price = 100, .rule = "test"};

}  // namespace

TEST_CASE("a fill moves the account, ends the order and keeps where it happened") {
  Exchange exchange(two_bars());
  const data::Step now = exchange.advance();
  const orders::Slot slot = accept(exchange.store, {.quantity = 3, .client_order_id = 9}, now);
  exchange.executor.execute(now, slot, kOpen);
  REQUIRE(exchange.executor.fills().size() == 1);
  const orders::Fill& fill = exchange.executor.fills()[0];
  CHECK(fill.order_id == 1);
  CHECK(fill.client_order_id == 9);
  CHECK(fill.quantity == 3);
  CHECK(fill.price == 100);
  CHECK(fill.bar == 0);
  CHECK(fill.rule == "test");
  CHECK(exchange.account.position(0).quantity == 3);
  CHECK(exchange.store.record(1).status == BM_ORDER_FILLED);
}

TEST_CASE("what the account cannot pay is rejected, or scaled where the broker does so") {
  Exchange strict(two_bars(), with_cash(250));
  const data::Step now = strict.advance();
  strict.executor.execute(now, accept(strict.store, {.quantity = 3}, now), kOpen);
  CHECK(strict.store.record(1).reason == BM_REASON_BUYING_POWER);
  CHECK(strict.executor.fills().empty());

  config::BrokerConfig broker = with_cash(250);
  broker.margin = config::OnShortfall::scale;
  Exchange scaling(two_bars(), broker);
  const data::Step then = scaling.advance();
  scaling.executor.execute(then, accept(scaling.store, {.quantity = 3}, then), kOpen);
  CHECK(scaling.executor.fills()[0].quantity == Approx(2.5));
  CHECK(scaling.store.record(1).status == BM_ORDER_FILLED);  // the rest is dropped
}

TEST_CASE("where short selling is off a sale beyond the position is rejected") {
  config::BrokerConfig broker;
  broker.short_selling = false;
  Exchange exchange(two_bars(), broker);
  const data::Step now = exchange.advance();
  exchange.executor.execute(now, accept(exchange.store, {.quantity = -1}, now), kOpen);
  CHECK(exchange.store.record(1).reason == BM_REASON_SHORT_SELLING);
}

TEST_CASE("orders share a bar's volume, and the rest waits for the next bar") {
  config::BrokerConfig broker;
  broker.participation = 0.01;  // 10 units a bar
  Exchange exchange(two_bars(), broker);
  const data::Step now = exchange.advance();
  const orders::Slot first = accept(exchange.store, {.quantity = 8}, now);
  const orders::Slot second = accept(exchange.store, {.quantity = 8}, now);
  exchange.executor.execute(now, first, kOpen);
  exchange.executor.execute(now, second, kOpen);
  CHECK(exchange.store.order(first).over());
  CHECK(exchange.store.order(second).quantity == 6);
  CHECK(exchange.store.order(second).tried_bar == 0);
  const data::Step later = exchange.advance();
  exchange.executor.execute(later, second, kOpen);
  CHECK(exchange.store.order(second).over());
}

TEST_CASE("a stop that finds no volume is triggered all the same and waits as a market order") {
  config::BrokerConfig broker;
  broker.participation = 0.01;
  Exchange exchange({{ranged_bar(0, 100, 100, 100, 100, 0)}}, broker);
  const data::Step now = exchange.advance();
  const orders::Slot slot =
      accept(exchange.store, {.quantity = 1, .type = BM_ORDER_STOP, .price = 100}, now);
  exchange.executor.execute(now, slot, kOpen);
  CHECK(exchange.executor.fills().empty());
  CHECK(exchange.store.order(slot).fill_mode() == orders::FillMode::marketable);
  CHECK(exchange.store.order(slot).since_price == 100);
}

TEST_CASE("closing positions at the end ignores volume and buying power") {
  config::BrokerConfig broker;
  broker.participation = 0.01;
  Exchange exchange(two_bars(), broker);
  const data::Step now = exchange.advance();
  exchange.executor.execute(now, accept(exchange.store, {.quantity = 10}, now), kOpen);
  exchange.executor.close_positions(now);
  CHECK(exchange.account.position(0).quantity == 0);
  CHECK(exchange.executor.fills()[1].rule == "close_at_end");
  CHECK(exchange.executor.fills()[1].price_point == orders::PricePoint::close);
}
