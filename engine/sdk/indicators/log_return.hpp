// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace barometer {

namespace detail {

inline constexpr double kLogSeriesReach = 1.0 / 32;

// 2 atanh(z), its series cut after z^11.
inline double log_series(double z) {
  const double q = z * z;
  const double qq = q * q;  // paired terms: half the waiting of a nested product
  const double tail =
      q * ((1.0 / 3 + q * (1.0 / 5)) + qq * ((1.0 / 7 + q * (1.0 / 9)) + qq * (1.0 / 11)));
  return 2 * (z + z * tail);
}

}  // namespace detail

// ln(price / previous) with a relative error below 4e-16 for moves up to 6 %, without a logarithm:
// 2 atanh(z) with z = (price - previous) / (price + previous), whose series is cut after z^11 (the
// first term left out is below 2^-63 of the whole at |z| = 1/32). The difference is exact there and
// nothing but z enters, so prices * 2^k give the same bits. Larger moves use std::log of the ratio,
// with an absolute error below 2e-16 plus half a unit in the last place.
// REQUIRES: both positive, their sum and ratio finite.
inline double log_return(double price, double previous) {
  const double z = (price - previous) / (price + previous);
  if (!(std::fabs(z) < detail::kLogSeriesReach)) [[unlikely]] {
    return std::log(price / previous);
  }
  return detail::log_series(z);
}

// The same bits for a path at once: returns[i] leads from path[i] to path[i + 1]. The series is
// computed of them all, several to an instruction; where a move is too large for it, what it gave
// is replaced. REQUIRES: path holds count + 1 prices; each two neighbours as above.
inline void log_returns(const double* path, std::size_t count, double* returns) {
  std::int64_t near =
      -1;  // negative while every |z| is below the reach: bits in the order of values
  for (std::size_t i = 0; i < count; ++i) {
    const double z = (path[i + 1] - path[i]) / (path[i + 1] + path[i]);
    near &= std::bit_cast<std::int64_t>(std::fabs(z)) -
            std::bit_cast<std::int64_t>(detail::kLogSeriesReach);
    returns[i] = detail::log_series(z);
  }
  if (near < 0) [[likely]] {
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    returns[i] = log_return(path[i + 1], path[i]);
  }
}

}  // namespace barometer
