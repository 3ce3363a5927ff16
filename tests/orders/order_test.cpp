// SPDX-License-Identifier: Apache-2.0
#include "orders/order.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("slippage paid is a cost on either side") {
  orders::Fill bought;
  bought.quantity = 2;
  bought.raw_price = 100;
  bought.price = 101;
  CHECK(bought.slippage_cost() == 2);
  orders::Fill sold;
  sold.quantity = -2;
  sold.raw_price = 100;
  sold.price = 99;
  CHECK(sold.slippage_cost() == 2);
}
