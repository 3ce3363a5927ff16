// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

// Reads what packed.hpp describes, by code of its own.

namespace barometer::test {

inline std::vector<std::int64_t> unpacked(std::string_view text) {
  static constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::vector<std::int64_t> numbers;
  std::int64_t number = 0;
  int shift = 0;
  for (const char c : text) {
    const auto digit = static_cast<std::int64_t>(kDigits.find(c));
    number |= (digit & 31) << shift;
    shift += 5;
    if (digit < 32) {
      numbers.push_back(number);
      number = shift = 0;
    }
  }
  return numbers;
}

inline std::vector<std::int64_t> unpacked_differences(std::string_view text) {
  std::vector<std::int64_t> numbers = unpacked(text);
  std::int64_t sum = 0;
  for (std::int64_t& number : numbers) {
    sum += (number & 1) != 0 ? -(number >> 1) : number >> 1;
    number = sum;
  }
  return numbers;
}

}  // namespace barometer::test
