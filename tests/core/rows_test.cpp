// SPDX-License-Identifier: Apache-2.0
#include "core/rows.hpp"

#include <numeric>
#include <type_traits>
#include <utility>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("rows show what they were made of and are as constant as their holder") {
  std::vector<int> numbers(5);
  std::iota(numbers.begin(), numbers.end(), 1);
  core::Rows<int> rows{std::span<int>(numbers)};
  CHECK(rows.size() == 5);
  CHECK(rows.front() == 1);
  CHECK(rows.back() == 5);
  rows[1] = 20;
  CHECK(numbers[1] == 20);
  CHECK(std::accumulate(rows.begin(), rows.end(), 0) == 33);
  CHECK(rows.copy() == numbers);
  static_assert(std::is_same_v<decltype(std::as_const(rows)[0]), const int&>);
}

TEST_CASE("rows of nothing are empty") {
  CHECK(core::Rows<int>().empty());
  CHECK(core::Rows<int>().copy().empty());
}
