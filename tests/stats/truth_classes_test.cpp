// SPDX-License-Identifier: Apache-2.0
#include "stats/truth_classes.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

using Names = std::vector<std::string>;
using Classes = std::vector<std::int8_t>;

const Names kVolatility{"calm", "normal", "high", "extreme"};
const Names kTrend{"strong_down", "weak_down", "sideways", "weak_up", "strong_up"};

}  // namespace

TEST_CASE("two values stand for the lower and the upper two of four labels") {
  const auto found = stats::match_truth(Names{"0", "1"}, true, kVolatility);
  REQUIRE(found);
  CHECK(found->of_truth == Classes{0, 1});
  CHECK(found->of_label == Classes{0, 0, 1, 1});
  CHECK(found->names == Names{"0 = calm+normal", "1 = high+extreme"});
}

TEST_CASE("two labels of different halves do too, in the order of the labels") {
  const auto found = stats::match_truth(Names{"high", "normal"}, false, kVolatility);
  REQUIRE(found);
  CHECK(found->of_truth == Classes{1, 0});
  CHECK(found->of_label == Classes{0, 0, 1, 1});
}

TEST_CASE("two labels of one half are scored by name") {
  const auto found = stats::match_truth(Names{"calm", "normal"}, false, kVolatility);
  REQUIRE(found);
  CHECK(found->of_truth == Classes{0, 1});
  CHECK(found->of_label == Classes{0, 1, 2, 3});
  CHECK(found->names == kVolatility);
}

TEST_CASE("values that are labels are matched by name, whatever their order") {
  const auto found = stats::match_truth(Names{"sideways", "strong_up", "weak_down"}, false, kTrend);
  REQUIRE(found);
  CHECK(found->of_truth == Classes{2, 4, 1});
}

TEST_CASE("as many ordered values as labels are paired") {
  const auto found = stats::match_truth(Names{"-2", "-1", "0", "1", "2"}, true, kTrend);
  REQUIRE(found);
  CHECK(found->of_truth == Classes{0, 1, 2, 3, 4});
  CHECK(found->of_label == Classes{0, 1, 2, 3, 4});
  CHECK(found->names.front() == "-2 = strong_down");
}

TEST_CASE("three ordered values against four labels: the upper two are one class") {
  const auto found = stats::match_truth(Names{"calm", "normal", "turbulent"}, true, kVolatility);
  REQUIRE(found);
  CHECK(found->of_label == Classes{0, 1, 2, 2});
  CHECK(found->names == Names{"calm", "normal", "turbulent = high+extreme"});
}

TEST_CASE("what has no order or no fitting number is not matched") {
  CHECK_FALSE(stats::match_truth(Names{"bull", "bear"}, false, kVolatility));
  CHECK_FALSE(stats::match_truth(Names{"0", "1"}, true, kTrend));
  CHECK_FALSE(stats::match_truth(Names{"0", "1", "2", "3", "4", "5"}, true, kTrend));
  CHECK_FALSE(stats::match_truth(Names{"calm", "wild", "mad"}, false, kVolatility));
}

TEST_CASE("ids become classes, unknown stays unknown") {
  CHECK(stats::classes_of(Classes{0, 3, -128, 2}, Classes{0, 0, 1, 1}) == Classes{0, 1, -128, 1});
}
