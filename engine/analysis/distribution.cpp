// SPDX-License-Identifier: Apache-2.0
#include "analysis/distribution.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/metrics.hpp"
#include "stats/moments.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::analysis {

Distribution measure_distribution(std::span<const double> returns) {
  Distribution shape;
  if (returns.empty()) {
    return shape;
  }
  shape.var_95 = stats::quantile_of(returns, 0.05);
  shape.var_99 = stats::quantile_of(returns, 0.01);
  shape.cvar_95 = stats::mean_of_smallest(returns, 0.05);
  shape.cvar_99 = stats::mean_of_smallest(returns, 0.01);
  const double spread = returns.size() > 1 ? stats::standard_deviation_of(returns) : 0;
  if (spread > kNoSpread) {
    const stats::ShapeMoments moments = stats::shape_moments_of(returns);
    shape.skew = moments.skew;
    shape.kurtosis = moments.kurtosis;
  }
  return shape;
}

std::optional<double> ulcer_index(std::span<const Sample> samples) {
  if (samples.size() < 2 || samples.front().equity <= 0) {
    return std::nullopt;
  }
  double peak = samples.front().equity;
  double squares = 0;
  for (const Sample& sample : samples.subspan(1)) {
    peak = std::max(peak, sample.equity);
    const double below = (peak - sample.equity) / peak;
    squares += below * below;
  }
  return std::sqrt(squares / static_cast<double>(samples.size() - 1));
}

}  // namespace barometer::analysis
