// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

namespace barometer::stats {

// How many lags an error that must hold its level takes: ceil(1.3 sqrt(n)). Lazarus, Lewis, Stock &
// Watson 2018, "HAR inference: recommendations for practice".
std::size_t long_run_lags(std::size_t n);

// n times the variance of the mean of `values`, whatever their autocorrelation (Newey & West 1987,
// Bartlett's kernel): R(0) + 2 sum over l = 1..lags of (1 - l / (lags + 1)) R(l), where R(l) = sum
// of x_t x_(t-l) / n. The mean of `values` must be 0 but for terms of 1/n. Never negative; the cost
// does not depend on `lags`. REQUIRES: values is not empty.
double long_run_variance(std::span<const double> values, std::size_t lags);

// The 97.5 % quantile of mean / sqrt(long_run_variance / n) where the lags are a share of n that
// does not vanish, b = (lags + 1) / n (Kiefer & Vogelsang 2005, table 1, Bartlett): 1.96 at b = 0.
// REQUIRES: 0 <= b <= 1.
double long_run_quantile(double b);

}  // namespace barometer::stats
