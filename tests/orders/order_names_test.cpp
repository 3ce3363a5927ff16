// SPDX-License-Identifier: Apache-2.0
#include "orders/order_names.hpp"

#include <set>
#include <string_view>

#include "support/catch.hpp"

using namespace barometer;

// The words of orders.csv and fills.csv: docs/execution.md says them, scripts rely on them.
TEST_CASE("reasons are written as the rules name them") {
  CHECK(orders::reason_name(BM_REASON_NONE).empty());
  CHECK(orders::reason_name(BM_REASON_UNSUPPORTED) == "unsupported");
  CHECK(orders::reason_name(BM_REASON_BUYING_POWER) == "buying_power");
  CHECK(orders::reason_name(BM_REASON_DATA_END) == "data_end");
}

TEST_CASE("no two reasons, states or types share a word") {
  std::set<std::string_view> words;
  for (bm_order_reason reason = BM_REASON_NONE; reason <= BM_REASON_NO_RATE; ++reason) {
    words.insert(orders::reason_name(reason));
  }
  for (bm_order_status status = BM_ORDER_ACCEPTED; status <= BM_ORDER_CANCELLED; ++status) {
    words.insert(orders::status_name(status));
  }
  for (bm_order_type type = BM_ORDER_MARKET; type <= BM_ORDER_TRAILING_STOP; ++type) {
    words.insert(orders::type_name(type));
  }
  CHECK(words.size() == 28 + 4 + 6);
  CHECK(words.count("?") == 0);
}
