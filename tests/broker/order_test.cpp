// SPDX-License-Identifier: Apache-2.0
#include "broker/order.hpp"

#include <set>
#include <string_view>

#include "support/catch.hpp"

using namespace barometer;

// The words of orders.csv and fills.csv: docs/execution.md says them, scripts rely on them.
TEST_CASE("reasons are written as the rules name them") {
  CHECK(reason_name(BM_REJECT_NONE).empty());
  CHECK(reason_name(BM_REJECT_UNSUPPORTED) == "unsupported");
  CHECK(reason_name(BM_REJECT_BUYING_POWER) == "buying_power");
  CHECK(reason_name(BM_REJECT_DATA_END) == "data_end");
}

TEST_CASE("no two reasons, states or types share a word") {
  std::set<std::string_view> words;
  for (bm_reject_reason reason = BM_REJECT_NONE; reason <= BM_REJECT_FLATTENED; ++reason) {
    words.insert(reason_name(reason));
  }
  for (bm_order_status status = BM_ORDER_ACCEPTED; status <= BM_ORDER_CANCELLED; ++status) {
    words.insert(status_name(status));
  }
  for (bm_order_type type = BM_ORDER_MARKET; type <= BM_ORDER_TRAILING_STOP; ++type) {
    words.insert(type_name(type));
  }
  CHECK(words.size() == 8 + 4 + 6);
  CHECK(words.count("?") == 0);
}

TEST_CASE("slippage paid is a cost on either side") {
  Fill bought;
  bought.quantity = 2;
  bought.raw_price = 100;
  bought.price = 101;
  CHECK(bought.slippage_cost() == 2);
  Fill sold;
  sold.quantity = -2;
  sold.raw_price = 100;
  sold.price = 99;
  CHECK(sold.slippage_cost() == 2);
}
