// SPDX-License-Identifier: Apache-2.0
#include "files/plain_decimal.hpp"

#include <optional>
#include <random>
#include <string>

#include "support/catch.hpp"

using namespace barometer;

namespace {

std::optional<files::PlainDecimal> read(const std::string& number) {
  const std::string text = "7,1514764800000," + number;
  files::PlainDecimal decimal;
  return files::read_plain_decimal(text.data() + text.size(), number.size(), decimal)
             ? std::optional(decimal)
             : std::nullopt;
}

}  // namespace

TEST_CASE("up to sixteen digits are one whole number, and what is behind the point is counted") {
  const auto plain = read("1502942400000123");
  REQUIRE(plain);
  CHECK(plain->digits == 1502942400000123);
  CHECK_FALSE(plain->has_point);
  const auto with_point = read("0012345.67890");
  REQUIRE(with_point);
  CHECK(with_point->digits == 1234567890);
  CHECK(with_point->decimals == 5);
  CHECK(with_point->has_point);
  CHECK_FALSE(read("15029424000001234"));
  CHECK_FALSE(read("."));
  CHECK_FALSE(read(""));
}

TEST_CASE("every length and place of a point gives what one digit after another gives") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 100'000; ++i) {
    const std::size_t size = 2 + random() % 15;
    const std::size_t point = random() % size;
    std::string number;
    std::uint64_t digits = 0;
    for (std::size_t k = 0; k < size; ++k) {
      const std::uint64_t digit = random() % 10;
      number += k == point ? '.' : static_cast<char>('0' + digit);
      digits = k == point ? digits : digits * 10 + digit;
    }
    INFO(number);
    const auto decimal = read(number);
    REQUIRE(decimal);
    REQUIRE(decimal->digits == digits);
    REQUIRE(decimal->decimals == size - 1 - point);
  }
}
