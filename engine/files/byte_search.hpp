// SPDX-License-Identifier: Apache-2.0
// Bytes of a text looked at many at a time, for what reads whole files.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace barometer::files {

static_assert(std::endian::native == std::endian::little, "the first byte of a word is its lowest");

inline constexpr std::ptrdiff_t kBlockBytes = 16;
inline constexpr std::ptrdiff_t kLineBytes = 4 * kBlockBytes;

constexpr std::uint64_t repeated(char byte) {
  return 0x0101010101010101u * static_cast<unsigned char>(byte);
}

inline std::uint64_t load_word(const char* from) {
  std::uint64_t word;
  std::memcpy(&word, from, sizeof word);
  return word;
}

// The top bit of every byte of `word` that is `byte`; exact, as no carry leaves its byte.
constexpr std::uint64_t equal_bytes(std::uint64_t word, char byte) {
  constexpr std::uint64_t kLow = repeated(0x7f);
  const std::uint64_t difference = word ^ repeated(byte);
  return ~(((difference & kLow) + kLow) | difference | kLow);
}

// One bit for each of the kBlockBytes bytes from `at` on that is `a` or `b`, the first one's
// lowest.
inline std::uint32_t either_of(const char* at, char a, char b) {
#if defined(__SSE2__)
  const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(block, _mm_set1_epi8(a)),
                                    _mm_cmpeq_epi8(block, _mm_set1_epi8(b)));
  return static_cast<std::uint32_t>(_mm_movemask_epi8(hits));
#else
  const auto bits_of = [&](const char* from) {
    const std::uint64_t word = load_word(from);
    const std::uint64_t hits = equal_bytes(word, a) | equal_bytes(word, b);
    return static_cast<std::uint32_t>(((hits >> 7) * 0x0102040810204080u) >> 56);
  };
  return bits_of(at) | bits_of(at + 8) << 8;
#endif
}

// The same of the kLineBytes bytes from `at` on.
inline std::uint64_t either_in_line(const char* at, char a, char b) {
  const auto bits = [&](std::ptrdiff_t block) {
    return std::uint64_t{either_of(at + block * kBlockBytes, a, b)} << (block * kBlockBytes);
  };
  return bits(0) | bits(1) | bits(2) | bits(3);
}

}  // namespace barometer::files
