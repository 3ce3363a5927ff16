// SPDX-License-Identifier: Apache-2.0
#include "study/compare_fills.hpp"

#include <sstream>
#include <string>

#include "support/catch.hpp"

namespace barometer {

namespace {

constexpr const char* kHead = "time,symbol,order_id,quantity,price\n";

std::optional<study::DifferentFill> first_of(const std::string& a, const std::string& b) {
  std::istringstream of_a(kHead + a);
  std::istringstream of_b(kHead + b);
  return study::first_different_fill(of_a, of_b);
}

}  // namespace

TEST_CASE("the first fill that differs is told of both, and that one has none any more") {
  CHECK_FALSE(first_of("t1,A,1,2,3\n", "t1,A,1,2,3\n"));
  CHECK_FALSE(first_of("", ""));
  const auto price = first_of("t1,A,1,2,3\nt2,A,2,-2,4\n", "t1,A,1,2,3\nt2,A,2,-2,5\n");
  REQUIRE(price);
  CHECK(price->number == 2);
  CHECK(price->a == "t2 A -2 at 4");
  CHECK(price->b == "t2 A -2 at 5");
  CHECK(price->of_b.time == "t2");
  CHECK(price->of_b.symbol == "A");
  CHECK(price->of_b.quantity == "-2");
  CHECK(price->of_b.price == "5");
  const auto longer = first_of("t1,A,1,2,3\n", "t1,A,1,2,3\nt2,B,2,1,5\n");
  REQUIRE(longer);
  CHECK(longer->a.empty());
  CHECK(longer->of_a.time.empty());
  CHECK(longer->b == "t2 B 1 at 5");
}

}  // namespace barometer
