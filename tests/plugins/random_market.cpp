// SPDX-License-Identifier: Apache-2.0
#include "random_market.hpp"

#include <cmath>

namespace barometer::harness {

double RandomMarket::uniform() {
  return static_cast<double>(bits_() >> 11) * 0x1p-53;
}

double RandomMarket::normal() {
  double x = 0;
  double square = 0;
  do {
    x = 2 * uniform() - 1;
    const double y = 2 * uniform() - 1;
    square = x * x + y * y;
  } while (square >= 1 || square == 0);
  return x * std::sqrt(-2 * std::log(square) / square);
}

std::vector<double> RandomMarket::gaussian(std::size_t count, double sd) {
  std::vector<double> returns(count);
  for (double& r : returns) {
    r = sd * normal();
  }
  return returns;
}

std::vector<double> RandomMarket::restless(std::size_t count) {
  std::vector<double> returns(count);
  bool wild = false;
  double drift = 0;
  for (double& r : returns) {
    if (uniform() < 0.01) {
      wild = !wild;
    }
    if (uniform() < 0.02) {
      drift = 0.3 * normal();
    }
    const double sd = wild ? 0.018 : 0.003;
    r = uniform() < 0.05 ? 0 : sd * (drift + normal());
    if (uniform() < 0.001) {
      r += (uniform() < 0.5 ? -1 : 1) * (0.1 + 0.3 * uniform());
    }
  }
  return returns;
}

}  // namespace barometer::harness
