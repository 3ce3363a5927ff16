// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace barometer::stats {

// SplitMix64 (Steele, Lea & Flood 2014): turns any seed into well mixed bits.
constexpr std::uint64_t split_mix(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15u;
  std::uint64_t z = state;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

// A stream's number by its name (FNV-1a), so that what it draws depends on no other stream's.
constexpr std::uint64_t stream_of(std::string_view name) {
  std::uint64_t number = 0xcbf29ce484222325u;
  for (const char letter : name) {
    number = (number ^ static_cast<unsigned char>(letter)) * 0x100000001b3u;
  }
  return number;
}

// xoshiro256++ (Blackman & Vigna 2019), seeded per (seed, stream) so that what one stream draws
// depends on no other. Everything drawn is exact integer arithmetic and correctly rounded IEEE
// operations: no standard library distribution, no libm, the same bits everywhere.
class Random {
 public:
  constexpr Random(std::uint64_t seed, std::uint64_t stream) {
    std::uint64_t mixer = seed;
    mixer = split_mix(mixer) ^ stream;
    for (std::uint64_t& word : state_) {
      word = split_mix(mixer);
    }
  }

  constexpr std::uint64_t bits() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }

  // In [0, 1), multiples of 2^-53.
  constexpr double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

  // Close to standard normal: the number of heads in 64 fair coins, smeared by a uniform, over its
  // standard deviation. Mean 0, variance 1, kurtosis 2.97, never beyond 8.1.
  double normal() {
    static const double kDeviation = std::sqrt(64.0 / 4.0 + 1.0 / 12.0);
    const int heads = std::popcount(bits()) - 32;
    return (heads + uniform() - 0.5) / kDeviation;
  }

 private:
  std::uint64_t state_[4]{};
};

}  // namespace barometer::stats
