// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

// Counts the keys below two bounds: the inner loop of ScannedRank. The processor compares a whole
// register of keys at once and subtracts the masks (-1 where true) from the counts. The compiler
// neither does this by itself nor may it assume AVX2, which halves the time, so the loop is written
// once over the compiler's own vectors and made twice; the choice is made when the library is
// loaded. Integers only: both give the same counts.

namespace barometer::detail {

struct KeyCounts {
  std::int32_t below_low = 0;
  std::int32_t below_high = 0;
};

// Keys come in whole steps; a lane counts up to 32,767 of them.
inline constexpr std::size_t kKeyStep = 16;
inline constexpr std::size_t kMostKeys = 8 * 32'767;

using EightKeys = std::int16_t __attribute__((vector_size(16)));
using SixteenKeys = std::int16_t __attribute__((vector_size(32)));

// Both counters side by side, so that one tree of additions folds them.
[[gnu::always_inline]] inline KeyCounts sum_lanes(const EightKeys& low, const EightKeys& high) {
  const EightKeys pairs = __builtin_shufflevector(low, high, 0, 1, 2, 3, 8, 9, 10, 11) +
                          __builtin_shufflevector(low, high, 4, 5, 6, 7, 12, 13, 14, 15);
  const EightKeys fours = pairs + __builtin_shufflevector(pairs, pairs, 2, 3, 0, 1, 6, 7, 4, 5);
  return {fours[0] + fours[1], fours[4] + fours[5]};
}

[[gnu::always_inline]] inline EightKeys fold(const EightKeys& v) {
  return v;
}

[[gnu::always_inline]] inline EightKeys fold(const SixteenKeys& v) {
  return __builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7) +
         __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15);
}

// Inlined into the two functions below, which say what the processor has.
template <class Keys>
[[gnu::always_inline]] inline KeyCounts scan_keys(const std::int16_t* keys, std::size_t count,
                                                  std::int16_t low, std::int16_t high) {
  constexpr std::size_t kLanes = sizeof(Keys) / sizeof(std::int16_t);
  const Keys lows = Keys{} + low;
  const Keys highs = Keys{} + high;
  Keys below_low{};
  Keys below_high{};
  for (std::size_t i = 0; i < count; i += kLanes) {
    Keys some;
    std::memcpy(&some, keys + i, sizeof some);
    below_low -= some < lows;
    below_high -= some < highs;
  }
  return sum_lanes(fold(below_low), fold(below_high));
}

inline KeyCounts scan_keys_portable(const std::int16_t* keys, std::size_t count, std::int16_t low,
                                    std::int16_t high) {
  return scan_keys<EightKeys>(keys, count, low, high);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] inline KeyCounts scan_keys_avx2(const std::int16_t* keys, std::size_t count,
                                                        std::int16_t low, std::int16_t high) {
  return scan_keys<SixteenKeys>(keys, count, low, high);
}

#if defined(BAROMETER_PLAIN_KERNELS)
inline constexpr bool kHasAvx2 = false;
#else
inline const bool kHasAvx2 = __builtin_cpu_supports("avx2") != 0;
#endif
#endif

// `count` is a multiple of kKeyStep.
inline KeyCounts count_keys(const std::int16_t* keys, std::size_t count, std::int16_t low,
                            std::int16_t high) {
#if defined(__x86_64__)
  if (kHasAvx2) {
    return scan_keys_avx2(keys, count, low, high);
  }
#endif
  return scan_keys_portable(keys, count, low, high);
}

}  // namespace barometer::detail
