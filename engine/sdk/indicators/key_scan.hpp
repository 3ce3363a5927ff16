// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

// Counts the keys below one, and whether any equals it: the inner loop of ScannedRank. The
// processor compares a whole register of keys at once and subtracts the masks (-1 where true) from
// the counts. The compiler neither does this by itself nor may it assume AVX2, which halves the
// time, so the loop is written once over the compiler's own vectors and made twice; the choice is
// made when the library is loaded. Integers only: both give the same counts.

namespace barometer::detail {

struct KeyCounts {
  std::int64_t below = 0;
  std::int64_t equal = 0;  // 0 when none does
};

// Keys come in whole steps; a lane counts up to 32,767 of them.
inline constexpr std::size_t kKeyStep = 32;

using EightKeys = std::int16_t __attribute__((vector_size(16)));
using SixteenKeys = std::int16_t __attribute__((vector_size(32)));
using TwoWords = std::int64_t __attribute__((vector_size(16)));

[[gnu::always_inline]] inline EightKeys fold(const EightKeys& v) {
  return v;
}

[[gnu::always_inline]] inline EightKeys fold(const SixteenKeys& v) {
  return __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7) +
         __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
}

[[gnu::always_inline]] inline std::int64_t sum_lanes(const EightKeys& v) {
  const EightKeys four = v + __builtin_shufflevector(v, v, 4, 5, 6, 7, 0, 1, 2, 3);
  const EightKeys two = four + __builtin_shufflevector(four, four, 2, 3, 0, 1, 6, 7, 4, 5);
  return two[0] + two[1];
}

[[gnu::always_inline]] inline std::int64_t any_bit(const EightKeys& v) {
  const TwoWords words = reinterpret_cast<const TwoWords&>(v);
  return words[0] | words[1];
}

// Inlined into the two functions below, which say what the processor has.
template <class Keys>
[[gnu::always_inline]] inline KeyCounts scan_keys(const std::int16_t* keys, std::size_t count,
                                                  std::int16_t key) {
  constexpr std::size_t kLanes = sizeof(Keys) / sizeof(std::int16_t);
  const Keys asked = Keys{} + key;
  Keys below{};
  Keys equal{};
  for (const std::int16_t* const end = keys + count; keys != end; keys += 2 * kLanes) {
    Keys a;
    Keys b;
    std::memcpy(&a, keys, sizeof a);
    std::memcpy(&b, keys + kLanes, sizeof b);
    below -= (a < asked) + (b < asked);
    equal -= (a == asked) | (b == asked);
  }
  return {sum_lanes(fold(below)), any_bit(fold(equal))};
}

inline KeyCounts scan_keys_portable(const std::int16_t* keys, std::size_t count, std::int16_t key) {
  return scan_keys<EightKeys>(keys, count, key);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] inline KeyCounts scan_keys_avx2(const std::int16_t* keys, std::size_t count,
                                                        std::int16_t key) {
  return scan_keys<SixteenKeys>(keys, count, key);
}

#if defined(BAROMETER_PLAIN_KERNELS)
inline constexpr bool kHasAvx2 = false;
#else
inline const bool kHasAvx2 = __builtin_cpu_supports("avx2") != 0;
#endif
#endif

// `count` is a multiple of kKeyStep.
inline KeyCounts count_keys(const std::int16_t* keys, std::size_t count, std::int16_t key) {
#if defined(__x86_64__)
  if (kHasAvx2) {
    return scan_keys_avx2(keys, count, key);
  }
#endif
  return scan_keys_portable(keys, count, key);
}

}  // namespace barometer::detail
