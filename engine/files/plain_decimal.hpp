// SPDX-License-Identifier: Apache-2.0
// Up to sixteen decimal digits read at once, for what reads whole files.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "files/byte_search.hpp"

namespace barometer::files {

// Digits and at most one point among them.
struct PlainDecimal {
  std::uint64_t digits = 0;  // as one whole number
  std::size_t decimals = 0;  // of them stand behind the point
  bool has_point = false;
};

#if defined(__SSE2__)

// The last `count` bytes of a block, at most all of them.
inline __m128i last_bytes(std::size_t count) {
  static constexpr auto kBytes = [] {
    std::array<char, 2 * kBlockBytes> bytes{};
    for (std::size_t i = kBlockBytes; i < bytes.size(); ++i) {
      bytes[i] = static_cast<char>(0xff);
    }
    return bytes;
  }();
  return _mm_loadu_si128(reinterpret_cast<const __m128i*>(kBytes.data() + count));
}

// The number that sixteen digits are. Neighbours are joined to pairs, these to fours and these to
// eights, all at once; the first product puts ten times a digit and its neighbour into one byte.
inline std::uint64_t joined(__m128i digits) {
  const __m128i tens = _mm_set1_epi16(10 * 256 + 1);
#if defined(__GNUC__)
  __m128i products = digits;  // gcc would make four shifts and sums of the product
  asm("pmullw %1, %0" : "+x"(products) : "xm"(tens));
#else
  const __m128i products = _mm_mullo_epi16(digits, tens);
#endif
  const __m128i pairs = _mm_srli_epi16(products, 8);
  const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(100 + (1 << 16)));
  const __m128i eights =
      _mm_madd_epi16(_mm_packs_epi32(fours, fours), _mm_set1_epi32(10'000 + (1 << 16)));
  const auto both = static_cast<std::uint64_t>(_mm_cvtsi128_si64(eights));
  return (both & 0xffff'ffff) * 100'000'000 + (both >> 32);
}

#endif

// Bytes that must stand before what is read: some of them are looked at.
inline constexpr std::ptrdiff_t kReadableBefore = kBlockBytes;

// Reads the `size` bytes before `end` where they are one to sixteen of this form. False for
// anything else, and always where a processor has no blocks; it may be a number all the same.
inline bool read_plain_decimal([[maybe_unused]] const char* end, [[maybe_unused]] std::size_t size,
                               [[maybe_unused]] PlainDecimal& decimal) {
#if defined(__SSE2__)
  constexpr auto kMost = static_cast<std::size_t>(kBlockBytes);
  if (size - 1 >= kMost) {  // 0 as well
    return false;
  }
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(end - kBlockBytes));
  const auto all_points = _mm_movemask_epi8(_mm_cmpeq_epi8(block, _mm_set1_epi8('.')));
  const std::uint32_t points = static_cast<std::uint32_t>(all_points) >> (kMost - size);
  decimal.has_point = points != 0;
  decimal.decimals = 0;
  std::size_t count = size;
  __m128i text = block;
  if (points != 0) {  // taken out: what stands before it moves up by a byte
    count = size - 1;
    decimal.decimals = count - static_cast<unsigned>(std::countr_zero(points));
    const __m128i moved = _mm_loadu_si128(reinterpret_cast<const __m128i*>(end - kBlockBytes - 1));
    const __m128i behind = last_bytes(decimal.decimals);
    text = _mm_xor_si128(moved, _mm_and_si128(_mm_xor_si128(block, moved), behind));
  }
  const __m128i digits = _mm_and_si128(_mm_sub_epi8(text, _mm_set1_epi8('0')), last_bytes(count));
  decimal.digits = joined(digits);
  const __m128i too_large = _mm_subs_epu8(digits, _mm_set1_epi8(9));
  return _mm_movemask_epi8(_mm_cmpeq_epi8(too_large, _mm_setzero_si128())) == 0xffff && count > 0;
#else
  return false;
#endif
}

}  // namespace barometer::files
