// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
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

// Inlined into the two functions below, which are compiled for different processors.
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

// From place kKeyStep - n on: lanes of which the n-th alone is set.
inline constexpr auto kOneLane = [] {
  std::array<std::int16_t, 2 * kKeyStep> lanes{};
  lanes[kKeyStep] = -1;
  return lanes;
}();

// Puts a key by writing the whole register that holds it: a scan that reads a register of keys of
// which one alone has just been stored would have to wait until that store has reached memory.
template <class Keys>
[[gnu::always_inline]] inline void put_key(std::int16_t* keys, std::size_t place,
                                           std::int16_t key) {
  constexpr std::size_t kLanes = sizeof(Keys) / sizeof(std::int16_t);
  std::int16_t* const row = keys + place / kLanes * kLanes;
  Keys all;
  Keys lane;
  std::memcpy(&all, row, sizeof all);
  std::memcpy(&lane, kOneLane.data() + kKeyStep - place % kLanes, sizeof lane);
  all = (all & ~lane) | ((Keys{} + key) & lane);
  std::memcpy(row, &all, sizeof all);
}

inline KeyCounts scan_keys_portable(const std::int16_t* keys, std::size_t count, std::int16_t key) {
  return scan_keys<EightKeys>(keys, count, key);
}

inline KeyCounts scan_and_put_portable(std::int16_t* keys, std::size_t count, std::int16_t key,
                                       std::size_t place) {
  const KeyCounts counts = scan_keys<EightKeys>(keys, count, key);
  if (counts.equal == 0) {
    put_key<EightKeys>(keys, place, key);
  }
  return counts;
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] inline KeyCounts scan_keys_avx2(const std::int16_t* keys, std::size_t count,
                                                        std::int16_t key) {
  return scan_keys<SixteenKeys>(keys, count, key);
}

[[gnu::target("avx2")]] inline KeyCounts scan_and_put_avx2(std::int16_t* keys, std::size_t count,
                                                           std::int16_t key, std::size_t place) {
  const KeyCounts counts = scan_keys<SixteenKeys>(keys, count, key);
  if (counts.equal == 0) {
    put_key<SixteenKeys>(keys, place, key);
  }
  return counts;
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

// The same, and then writes the key to that place unless an equal one was found.
inline KeyCounts count_keys_then_put(std::int16_t* keys, std::size_t count, std::int16_t key,
                                     std::size_t place) {
#if defined(__x86_64__)
  if (kHasAvx2) {
    return scan_and_put_avx2(keys, count, key, place);
  }
#endif
  return scan_and_put_portable(keys, count, key, place);
}

}  // namespace barometer::detail
