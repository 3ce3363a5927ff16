// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

namespace barometer::harness {

// Seeded log returns for the tests: normal ones by Marsaglia's polar method on a 64-bit Mersenne
// twister, so that every standard library draws the same.
class RandomMarket {
 public:
  explicit RandomMarket(std::uint64_t seed) : bits_(seed) {}

  double uniform();  // 0 <= x < 1
  double normal();

  std::vector<double> gaussian(std::size_t count, double sd);

  // Calm and wild spells (0.3 % and 1.8 % a bar), drifts that come and go, bars that stand still,
  // and now and then a jump of 10 to 40 %.
  std::vector<double> restless(std::size_t count);

 private:
  std::mt19937_64 bits_;
};

}  // namespace barometer::harness
