// SPDX-License-Identifier: Apache-2.0
#include "regime/dimension_check.hpp"

#include <barometer/sdk/dimension.hpp>

#include <array>
#include <limits>

#include "support/catch.hpp"

using namespace barometer;

namespace {

using Faults = std::vector<std::string>;

constexpr std::array kLabels{"low", "high"};

Faults faults_of(const bm_dimension& dimension) {
  return regime::dimension_faults({&dimension, 1});
}

}  // namespace

TEST_CASE("good dimensions have no faults") {
  const std::array all{category_dimension({.name = "mood", .labels = kLabels}),
                       scalar_dimension({.name = "heat", .known_ahead = BM_KNOWN_WEEK})};
  CHECK(regime::dimension_faults(all).empty());
}

TEST_CASE("names are snake_case and unique, texts not NULL") {
  CHECK(faults_of(scalar_dimension({.name = "Heat"})) ==
        Faults{"dimension 'Heat' has a name that is not snake_case"});
  CHECK(faults_of(scalar_dimension({.name = nullptr})) ==
        Faults{"dimension 0 has a NULL name, unit or help"});
  const std::array twice{scalar_dimension({.name = "heat"}), scalar_dimension({.name = "heat"})};
  CHECK(regime::dimension_faults(twice) == Faults{"dimension 'heat' is declared twice"});
}

TEST_CASE("a category needs labels, each once and snake_case, with finite values") {
  CHECK(faults_of(category_dimension({.name = "mood", .labels = {}})) ==
        Faults{"dimension 'mood' needs 1 to 127 labels"});
  constexpr std::array doubled{"low", "low"};
  CHECK(faults_of(category_dimension({.name = "mood", .labels = doubled})) ==
        Faults{"dimension 'mood' has the label 'low' twice"});
  constexpr std::array loud{"LOW", "high"};
  CHECK(faults_of(category_dimension({.name = "mood", .labels = loud})) ==
        Faults{"label 0 of dimension 'mood' is LOW, expected snake_case"});
  constexpr std::array values{0.0f, std::numeric_limits<float>::infinity()};
  CHECK(faults_of(category_dimension({.name = "mood", .labels = kLabels, .values = values})) ==
        Faults{"value 1 of dimension 'mood' is not finite"});
}

TEST_CASE("kind, warm-up and known_ahead are of the declared ranges") {
  bm_dimension heat = scalar_dimension({.name = "heat"});
  heat.kind = 2;
  CHECK(faults_of(heat) == Faults{"dimension 'heat' has the unknown kind 2"});
  CHECK(faults_of(scalar_dimension({.name = "heat", .warmup_bars = -1})) ==
        Faults{"dimension 'heat' has a warm-up of -1 bars"});
  CHECK(faults_of(scalar_dimension({.name = "heat", .known_ahead = 3})) ==
        Faults{"dimension 'heat' has the unknown known_ahead 3"});
}
