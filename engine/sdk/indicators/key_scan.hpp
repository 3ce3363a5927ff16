// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

// Counts the keys below two bounds: the inner loop of TrailingRank. The processor compares a whole
// register of keys at once and subtracts the masks (-1 where true) from the counts. The compiler
// neither unrolls this by itself nor may it assume AVX2, which halves the time, so the loop is
// written once over the compiler's own vectors and made twice; the choice is made when the library
// is loaded. Integers only: both give the same counts.

namespace barometer::detail {

struct KeyCounts {
  std::int32_t below_low = 0;
  std::int32_t below_high = 0;
};

// Keys come in whole steps.
inline constexpr std::size_t kKeyStep = 16;

using FourKeys = std::int32_t __attribute__((vector_size(16)));
using EightKeys = std::int32_t __attribute__((vector_size(32)));

[[gnu::always_inline]] inline std::int32_t sum_lanes(const FourKeys& v) {
  const FourKeys pairs = v + __builtin_shufflevector(v, v, 2, 3, 0, 1);
  return pairs[0] + pairs[1];
}

[[gnu::always_inline]] inline std::int32_t sum_lanes(const EightKeys& v) {
  return sum_lanes(__builtin_shufflevector(v, v, 0, 1, 2, 3) +
                   __builtin_shufflevector(v, v, 4, 5, 6, 7));
}

// Inlined into the two functions below, which say what the processor has.
template <class Keys>
[[gnu::always_inline]] inline KeyCounts scan_keys(const std::int32_t* keys, std::size_t count,
                                                  std::int32_t low, std::int32_t high) {
  constexpr std::size_t kLanes = sizeof(Keys) / sizeof(std::int32_t);
  const Keys lows = Keys{} + low;
  const Keys highs = Keys{} + high;
  Keys below_low{};
  Keys below_high{};
  for (std::size_t i = 0; i < count; i += 2 * kLanes) {
    Keys a;
    Keys b;
    std::memcpy(&a, keys + i, sizeof a);
    std::memcpy(&b, keys + i + kLanes, sizeof b);
    below_low -= (a < lows) + (b < lows);
    below_high -= (a < highs) + (b < highs);
  }
  return {sum_lanes(below_low), sum_lanes(below_high)};
}

inline KeyCounts scan_keys_portable(const std::int32_t* keys, std::size_t count, std::int32_t low,
                                    std::int32_t high) {
  return scan_keys<FourKeys>(keys, count, low, high);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] inline KeyCounts scan_keys_avx2(const std::int32_t* keys, std::size_t count,
                                                        std::int32_t low, std::int32_t high) {
  return scan_keys<EightKeys>(keys, count, low, high);
}

inline const bool kHasAvx2 = __builtin_cpu_supports("avx2") != 0;
#endif

// `count` is a multiple of kKeyStep.
inline KeyCounts count_keys(const std::int32_t* keys, std::size_t count, std::int32_t low,
                            std::int32_t high) {
#if defined(__x86_64__)
  if (kHasAvx2) {
    return scan_keys_avx2(keys, count, low, high);
  }
#endif
  return scan_keys_portable(keys, count, low, high);
}

}  // namespace barometer::detail
