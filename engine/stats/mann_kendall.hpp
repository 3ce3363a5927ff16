// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

// Is there a trend in a series, and how steep is it? Neither asks for a distribution; both look at
// all pairs, so they take O(n^2) time (the slope O(n^2) memory as well): for series of up to a few
// thousand values, taken at equal distances.

namespace barometer::stats {

// Theil-Sen: the median of (x[j] - x[i]) / (j - i) over all i < j, per step of the index (Sen
// 1968). 0 for fewer than two values.
double theil_sen_slope(std::span<const double> values);

struct MannKendall {
  std::int64_t s = 0;   // pairs that rise - pairs that fall
  double variance = 0;  // of s where there is no trend
  double z = 0;         // (s -+ 1) / sqrt(variance), standard normal where there is no trend
};

// Mann-Kendall with the variance of Hamed and Rao (1998, J. Hydrology 204): the ties-corrected
// variance of independent values times
//   n/n* = 1 + 2 / (n (n-1) (n-2)) sum_k (n-k) (n-k-1) (n-k-2) rho(k),
// rho(k) being the autocorrelations of the ranks of the series less its Theil-Sen slope. Without
// the factor every slow wave would look like a trend. Those lags count at which rho is
// significant, rho(k) > 1.96 / sqrt(n), up to the first at which it is not: estimated
// autocorrelations add up to -1/2 over all lags whatever the series, so that later lags would take
// back what the first ones have found (at an AR(1) of 0.8 and 120 values, p < 0.001 is then wrong
// in 7 % of series, and in 1.5 % this way). All zeros for fewer than three values or where all are
// equal.
MannKendall mann_kendall(std::span<const double> values);

// P(|Z| >= |z|), Z standard normal.
double two_sided_p(double z);

}  // namespace barometer::stats
