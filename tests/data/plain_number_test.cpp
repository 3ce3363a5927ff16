// SPDX-License-Identifier: Apache-2.0
#include "data/plain_number.hpp"

#include <fast_float/fast_float.h>

#include <bit>
#include <optional>
#include <random>
#include <string>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// The number stands behind other text, as in a file.
std::optional<double> read(const std::string& number) {
  const std::string text = "1514764800000," + number;
  const char* const end = text.data() + text.size();
  double value = 0;
  return data::read_plain_number(text.data(), end - number.size(), end, value)
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
    if (size > 1 && i % 5 != 0) {
      number[random() % size] = '.';
    }
    const auto value = read(number);
    const auto expected = exact(number);
    INFO(number);
    if (!value) {  // only what 53 bits or the two halves do not hold
      const std::size_t point = number.find('.');
      REQUIRE((point == std::string::npos ? *expected >= 9'007'199'254'740'992.0
                                          : point > 8 || size - point - 1 > 8));
      continue;
    }
    REQUIRE(expected);
    REQUIRE(std::bit_cast<std::uint64_t>(*value) == std::bit_cast<std::uint64_t>(*expected));
  }
}

TEST_CASE("whole part and decimals of every length, zeros and nines among them") {
  for (std::size_t whole = 0; whole <= 9; ++whole) {
    for (std::size_t decimals = 0; decimals <= 9; ++decimals) {
      for (const char digit : {'0', '1', '9'}) {
        const std::string number = std::string(whole, digit) + "." + std::string(decimals, digit);
        INFO(number);
        const bool fits = whole <= 8 && decimals <= 8 && whole + decimals <= 15;
        if (const auto value = read(number)) {
          CHECK(value == exact(number));
        } else {
          CHECK((!fits || whole + decimals == 0));
        }
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
                            "1234567890/12"}) {
    INFO(other);
    CHECK_FALSE(read(other));
  }
}

TEST_CASE("a byte of any value among digits is no digit") {
  for (int byte = 0; byte < 256; ++byte) {
    for (const std::string around : {"12", "1234.5", "12345.678901"}) {
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

TEST_CASE("where too little stands before a number it is left to others") {
  const std::string text = "12345678";
  double value = 0;
  const char* const end = text.data() + text.size();
  CHECK_FALSE(data::read_plain_number(text.data(), text.data(), end, value));
  CHECK_FALSE(data::read_plain_number(text.data(), text.data() + 7, end, value));
}
