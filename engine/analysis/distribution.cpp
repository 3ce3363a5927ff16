// SPDX-License-Identifier: Apache-2.0
#include "analysis/distribution.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "analysis/metrics.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::analysis {

namespace {

double central_moment(std::span<const double> values, double centre, int power) {
  double sum = 0;
  for (const double value : values) {
    sum += std::pow(value - centre, power);
  }
  return sum / static_cast<double>(values.size());
}

double normal_probability(double z) {
  return std::erfc(-z / std::numbers::sqrt2) / 2;
}

double mean_of_worst(std::span<const double> returns, double share) {
  std::vector<double> sorted(returns.begin(), returns.end());
  std::ranges::sort(sorted);
  const auto last = static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * share);
  return stats::mean_of(std::span(sorted).first(last + 1));
}

void judge_sharpe(double ratio, double n, double periods_per_year, Distribution& shape) {
  shape.sharpe_error = std::sqrt((1 + ratio * ratio / 2) / n * periods_per_year);
  const double variance = 1 - *shape.skew * ratio + (*shape.kurtosis - 1) / 4 * ratio * ratio;
  if (variance > 0) {
    shape.sharpe_probability = normal_probability(ratio * std::sqrt(n - 1) / std::sqrt(variance));
  }
}

}  // namespace

Distribution measure_distribution(std::span<const double> returns, double periods_per_year) {
  Distribution shape;
  if (returns.empty()) {
    return shape;
  }
  shape.var_95 = stats::quantile_of(returns, 0.05);
  shape.var_99 = stats::quantile_of(returns, 0.01);
  shape.cvar_95 = mean_of_worst(returns, 0.05);
  shape.cvar_99 = mean_of_worst(returns, 0.01);
  const double spread = returns.size() > 1 ? stats::standard_deviation_of(returns) : 0;
  if (spread > kNoSpread) {
    const double centre = stats::mean_of(returns);
    const double variance = central_moment(returns, centre, 2);
    shape.skew = central_moment(returns, centre, 3) / std::pow(variance, 1.5);
    shape.kurtosis = central_moment(returns, centre, 4) / (variance * variance);
    judge_sharpe(centre / spread, static_cast<double>(returns.size()), periods_per_year, shape);
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
