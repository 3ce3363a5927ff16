// SPDX-License-Identifier: Apache-2.0
// One order at a time; tests/laws/sized_at_fill_law_test.cpp has what holds for all of them.
#include "execution/fill_sizing.hpp"

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/trading.hpp"

using namespace barometer;

namespace {

// An account of 1000 and a symbol that opens at 125; orders are sized against that open.
struct Sized : Exchange {
  explicit Sized(config::BrokerConfig broker = {})
      : Exchange({{ranged_bar(0, 100, 100, 100, 100), ranged_bar(1, 125, 130, 120, 125)}},
                 std::move(with_cash(broker))),
        sizing(context, costs) {
    cursor.advance();
  }

  static config::BrokerConfig& with_cash(config::BrokerConfig& broker) {
    broker.cash = 1'000;
    return broker;
  }

  orders::Slot send(orders::FillAmount amount, double estimate) {
    orders::OrderRecord record;
    orders::WorkingOrder order;
    order.quantity = order.requested = record.quantity = record.estimate = estimate;
    order.at_fill = amount;
    return store.accept(record, order, cursor.now());
  }

  const orders::OrderRecord& size(orders::Slot slot) {
    const std::uint64_t id = store.order(slot).id;
    const data::Step& now = advance();
    account.mark(0, 125);
    sizing.begin(now);
    sizing.size(now, slot, 125, orders::PricePoint::open);
    return store.record(id);
  }

  execution::FillSizing sizing;
};

orders::FillAmount weight(double amount, double share = 1) {
  return {.kind = BM_AMOUNT_TARGET_WEIGHT, .amount = amount, .share = share};
}

}  // namespace

TEST_CASE("an order that is sized has units, and keeps its estimate") {
  Sized sized;
  const orders::Slot slot = sized.send(weight(1), 10);
  CHECK(sized.store.open_orders().unsized() == 1);
  const orders::OrderRecord& record = sized.size(slot);
  CHECK(record.quantity == 8);
  CHECK(record.estimate == 10);
  CHECK(sized.store.order(slot).quantity == 8);
  CHECK(sized.store.order(slot).requested == 10);
  CHECK(sized.store.open_orders().unsized() == 0);
}

TEST_CASE("flat rates and the same rates as a model of their own buy the same") {
  config::BrokerConfig flat;
  flat.commission = 0.01;
  config::BrokerConfig taker;
  taker.commission_parts.taker = 0.01;
  Sized by_form(flat);
  Sized by_halving(taker);
  const double units = by_form.size(by_form.send(weight(1), 10)).quantity;
  CHECK(units == Approx(1'000 / (125 * 1.01)).epsilon(1e-14));
  CHECK(by_halving.size(by_halving.send(weight(1), 10)).quantity == Approx(units).epsilon(1e-14));
}

TEST_CASE("a fee that eats the whole budget leaves nothing to buy") {
  config::BrokerConfig broker;
  broker.commission_parts.per_order = 600;
  Sized sized(broker);
  const orders::OrderRecord& record = sized.size(sized.send(weight(0.5), 5));
  CHECK(record.status == BM_ORDER_REJECTED);
  CHECK(record.reason == BM_REASON_BUYING_POWER);
}

TEST_CASE("what is too small for the venue at its fill is rejected there") {
  config::BrokerConfig broker;
  broker.instruments = {{.symbol = "default", .min_notional = 600}};
  Sized sized(broker);
  CHECK(sized.size(sized.send(weight(0.5), 5)).reason == BM_REASON_MIN_NOTIONAL);
}

TEST_CASE("of what opens only the share that was left is bought") {
  Sized sized;
  CHECK(sized.size(sized.send(weight(1, 0.25), 2.5)).quantity == 2);
}

TEST_CASE("a notional that sells is below zero") {
  Sized sized;
  const orders::Slot slot =
      sized.send({.kind = BM_AMOUNT_NOTIONAL, .amount = -500, .share = 1}, -5);
  CHECK(sized.size(slot).quantity == -4);
}
