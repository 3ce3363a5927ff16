// SPDX-License-Identifier: Apache-2.0
#include "report/number_text.hpp"

#include <limits>

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("integers are grouped by thousands") {
  CHECK(report::grouped(0) == "0");
  CHECK(report::grouped(999) == "999");
  CHECK(report::grouped(1'000) == "1,000");
  CHECK(report::grouped(-1'234'567) == "-1,234,567");
  CHECK(report::grouped(-123) == "-123");
}

TEST_CASE("fixed numbers are grouped, rounded and never minus nothing") {
  CHECK(report::fixed(1234.567, 2) == "1,234.57");
  CHECK(report::fixed(-0.001, 2) == "0.00");
  CHECK(report::fixed(-1234567.0, 0) == "-1,234,567");
}

TEST_CASE("gains carry a sign, nothing does not") {
  CHECK(report::gain(12.5, 1) == "+12.5");
  CHECK(report::gain(-12.5, 1) == "-12.5");
  CHECK(report::gain(0.001, 1) == "0.0");
}

TEST_CASE("percentages show three digits that matter") {
  CHECK(report::gain_percent(0.01234) == "+1.23 %");
  CHECK(report::gain_percent(-0.342) == "-34.2 %");
  CHECK(report::gain_percent(12.345) == "+1,234 %");
  CHECK(report::percent(0.6419) == "64.2 %");
}

TEST_CASE("one of a thing is singular, any other number plural") {
  CHECK(report::counted(1, "bar") == "1 bar");
  CHECK(report::counted(0, "bar") == "0 bars");
  CHECK(report::counted(1'024, "session end") == "1,024 session ends");
}

TEST_CASE("what is undefined is n/a") {
  CHECK(report::fixed(std::nullopt, 2) == "n/a");
  CHECK(report::gain_percent(std::nullopt) == "n/a");
  CHECK(report::percent(std::numeric_limits<double>::quiet_NaN()) == "n/a");
  CHECK(report::gain(std::numeric_limits<double>::infinity(), 2) == "n/a");
}

TEST_CASE("times choose their unit") {
  CHECK(report::nanoseconds(84.21) == "84.2 ns");
  CHECK(report::nanoseconds(999.4) == "999 ns");
  CHECK(report::nanoseconds(999.6) == "1.00 us");
  CHECK(report::nanoseconds(12'400'000.0) == "12.4 ms");
  CHECK(report::nanoseconds(3.5e9) == "3.50 s");
  CHECK(report::nanoseconds(4e12) == "4000 s");
}

TEST_CASE("large counts are said in words") {
  CHECK(report::rounded_count(21'345'678) == "21.3 million");
  CHECK(report::rounded_count(853'211) == "853 thousand");
  CHECK(report::rounded_count(9'120) == "9,120");
}

}  // namespace barometer
