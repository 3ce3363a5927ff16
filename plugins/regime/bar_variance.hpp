// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/bar.hpp>
#include <barometer/sdk/indicators/log_return.hpp>

#include <algorithm>
#include <numbers>

#include "settings.hpp"

namespace barometer::regime_plugin {

// The variance of one bar. The parts are filled for the estimator yang_zhang alone.
struct BarVariance {
  double value = 0;   // of the bar, >= 0
  double night = 0;   // ln(open / previous close)
  double day = 0;     // ln(close / open)
  double range = 0;   // Rogers & Satchell's, >= 0
  double length = 1;  // in whole bars
  double square = 0;  // of the closes' log return, of a whole bar, whatever the estimator

  // The same bar with its variance divided by `factor`.
  BarVariance over(double factor) const {
    const double root = std::sqrt(factor);
    return {value / factor, night / root, day / root, range / factor, length, square / factor};
  }
};

// Yang & Zhang's weight of the open-to-close variance for a window of n bars.
inline double yang_zhang_weight(std::int64_t window) {
  const auto n = static_cast<double>(window);
  return 0.34 / (1.34 + (n + 1) / (n - 1));
}

// Variance of single bars. Sources: Parkinson 1980; Garman & Klass 1980; Rogers & Satchell 1991;
// Yang & Zhang 2000 (for one bar: their sum without the means). Bars whose open or close lie
// outside high and low could make a variance negative: it is 0 then.
class BarVarianceEstimator {
 public:
  explicit BarVarianceEstimator(const VolatilitySettings& settings)
      : estimator_(settings.estimator), weight_(yang_zhang_weight(settings.window)) {}

  // True when the estimator uses the log return of the closes alone.
  bool of_closes() const { return estimator_ == Estimator::close || estimator_ == Estimator::ewma; }

  BarVariance operator()(const Bar& bar, double previous_close, double log_return) const {
    BarVariance variance{log_return * log_return};
    if (!of_closes()) {
      variance =
          estimator_ == Estimator::yang_zhang ? yang_zhang(bar, previous_close) : of_range(bar);
    }
    variance.square = log_return * log_return;
    return variance;
  }

 private:
  BarVariance of_range(const Bar& bar) const {
    const double u = log_return(bar.high, bar.open);
    const double d = log_return(bar.low, bar.open);
    const double c = log_return(bar.close, bar.open);
    switch (estimator_) {
      case Estimator::parkinson:
        return {(u - d) * (u - d) / (4 * std::numbers::ln2)};
      case Estimator::garman_klass:
        return {std::max(0.0, 0.5 * (u - d) * (u - d) - (2 * std::numbers::ln2 - 1) * c * c)};
      default:
        return {rogers_satchell(u, d, c)};
    }
  }

  static double rogers_satchell(double u, double d, double c) {
    return std::max(0.0, u * (u - c) + d * (d - c));
  }

  BarVariance yang_zhang(const Bar& bar, double previous_close) const {
    const double night = log_return(bar.open, previous_close);
    const double day = log_return(bar.close, bar.open);
    const double range =
        rogers_satchell(log_return(bar.high, bar.open), log_return(bar.low, bar.open), day);
    return {night * night + weight_ * day * day + (1 - weight_) * range, night, day, range};
  }

  Estimator estimator_;
  double weight_;
};

}  // namespace barometer::regime_plugin
