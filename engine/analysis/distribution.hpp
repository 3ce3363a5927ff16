// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "analysis/session_samples.hpp"

namespace barometer::analysis {

// How returns are spread and how sure their Sharpe ratio is. On returns r_1..r_n between session
// ends with mean m, standard deviation s (ddof 1) and central moments m_k = mean((r - m)^k). Per
// period S = m / s; N periods a year. Undefined metrics are nullopt.
struct Distribution {
  // Lo 2002, independent returns: sqrt((1 + S^2 / 2) / n) x sqrt(N).
  std::optional<double> sharpe_error;
  // Bailey & Lopez de Prado 2012, that the true ratio is above 0:
  // Phi(S sqrt(n - 1) / sqrt(1 - skew S + (kurtosis - 1) / 4 S^2)).
  std::optional<double> sharpe_probability;
  std::optional<double> skew;      // m_3 / m_2^1.5
  std::optional<double> kurtosis;  // m_4 / m_2^2: 3 for a normal distribution
  // Historical, as returns, losses < 0: the 5 % and 1 % quantile with linear interpolation
  // (Hyndman & Fan's type 7).
  std::optional<double> var_95;
  std::optional<double> var_99;
  // Mean of the floor((n - 1) q) + 1 smallest returns, q = 5 % and 1 %.
  std::optional<double> cvar_95;
  std::optional<double> cvar_99;
};

// `returns` is empty where returns are undefined (returns_of()).
Distribution measure_distribution(std::span<const double> returns, double periods_per_year);

// Martin & McCann 1989: sqrt(mean(d_i^2)) over the samples after the first, d_i the fraction below
// the highest sample so far. nullopt where max_drawdown() is.
std::optional<double> ulcer_index(std::span<const Sample> samples);

}  // namespace barometer::analysis
