// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "analysis/sample_size.hpp"

namespace barometer::analysis {

// How sure a Sharpe ratio is. On returns r_1..r_n with mean m and standard deviation s (ddof 1),
// per period S = m / s, z = (r - m) / s; N periods a year. All but the probability are a year's:
// sqrt(N) times those of a period.
struct SharpeError {
  std::size_t lags = 0;  // L = ceil(1.3 sqrt(n)), sessions; 0 where nothing is measured
  // sqrt(Omega / n), Omega the long-run variance of psi = z - (S / 2) (z^2 - 1), Bartlett's kernel
  // with L lags: holds for returns that are autocorrelated, skewed or fat-tailed, and whose
  // volatility changes (Lo 2002; Mertens 2002; Newey & West 1987).
  std::optional<double> standard_error = {};
  // 95 %: S -+ q sqrt(Omega / n), q by Kiefer & Vogelsang 2005 at b = (L + 1) / n.
  std::optional<double> low = {};
  std::optional<double> high = {};
  // Lo 2002, independent returns: sqrt((1 + S^2 / 2) / n).
  std::optional<double> independent = {};
  // The Sharpe ratio of a year's return: S eta(N), eta(N) = N / sqrt(N + 2 sum over k < N of (N -
  // k) rho^k), rho the first autocorrelation of r (Lo 2002). It is S sqrt(N) for rho = 0. One
  // autocorrelation, because N - 1 estimated ones are noise.
  std::optional<double> time_aggregated = {};
  // Probabilistic Sharpe ratio (Bailey & Lopez de Prado 2012) against 0, with the error above:
  // Phi(1.96 S / (q sqrt(Omega / n))).
  std::optional<double> probability = {};
  // Why they are undefined, where returns are too few.
  std::optional<TooFew> missing = {};
};

// The error holds its level from ten returns on.
inline constexpr std::size_t kFewestForError = 10;

// Everything undefined for no returns and for those whose standard deviation is 0.
SharpeError measure_sharpe_error(std::span<const double> returns, double periods_per_year);

}  // namespace barometer::analysis
