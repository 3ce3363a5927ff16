// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "regime_oracle_parts.hpp"

namespace barometer::oracle {

// The variance of a bar, divided by the usual one at its time of day.
struct BarVariance {
  std::size_t bar;  // index among all bars
  Real value;
  Real night;   // ln(O / C_prev)
  Real day;     // ln(C / O)
  Real range;   // Rogers & Satchell's
  Real length;  // traded, in whole bars
  Real square;  // of the closes' log return, of a whole bar
};

// Variances of the path's bars from the second on, without bars whose time of day is not known yet.
std::vector<BarVariance> bar_variances(const Path& path, const std::vector<Bar>& bars,
                                       const Rules& rules);

// Variance per whole bar of the window that ends with step j. REQUIRES: j + 1 >= the window.
Real window_variance(const std::vector<BarVariance>& steps, std::size_t j, const Rules& rules);

// Variance per whole bar up to step j, its weight and that of its length the same: the newest's 1,
// halved every half_life steps.
Real fast_variance(const std::vector<BarVariance>& steps, std::size_t j, Real half_life);

// Variance of a whole bar that is expected after the path's point k; NaN where it is not known, or
// none of the window's returns has moved.
Real forecast_variance(const Path& path, const std::vector<Bar>& bars, std::size_t k,
                       const Rules& rules);

}  // namespace barometer::oracle
