// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

namespace barometer {

// ln(price / previous) with a relative error below 4e-16 for moves up to 6 %, without a logarithm:
// 2 atanh(z) with z = (price - previous) / (price + previous), whose series is cut after z^11 (the
// first term left out is below 2^-63 of the whole at |z| = 1/32). The difference is exact there and
// nothing but z enters, so prices * 2^k give the same bits. Larger moves use std::log of the ratio,
// with an absolute error below 2e-16 plus half a unit in the last place.
// REQUIRES: both positive, their sum and ratio finite.
inline double log_return(double price, double previous) {
  constexpr double kSeriesReach = 1.0 / 32;
  const double z = (price - previous) / (price + previous);
  if (!(z < kSeriesReach && z > -kSeriesReach)) [[unlikely]] {
    return std::log(price / previous);
  }
  const double q = z * z;
  const double qq = q * q;  // paired terms: half the waiting of a nested product
  const double tail =
      q * ((1.0 / 3 + q * (1.0 / 5)) + qq * ((1.0 / 7 + q * (1.0 / 9)) + qq * (1.0 / 11)));
  return 2 * (z + z * tail);
}

}  // namespace barometer
