// SPDX-License-Identifier: Apache-2.0
#include "study/axis_effects.hpp"

#include <array>

#include "support/catch.hpp"

using namespace barometer::study;

TEST_CASE("an axis explains as much as the means of its values are apart") {
  // Two by two: 1, 2 / 5, 6. Rows' means 1.5 and 5.5 around 3.5 have squares of 16 of 17 in all,
  // columns' means 3 and 4 the one that is left.
  AxisEffects effects(std::array<std::size_t, 3>{2, 2, 4});
  const std::array objectives{1.0, 2.0, 5.0, 6.0};
  for (std::size_t i = 0; i < 4; ++i) {
    effects.add(std::array<std::size_t, 3>{i / 2, i % 2, 3}, objectives[i]);
  }
  CHECK(effects.of(0) == Approx(16.0 / 17));
  CHECK(effects.of(1) == Approx(1.0 / 17));
  CHECK(effects.of(2) == 0);
  CHECK(effects.values(2) == 1);
  CHECK(effects.largest() == std::vector<std::size_t>{0, 1});
}

TEST_CASE("the two of the largest effect are taken, of equals the first, and none of one value") {
  AxisEffects effects(std::array<std::size_t, 4>{2, 2, 2, 1});
  for (std::size_t i = 0; i < 8; ++i) {
    const std::array<std::size_t, 4> places{i % 2, i / 2 % 2, i / 4, 0};
    effects.add(places, static_cast<double>(places[2]) * 10 + static_cast<double>(places[1]) * 3);
  }
  CHECK(effects.largest() == std::vector<std::size_t>{1, 2});
  AxisEffects flat(std::array<std::size_t, 3>{2, 2, 2});
  for (std::size_t i = 0; i < 8; ++i) {
    flat.add(std::array<std::size_t, 3>{i % 2, i / 2 % 2, i / 4}, 7);
  }
  CHECK(flat.of(0) == 0);
  CHECK(flat.largest() == std::vector<std::size_t>{0, 1});
}
