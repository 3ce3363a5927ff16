// SPDX-License-Identifier: Apache-2.0
#include "plugin/declared_name.hpp"

#include <string>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("snake_case begins with a letter and goes on with letters, digits and underscores") {
  CHECK(plugin::is_snake_case("sma_cross"));
  CHECK(plugin::is_snake_case("a"));
  CHECK(plugin::is_snake_case("ma_200"));
  CHECK_FALSE(plugin::is_snake_case(""));
  CHECK_FALSE(plugin::is_snake_case("SmaCross"));
  CHECK_FALSE(plugin::is_snake_case("200_ma"));
  CHECK_FALSE(plugin::is_snake_case("_a"));
  CHECK_FALSE(plugin::is_snake_case("sma-cross"));
  CHECK_FALSE(plugin::is_snake_case("sma cross"));
}

TEST_CASE("a name has at most 64 characters") {
  CHECK(plugin::is_snake_case(std::string(64, 'a')));
  CHECK_FALSE(plugin::is_snake_case(std::string(65, 'a')));
}

TEST_CASE("a dotted name is snake_case between its dots") {
  CHECK(plugin::is_dotted_name("volatility"));
  CHECK(plugin::is_dotted_name("volatility.rule"));
  CHECK(plugin::is_dotted_name("a.b.c"));
  CHECK_FALSE(plugin::is_dotted_name("volatility."));
  CHECK_FALSE(plugin::is_dotted_name(".rule"));
  CHECK_FALSE(plugin::is_dotted_name("a..b"));
  CHECK_FALSE(plugin::is_dotted_name("volatility.Rule"));
}
