// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "files/plain_decimal.hpp"

namespace barometer::files {

// What nearly all cells of bars hold: digits and at most one point, no sign, no exponent. Reads the
// `size` bytes before `end` to the double nearest to it, as every exact reader does. False where
// the text has another form, or is too long for that to be found by one division; it may still be a
// number. kReadableBefore bytes must stand before it. In the header, so that a row has no call for
// each cell.
inline bool read_plain_number(const char* end, std::size_t size, double& value) {
  // Both are exact doubles up to these, so that their quotient is rounded once: it is the double
  // nearest to the number that was written (Clinger 1990).
  constexpr std::uint64_t kLargestExact = std::uint64_t{1} << 53;
  static constexpr std::array<double, 16> kPowersOfTen{
      1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
  PlainDecimal decimal;
  // Beside a point there are at most fifteen digits, which are fewer.
  if (!read_plain_decimal(end, size, decimal) ||
      (!decimal.has_point && decimal.digits > kLargestExact)) {
    return false;
  }
  // Plain x86-64 converts signed numbers in one instruction.
  const auto whole = static_cast<double>(static_cast<std::int64_t>(decimal.digits));
  value = whole / kPowersOfTen[decimal.decimals];
  return true;
}

}  // namespace barometer::files
