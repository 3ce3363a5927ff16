// SPDX-License-Identifier: Apache-2.0
#include "plugin/declared_name.hpp"

#include <string>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("snake_case begins with a letter and goes on with letters, digits and underscores") {
  CHECK(is_snake_case("sma_cross"));
  CHECK(is_snake_case("a"));
  CHECK(is_snake_case("ma_200"));
  CHECK_FALSE(is_snake_case(""));
  CHECK_FALSE(is_snake_case("SmaCross"));
  CHECK_FALSE(is_snake_case("200_ma"));
  CHECK_FALSE(is_snake_case("_a"));
  CHECK_FALSE(is_snake_case("sma-cross"));
  CHECK_FALSE(is_snake_case("sma cross"));
}

TEST_CASE("a name has at most 64 characters") {
  CHECK(is_snake_case(std::string(64, 'a')));
  CHECK_FALSE(is_snake_case(std::string(65, 'a')));
}

TEST_CASE("a dotted name is snake_case between its dots") {
  CHECK(is_dotted_name("volatility"));
  CHECK(is_dotted_name("volatility.rule"));
  CHECK(is_dotted_name("a.b.c"));
  CHECK_FALSE(is_dotted_name("volatility."));
  CHECK_FALSE(is_dotted_name(".rule"));
  CHECK_FALSE(is_dotted_name("a..b"));
  CHECK_FALSE(is_dotted_name("volatility.Rule"));
}
