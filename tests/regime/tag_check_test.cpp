// SPDX-License-Identifier: Apache-2.0
#include "regime/tag_check.hpp"

#include <array>
#include <limits>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// Whether a block of good entries holds with this one in its middle.
bool category_holds(std::int8_t category) {
  std::array<std::int8_t, 33> entries{};
  entries[16] = category;
  return regime::categories_hold(entries.data(), 33, 3);
}

bool scalar_holds(float scalar) {
  std::array<float, 33> entries{};
  entries[16] = scalar;
  return regime::scalars_hold(entries.data(), 33);
}

bool onset_holds(std::int64_t onset) {
  std::array<std::int64_t, 33> entries{};
  entries[16] = onset;
  return regime::onsets_hold(entries.data(), 100, 33);
}

}  // namespace

TEST_CASE("declared labels and unknown hold, every other id does not") {
  for (int id = -128; id <= 127; ++id) {
    const bool declared = (id >= 0 && id < 3) || id == BM_TAG_UNKNOWN;
    REQUIRE(category_holds(static_cast<std::int8_t>(id)) == declared);
  }
}

TEST_CASE("a scalar may be any number or unknown, and never infinite") {
  using Float = std::numeric_limits<float>;
  CHECK(scalar_holds(Float::max()));
  CHECK(scalar_holds(Float::quiet_NaN()));
  CHECK_FALSE(scalar_holds(Float::infinity()));
  CHECK_FALSE(scalar_holds(-Float::infinity()));
}

TEST_CASE("an onset is unknown, or at its bar or before it") {
  CHECK(onset_holds(-1));
  CHECK(onset_holds(116));
  CHECK_FALSE(onset_holds(117));
  CHECK_FALSE(onset_holds(-2));
}
