// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "study/compare_regimes.hpp"

namespace barometer::app {

// Two runs over the sessions that they have in common, an entry each; before the first, both are 1.
struct CompareCurves {
  std::vector<double> times;       // ends of sessions, ns since 1970 UTC
  std::vector<double> a;           // what 1 has become
  std::vector<double> b;           //
  std::vector<double> difference;  // a / b - 1
  std::vector<double> low;         // between which the difference lies in 95 % of cases, at each
  std::vector<double> high;        // session taken alone, where only chance makes one
};

// With d the log return of a less that of b in each of n sessions, the band behind t of them is
// exp(-+ q sqrt(t v)) - 1: v the long-run variance of d about its mean
// (stats/long_run_variance.hpp, long_run_lags(n) lags), q the quantile that goes with that many
// lags. Ends before a session in which a run lost everything; empty where there are fewer than two.
CompareCurves compare_curves(const study::CommonSessions& common);

}  // namespace barometer::app
