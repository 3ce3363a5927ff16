// SPDX-License-Identifier: Apache-2.0
#include "sniffer/column_names.hpp"

#include "support/catch.hpp"

using namespace barometer;
using sniffer::ColumnRole;
using sniffer::role_of;

TEST_CASE("Names of columns as sources write them") {
  CHECK(role_of("<OPEN>") == ColumnRole::open);
  CHECK(role_of("1. open") == ColumnRole::open);
  CHECK(role_of("Close/Last") == ColumnRole::close);
  CHECK(role_of("Adj Close") == ColumnRole::adjusted_close);
  CHECK(role_of("adj_close") == ColumnRole::adjusted_close);
  CHECK(role_of("Volume BTC") == ColumnRole::volume);
  CHECK(role_of("tick_volume") == ColumnRole::volume);
  CHECK(role_of("Stock Splits") == ColumnRole::split);
  CHECK(role_of("ex-dividend") == ColumnRole::dividend);
  CHECK(role_of("OpenInt") == ColumnRole::other);
  CHECK(role_of("adj_open") == ColumnRole::other);
  CHECK(role_of("") == ColumnRole::other);
}
