// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "analysis/session_samples.hpp"

namespace barometer::analysis {

// How returns r_1..r_n between session ends are spread, with mean m and central moments m_k =
// mean((r - m)^k). Undefined metrics are nullopt.
struct Distribution {
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
Distribution measure_distribution(std::span<const double> returns);

// Martin & McCann 1989: sqrt(mean(d_i^2)) over the samples after the first, d_i the fraction below
// the highest sample so far. nullopt where max_drawdown() is.
std::optional<double> ulcer_index(std::span<const Sample> samples);

}  // namespace barometer::analysis
