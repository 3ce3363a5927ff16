// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace barometer::test {

enum class Variance { constant, two_state, garch_t };

// What bars of one unit held are worth, symbol by symbol, all with mean 0 whatever came before,
// but for `ar`.
struct SimulatedShape {
  std::size_t symbols = 1;
  std::size_t bars = 3003;
  Variance variance = Variance::constant;
  double correlation = 0;            // between symbols
  double ar = 0;                     // between bars
  std::vector<double> rhythm = {1};  // factors on the deviation, bar after bar, again and again
};

struct SimulatedValues {
  std::vector<std::vector<double>> values;            // [symbol][bar], deviation about 1
  std::vector<std::vector<std::int8_t>> volatility;   // calm, normal, high by what came before
  std::vector<std::vector<std::int8_t>> trend;        // down, flat, up: the last 20 values
  std::vector<std::vector<std::int8_t>> independent;  // three labels that dwell and mean nothing
};

SimulatedValues simulate(const SimulatedShape& shape, std::uint64_t seed);

}  // namespace barometer::test
