// SPDX-License-Identifier: Apache-2.0
#include "study/trial_space.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;
using study::TrialSpace;

TEST_CASE("combinations are numbered as nested loops visit them, the last axis innermost") {
  const TrialSpace space({2, 3, 4});
  REQUIRE(space.size() == 24);
  std::uint64_t number = 0;
  for (std::size_t a = 0; a < 2; ++a) {
    for (std::size_t b = 0; b < 3; ++b) {
      for (std::size_t c = 0; c < 4; ++c, ++number) {
        CHECK(space.at(number) == std::vector<std::size_t>{a, b, c});
        CHECK(space.number_of(space.at(number)) == number);
      }
    }
  }
}

TEST_CASE("neighbours are one step away on one axis") {
  const TrialSpace space({3, 4});
  CHECK(space.neighbours(0) == std::vector<std::uint64_t>{1, 4});
  CHECK(space.neighbours(5) == std::vector<std::uint64_t>{1, 4, 6, 9});
  CHECK(space.neighbours(11) == std::vector<std::uint64_t>{7, 10});
}

TEST_CASE("without axes there is one combination, without neighbours") {
  const TrialSpace space({});
  CHECK(space.size() == 1);
  CHECK(space.at(0).empty());
  CHECK(space.neighbours(0).empty());
}

TEST_CASE("more combinations than can be numbered are refused") {
  CHECK_THROWS_AS(TrialSpace({std::size_t{1} << 40, std::size_t{1} << 30}), core::Error);
}
