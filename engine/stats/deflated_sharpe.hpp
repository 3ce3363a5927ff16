// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "stats/probabilistic_sharpe.hpp"

namespace barometer::stats {

// How large the largest of `trials` independent standard normal values is on average, by Bailey &
// Lopez de Prado 2014, "The deflated Sharpe ratio" (from the theory of extreme values, Euler's
// gamma): (1 - gamma) Phi^-1(1 - 1 / N) + gamma Phi^-1(1 - 1 / (N e)). 0 for one trial or none. It
// is within 3 % of the exact mean from ten trials on.
double expected_maximum(double trials);

// The ratio that the best of N trials without any edge is expected to show, SR0 = sqrt(V)
// expected_maximum(N), V the variance (ddof 1) of the trials' ratios, a period's. V holds what the
// trials have in common already, so N is the number of all distinct trials, however alike they are.
double deflated_benchmark(double variance, double trials);

// The probabilistic Sharpe ratio against SR0: near 1 where the sample is better than the best of N
// without an edge would be.
double deflated_sharpe(const SharpeSample& best, double variance, double trials);

// Years of data that N trials need before a Sharpe ratio of `annual_ratio` a year is more than the
// best of them without an edge is expected to show: (expected_maximum(N) / SR)^2 (Bailey, Borwein,
// Lopez de Prado & Zhu 2014, "Pseudo-mathematics and financial charlatanism"). REQUIRES:
// annual_ratio > 0.
double minimum_backtest_years(double trials, double annual_ratio);

// Their bound on it from above, 2 ln N / SR^2.
double minimum_backtest_bound(double trials, double annual_ratio);

}  // namespace barometer::stats
