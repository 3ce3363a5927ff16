// SPDX-License-Identifier: Apache-2.0
#include "broker/costs.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

CostModel model(double commission, double slippage) {
  BrokerConfig config;
  config.commission = commission;
  config.slippage = slippage;
  return CostModel(config);
}

}  // namespace

TEST_CASE("slippage is always against the order") {
  const CostModel costs = model(0, 0.0002);  // 2 bps
  CHECK(costs.price(3, 50'000) == Approx(50'010).epsilon(1e-15));
  CHECK(costs.price(-3, 50'000) == Approx(49'990).epsilon(1e-15));
}

TEST_CASE("no slippage leaves the price alone, to the bit") {
  CHECK(model(0.001, 0).price(1, 0.1) == 0.1);
  CHECK(model(0.001, 0).price(-1, 0.1) == 0.1);
}

TEST_CASE("commission is a share of the notional, of either side") {
  const CostModel costs = model(0.001, 0);  // 10 bps
  CHECK(costs.commission_for(2, 100) == Approx(0.2).epsilon(1e-15));
  CHECK(costs.commission_for(-2, 100) == Approx(0.2).epsilon(1e-15));
  CHECK(model(0, 0).commission_for(2, 100) == 0);
}
