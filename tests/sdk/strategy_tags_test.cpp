// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/tags.hpp>

#include <string>

#include "strategy_support.hpp"
#include "support/catch.hpp"

using namespace barometer;
using barometer_test::Cast;
using barometer_test::Scene;

namespace {

// Other order than the tagger's: labels are matched by name.
enum class Mood : std::int8_t { good, bad, unknown = BM_TAG_UNKNOWN };
enum class Poor : std::int8_t { good, unknown = BM_TAG_UNKNOWN };

std::string refusal(const bm_universe& universe, const char* name) {
  try {
    ScalarTag tag(universe, name);
    return "";
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
}

}  // namespace

template <>
struct barometer::TagLabels<Mood> {
  static constexpr std::array names{"good", "bad"};
};

template <>
struct barometer::TagLabels<Poor> {
  static constexpr std::array names{"good"};
};

TEST_CASE("a category is read as the enum's value of the same name") {
  Scene scene;
  const Cast cast;
  const CategoryTag<Mood> mood(cast.universe, "mood");
  const Bar last = scene.context().bar(0);
  CHECK(mood[last.ago(2)] == Mood::bad);
  CHECK(mood[last.ago(1)] == Mood::good);
}

TEST_CASE("a category that is not known is the enum's unknown") {
  Scene scene;
  const Cast cast;
  const CategoryTag<Mood> mood(cast.universe, "mood");
  CHECK(mood[scene.context().bar(0)] == Mood::unknown);
}

TEST_CASE("a scalar is read as it is") {
  Scene scene;
  const Cast cast;
  const ScalarTag heat(cast.universe, "heat");
  CHECK(heat[scene.context().bar(0)] == 2.5F);
  CHECK(heat[scene.context().bar(0).ago(1)] == 1.5F);
}

TEST_CASE("a label that the enum does not have is refused at setup") {
  const Cast cast;
  CHECK_THROWS_AS(CategoryTag<Poor>(cast.universe, "mood"), std::invalid_argument);
}

TEST_CASE("a missing dimension is refused with what is there, and of which kind") {
  const Cast cast;
  CHECK(refusal(cast.universe, "cold") ==
        "needs the scalar dimension 'cold'; the run's tagger has: "
        "mood (category), heat (scalar)");
  CHECK(refusal(cast.universe, "mood") ==
        "needs the scalar dimension 'mood'; the run's tagger has: "
        "mood (category), heat (scalar)");
  CHECK(refusal({}, "heat") ==
        "needs the scalar dimension 'heat'; the run's tagger has: none (add "
        "a regime: group)");
}

TEST_CASE("the shipped enums have a label for every value") {
  CHECK(TagLabels<Volatility>::names.size() == static_cast<std::size_t>(Volatility::extreme) + 1);
  CHECK(TagLabels<Trend>::names.size() == static_cast<std::size_t>(Trend::strong_up) + 1);
  CHECK(TagLabels<Session>::names.size() == static_cast<std::size_t>(Session::overnight) + 1);
  CHECK(TagLabels<Weekday>::names.size() == static_cast<std::size_t>(Weekday::sunday) + 1);
}

TEST_CASE("a change of an own dimension has the enum's values") {
  const Cast cast;
  const CategoryTag<Mood> mood(cast.universe, "mood");
  const bm_regime_change change{1, 0, BM_TAG_UNKNOWN, 1, 30, 2};
  CHECK(mood.changed(change));
  CHECK(mood.from(change) == Mood::unknown);
  CHECK(mood.to(change) == Mood::good);
  CHECK_FALSE(mood.changed(bm_regime_change{1, 1, 0, 1, 30, 2}));
}
