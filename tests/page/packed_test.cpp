// SPDX-License-Identifier: Apache-2.0
#include "page/packed.hpp"

#include <array>
#include <limits>

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("numbers are packed as source maps pack them") {
  // From the examples of the source map format's description: 0, 1, -1, 123, 16, 123456789.
  const auto one = [](std::int64_t value) { return page::packed_differences(std::array{value}); };
  CHECK(one(0) == "A");
  CHECK(one(1) == "C");
  CHECK(one(-1) == "D");
  CHECK(one(123) == "2H");
  CHECK(one(16) == "gB");
  CHECK(one(123456789) == "qxmvrH");
}

TEST_CASE(
    "each is packed as its difference to the one before, times as that of their differences") {
  CHECK(page::packed_differences(std::array<std::int64_t, 4>{5, 6, 6, 4}) == "KCAF");
  CHECK(page::packed_times(std::array<std::int64_t, 4>{10, 20, 30, 41}) == "UAAC");
  CHECK(page::packed_differences({}).empty());
}

TEST_CASE("levels go from the lowest to the highest finite value") {
  const std::array<double, 4> values{-1, 0, std::numeric_limits<double>::quiet_NaN(), 3};
  const page::Levels levels(values, 1000);
  CHECK(levels.of(-1) == 0);
  CHECK(levels.of(0) == 250);
  CHECK(levels.of(3) == 1000);
  CHECK(levels.of(7) == 1000);
  CHECK(levels.of(values[2]) == page::Levels::kNone);
  CHECK(levels.json_members() == R"("lo":-1,"hi":3,"log":false,"most":1000)");
}

TEST_CASE("levels of a wide range above 0 are those of the logarithm") {
  const std::array<double, 2> values{1, 10'000};
  const page::Levels levels(values, 4000);
  CHECK(levels.of(10) == 1000);
  CHECK(levels.of(100) == 2000);
}

TEST_CASE("levels of one value, and of none, are 0") {
  CHECK(page::Levels(std::array{5.0}, 100).of(5) == 0);
  CHECK(page::Levels({}, 100).of(5) == 0);
}

TEST_CASE("numbers of JSON have nine digits, and are null where they are not finite") {
  CHECK(page::json_number(123456.789012) == "123456.789");
  CHECK(page::json_number(std::numeric_limits<double>::infinity()) == "null");
  CHECK(page::json_number(std::optional<double>{}) == "null");
}

}  // namespace barometer
