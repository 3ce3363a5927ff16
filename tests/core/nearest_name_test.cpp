// SPDX-License-Identifier: Apache-2.0
#include "core/nearest_name.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

const std::vector<std::string> kLabels{"calm", "normal", "high", "extreme"};

}  // namespace

TEST_CASE("each kind of typing error finds its name") {
  CHECK(core::nearest_name("extrem", kLabels) == "extreme");    // left out
  CHECK(core::nearest_name("extreeme", kLabels) == "extreme");  // doubled
  CHECK(core::nearest_name("nornal", kLabels) == "normal");     // neighbour key
  CHECK(core::nearest_name("hihg", kLabels) == "high");         // swapped: one error, not two
}

TEST_CASE("what is not near is not guessed") {
  CHECK_FALSE(core::nearest_name("sideways", kLabels));
  CHECK_FALSE(core::nearest_name("", kLabels));
  CHECK_FALSE(core::nearest_name("calm", {}));
}

TEST_CASE("at most a third of the longer word may be wrong") {
  const std::vector<std::string> known{"abcdef"};
  CHECK(core::nearest_name("abcdxy", known) == "abcdef");  // 2 of 6
  CHECK_FALSE(core::nearest_name("abcxyz", known));        // 3 of 6
}

TEST_CASE("one error is allowed in the shortest words") {
  const std::vector<std::string> known{"to"};
  CHECK(core::nearest_name("ti", known) == "to");
}

TEST_CASE("nearest wins, then the earlier") {
  const std::vector<std::string> known{"fast", "last", "lasts"};
  CHECK(core::nearest_name("lastz", known) == "last");
  CHECK(core::nearest_name("mast", known) == "fast");
}

TEST_CASE("a suggestion is a sentence, or the list of what is known") {
  CHECK(core::suggestion("extrem", kLabels) == "did you mean 'extreme'?");
  CHECK(core::suggestion("sideways", kLabels) == "known: calm, normal, high, extreme");
  CHECK(core::suggestion("x", {}) == "none is known here");
}
