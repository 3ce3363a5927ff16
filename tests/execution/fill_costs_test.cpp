// SPDX-License-Identifier: Apache-2.0
#include "execution/fill_costs.hpp"

#include "config/broker_config.hpp"
#include "support/catch.hpp"
#include "support/trading.hpp"

using namespace barometer;

namespace {

std::vector<std::vector<data::BarRow>> bars() {
  return {{ranged_bar(0, 100, 100, 100, 100), ranged_bar(1, 100, 100, 100, 100, 0)}};
}

execution::FillTerms buy(double quantity, std::int64_t bar = 0) {
  execution::FillTerms terms;
  terms.quantity = quantity;
  terms.raw_price = 100;
  terms.bar = bar;
  return terms;
}

config::BrokerConfig broker_with(double cash) {
  config::BrokerConfig broker;
  broker.cash = cash;
  return broker;
}

}  // namespace

TEST_CASE("flat costs leave what their closed form allows") {
  config::BrokerConfig broker = broker_with(1'010);
  broker.commission = 0.01;
  Exchange exchange(bars(), broker);
  exchange.advance();
  CHECK(exchange.costs.affordable(buy(20)) == Approx(10));
  CHECK(exchange.costs.affordable(buy(9)) == 9);
}

TEST_CASE("costs without a closed form leave what is found by halving") {
  config::BrokerConfig broker = broker_with(1'010);
  broker.commission_parts.per_order = 10;
  Exchange exchange(bars(), broker);
  exchange.advance();
  CHECK(exchange.costs.affordable(buy(20)) == Approx(10));
}

TEST_CASE("a fill that lacks the volume of a model is counted and pays no impact") {
  config::BrokerConfig broker = broker_with(1'000'000);
  broker.slippage_parts.volume_share = 0.1;
  Exchange exchange(bars(), broker);
  exchange.advance();
  CHECK(exchange.costs.charge(buy(500)).price == Approx(100 * (1 + 0.1 * 0.25)));
  CHECK(exchange.costs.unmeasured_fills() == 0);
  exchange.advance();
  CHECK(exchange.costs.charge(buy(500, 1)).price == 100);
  CHECK(exchange.costs.unmeasured_fills() == 1);
}
