// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/dimension.hpp>

#include <array>
#include <string_view>

#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr std::array kLabels{"low", "high"};
constexpr std::array kValues{-1.0f, 1.0f};

}  // namespace

TEST_CASE("a category is declared with labels, their values and when it is known") {
  constexpr bm_dimension mood = category_dimension({.name = "mood",
                                                    .labels = kLabels,
                                                    .values = kValues,
                                                    .warmup_bars = 3,
                                                    .known_ahead = BM_KNOWN_WEEK,
                                                    .help = "of the market"});
  CHECK(std::string_view(mood.name) == "mood");
  CHECK(mood.kind == BM_DIMENSION_CATEGORY);
  CHECK(mood.label_count == 2);
  CHECK(mood.labels == kLabels.data());
  CHECK(mood.label_values == kValues.data());
  CHECK(std::string_view(mood.unit).empty());
  CHECK(mood.warmup_bars == 3);
  CHECK(mood.known_ahead == BM_KNOWN_WEEK);
  CHECK(std::string_view(mood.help) == "of the market");
}

TEST_CASE("labels without values have none") {
  CHECK(category_dimension({.name = "mood", .labels = kLabels}).label_values == nullptr);
}

TEST_CASE("a scalar is declared with a unit; nothing of it is known ahead unless stated") {
  constexpr bm_dimension heat =
      scalar_dimension({.name = "heat", .unit = "bars", .warmup_bars = 7, .help = "a number"});
  CHECK(heat.kind == BM_DIMENSION_SCALAR);
  CHECK(heat.label_count == 0);
  CHECK(heat.labels == nullptr);
  CHECK(std::string_view(heat.unit) == "bars");
  CHECK(heat.warmup_bars == 7);
  CHECK(heat.known_ahead == BM_KNOWN_NO);
}
