// SPDX-License-Identifier: Apache-2.0
#include "data/plain_number.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "data/byte_search.hpp"

namespace barometer::data {

namespace {

constexpr std::size_t kWordBytes = 8;
constexpr std::size_t kMostBytes = 2 * kWordBytes;

// Both are exact doubles up to these, so that their quotient is rounded once: it is the double
// nearest to the number that was written (Clinger 1990).
constexpr std::uint64_t kLargestExact = std::uint64_t{1} << 53;
constexpr std::array<double, kMostBytes> kPowersOfTen{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                      1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
constexpr std::array<std::uint64_t, kWordBytes + 1> kWholePowers{
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};

// The last `size` bytes before `end` at the top of a word, digits by their value; zeros before.
std::uint64_t digits_before(const char* end, std::size_t size) {
  const std::uint64_t kept = size == 0 ? 0 : ~std::uint64_t{0} << (8 * (kWordBytes - size));
  return (load_word(end - kWordBytes) ^ repeated('0')) & kept;
}

bool are_digits(std::uint64_t digits) {
  return (((digits + repeated(0x7f - 9)) | digits) & repeated(static_cast<char>(0x80))) == 0;
}

// Neighbours are joined to pairs, these to fours and these to eight, all at once in one register.
std::uint64_t joined(std::uint64_t digits) {
  constexpr std::uint64_t kPairs = 0x000000ff000000ff;
  const std::uint64_t pairs = digits * 10 + (digits >> 8);
  return ((pairs & kPairs) * (100 + (std::uint64_t{1'000'000} << 32)) +
          ((pairs >> 16) & kPairs) * (1 + (std::uint64_t{10'000} << 32))) >>
         32;
}

// Of at most kWordBytes bytes: the point is taken out of their word, what stands before it moves
// up.
bool read_short(const char* begin, const char* end, double& value) {
  const auto size = static_cast<std::size_t>(end - begin);
  std::uint64_t digits = digits_before(end, size);
  const std::uint64_t points = equal_bytes(digits, '.' ^ '0');
  std::size_t decimals = 0;
  if (points != 0) {
    const int at = std::countr_zero(points) - 7;  // the first point's lowest bit
    decimals = kWordBytes - 1 - static_cast<std::size_t>(at) / 8;
    const std::uint64_t before = digits & ((std::uint64_t{1} << at) - 1);
    digits = (digits >> at >> 8 << at << 8) | before << 8;
  }
  value = static_cast<double>(static_cast<std::int64_t>(joined(digits))) / kPowersOfTen[decimals];
  return are_digits(digits) && size > (points == 0 ? 0 : 1);
}

// The first point of more than kWordBytes bytes and at most twice as many; `end` without one.
const char* point_of(const char* begin, const char* end) {
  const std::uint64_t first = equal_bytes(load_word(begin), '.');
  if (first != 0) {
    return begin + std::countr_zero(first) / 8;
  }
  const std::uint64_t last = equal_bytes(load_word(end - kWordBytes), '.');
  return last == 0 ? end : end - kWordBytes + std::countr_zero(last) / 8;
}

// Of more bytes: whole part and decimals, or without a point the upper digits and eight lower ones,
// are a word each.
bool read_long(const char* begin, const char* end, double& value) {
  const char* const point = point_of(begin, end);
  const char* const upper_end = point == end ? end - kWordBytes : point;
  const auto upper_size = static_cast<std::size_t>(upper_end - begin);
  const auto lower_size = static_cast<std::size_t>(end - upper_end) - (point == end ? 0 : 1);
  if (upper_size > kWordBytes || lower_size > kWordBytes) {
    return false;
  }
  const std::uint64_t upper = digits_before(upper_end, upper_size);
  const std::uint64_t lower = digits_before(end, lower_size);
  const std::uint64_t whole = joined(upper) * kWholePowers[lower_size] + joined(lower);
  value = static_cast<double>(static_cast<std::int64_t>(whole)) /
          kPowersOfTen[point == end ? 0 : lower_size];
  return are_digits(upper) && are_digits(lower) && whole <= kLargestExact;
}

}  // namespace

bool read_plain_number(const char* readable, const char* begin, const char* end, double& value) {
  const std::ptrdiff_t size = end - begin;
  constexpr auto kMost = static_cast<std::ptrdiff_t>(kMostBytes);
  if (size > kMost || begin - readable < static_cast<std::ptrdiff_t>(kWordBytes)) {
    return false;
  }
  return size <= static_cast<std::ptrdiff_t>(kWordBytes) ? read_short(begin, end, value)
                                                         : read_long(begin, end, value);
}

}  // namespace barometer::data
