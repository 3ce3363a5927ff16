// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_check.hpp"

#include <array>
#include <limits>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

const std::vector<regime::Dimension> kDimensions{
    {"volatility", BM_DIMENSION_CATEGORY, {"calm", "normal", "wild"}, "", 0, ""},
    {"percentile", BM_DIMENSION_SCALAR, {}, "0..100", 0, ""}};

// Whether a block of good tags holds with `category` and `scalar` in its middle.
bool holds(std::int8_t category, float scalar) {
  std::array<std::int8_t, 33> categories{};
  std::array<float, 33> scalars{};
  categories[16] = category;
  scalars[16] = scalar;
  const std::array<bm_tag_column, 2> out{
      {{categories.data(), nullptr, nullptr}, {nullptr, scalars.data(), nullptr}}};
  const auto promises = regime::promises_of(kDimensions, std::vector<std::uint8_t>{1, 1});
  return regime::tags_hold(promises, out.data(), 33);
}

}  // namespace

TEST_CASE("declared labels and unknown hold, every other id does not") {
  for (int id = -128; id <= 127; ++id) {
    const bool declared = (id >= 0 && id < 3) || id == BM_TAG_UNKNOWN;
    REQUIRE(holds(static_cast<std::int8_t>(id), 0) == declared);
  }
}

TEST_CASE("a scalar may be any number or unknown, and never infinite") {
  using Float = std::numeric_limits<float>;
  CHECK(holds(0, Float::max()));
  CHECK(holds(0, Float::quiet_NaN()));
  CHECK_FALSE(holds(0, Float::infinity()));
  CHECK_FALSE(holds(0, -Float::infinity()));
}

TEST_CASE("what nobody wants is not looked at") {
  const std::array<bm_tag_column, 2> out{};
  const auto promises = regime::promises_of(kDimensions, std::vector<std::uint8_t>{0, 0});
  CHECK(regime::tags_hold(promises, out.data(), 33));
}
