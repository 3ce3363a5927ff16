// SPDX-License-Identifier: Apache-2.0
#include "files/plain_number.hpp"

#include <fast_float/fast_float.h>

#include <bit>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// The number stands behind other text, as in a file; what lies before that may not be looked at.
std::optional<double> read(const std::string& number) {
  const std::string text = "7,1514764800000," + number;
  const std::vector<char> bytes(text.begin(), text.end());
  REQUIRE(std::ssize(bytes) - std::ssize(number) == files::kReadableBefore);
  double value = 0;
  return files::read_plain_number(bytes.data() + bytes.size(), number.size(), value)
             ? std::optional(value)
             : std::nullopt;
}

// The other witness. Whole texts only.
std::optional<double> exact(const std::string& number) {
  double value = 0;
  const char* const end = number.data() + number.size();
  const auto result = fast_float::from_chars(number.data(), end, value);
  return result.ec == std::errc{} && result.ptr == end && !number.empty() ? std::optional(value)
                                                                          : std::nullopt;
}

std::string digits(std::mt19937_64& random, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += static_cast<char>('0' + random() % 10);
  }
  return text;
}

}  // namespace

TEST_CASE("digits with a point anywhere are read to the bits of an exact reader") {
  std::mt19937_64 random(7);
  for (int i = 0; i < 200'000; ++i) {
    const std::size_t size = 1 + random() % 16;
    std::string number = digits(random, size);
    const bool has_point = size > 1 && i % 5 != 0;
    if (has_point) {
      number[random() % size] = '.';
    }
    const auto value = read(number);
    const auto expected = exact(number);
    INFO(number);
    REQUIRE(expected);
    if (!value) {  // only what 53 bits do not hold
      REQUIRE((!has_point && *expected >= 9'007'199'254'740'992.0));
      continue;
    }
    REQUIRE(std::bit_cast<std::uint64_t>(*value) == std::bit_cast<std::uint64_t>(*expected));
  }
}

TEST_CASE("whole part and decimals of every length, zeros and nines among them") {
  for (std::size_t whole = 0; whole <= 16; ++whole) {
    for (std::size_t decimals = 0; decimals <= 16; ++decimals) {
      for (const char digit : {'0', '1', '9'}) {
        const std::string number = std::string(whole, digit) + "." + std::string(decimals, digit);
        INFO(number);
        const bool fits = whole + decimals >= 1 && whole + decimals <= 15;
        CHECK(read(number) == (fits ? exact(number) : std::nullopt));
      }
    }
  }
}

TEST_CASE("whatever is no plain number is left to others") {
  for (const char* other : {"",
                            ".",
                            "..",
                            "1..2",
                            "1.2.3",
                            "-1",
                            "+1",
                            "1e5",
                            "1E5",
                            "nan",
                            "inf",
                            " 1",
                            "1 ",
                            "1,5",
                            "0x1f",
                            "1/2",
                            "12:30",
                            "1_000",
                            "123456789012345678",
                            "1234567.x",
                            "12345678.1x",
                            "x12345678.1",
                            "123456789:",
                            "1234567890/12",
                            "12345678901234.5.",
                            "1234567890123:",
                            "/234567890123456"}) {
    INFO(other);
    CHECK_FALSE(read(other));
  }
}

TEST_CASE("a byte of any value among digits is no digit") {
  for (int byte = 0; byte < 256; ++byte) {
    for (const std::string around : {"12", "1234.5", "12345.678901", "123456789012.34"}) {
      for (std::size_t at = 0; at <= around.size(); ++at) {
        std::string number = around;
        number.insert(at, 1, static_cast<char>(byte));
        const auto value = read(number);
        INFO(byte << " at " << at << " of " << around);
        CHECK((!value || value == exact(number)));
      }
    }
  }
}
