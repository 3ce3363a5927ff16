// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "core/timestamp.hpp"

// How well a tagger's volatility_forecast foresees the variance of the next bar, beside two
// forecasts that nobody need be ashamed of.

namespace barometer::analysis {

// One symbol; an entry per bar. The forecast is a fraction per session day, NaN where unknown.
struct ForecastSeries {
  std::span<const core::Timestamp> close_times;
  std::span<const double> closes;
  std::span<const float> forecast;
  double bars_per_session_day = 1;
};

// Mean over the second half of each symbol's bars of QLIKE, ln h + r^2 / h with h the variance that
// was forecast and r the log return that came (A. J. Patton 2011, "Volatility forecast comparison
// using imperfect volatility proxies", Journal of Econometrics 160), less is better.
struct ForecastScore {
  std::int64_t bars = 0;  // of which all three forecasts are known and above 0
  std::int64_t dates = 0;
  double forecast = 0;
  double ewma = 0;  // r^2 with weights .94^age (RiskMetrics 1996)
  // The mean r^2 of 1, 5 and 22 bars, of bars shorter than a session day of 1 bar, one day and
  // five, by least squares on all bars before (F. Corsi 2009); at least a tenth of the longest
  // mean.
  double har = 0;
  double over_har = 0;  // mean of forecast - HAR
  // Of that, with bars of one UTC date as one observation (F. X. Diebold & R. S. Mariano 1995).
  double standard_error = 0;
};

ForecastScore score_forecasts(std::span<const ForecastSeries> symbols);

}  // namespace barometer::analysis
