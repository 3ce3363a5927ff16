// SPDX-License-Identifier: Apache-2.0
#include "stats/probabilistic_sharpe.hpp"

#include <algorithm>
#include <cmath>

#include "stats/moments.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::stats {

namespace {

// (T - 1) times the squared error of the ratio. It is 0 only for returns of two values.
double squared_error(const SharpeSample& sample) {
  constexpr double kLeast = 1e-12;
  const double ratio = sample.ratio;
  return std::max(1 - sample.skew * ratio + (sample.kurtosis - 1) / 4 * ratio * ratio, kLeast);
}

}  // namespace

std::optional<SharpeSample> sharpe_sample_of(std::span<const double> returns) {
  constexpr double kNoSpread = 1e-12;  // of the largest return: what rounding makes of equal ones
  if (returns.size() < 2) {
    return std::nullopt;
  }
  const double mean = mean_of(returns);
  const double deviation = standard_deviation_of(returns);
  const auto [low, high] = std::ranges::minmax(returns);
  if (!(deviation > kNoSpread * std::max(std::abs(low), std::abs(high)))) {
    return std::nullopt;
  }
  const ShapeMoments moments = shape_moments_of(returns);
  return SharpeSample{.ratio = mean / deviation,
                      .skew = moments.skew,
                      .kurtosis = moments.kurtosis,
                      .periods = static_cast<double>(returns.size())};
}

double probabilistic_sharpe(const SharpeSample& sample, double benchmark) {
  return normal_probability((sample.ratio - benchmark) * std::sqrt(sample.periods - 1) /
                            std::sqrt(squared_error(sample)));
}

std::optional<double> minimum_track_record(const SharpeSample& sample, double benchmark,
                                           double confidence) {
  if (!(sample.ratio > benchmark)) {
    return std::nullopt;
  }
  const double reach = normal_quantile(confidence) / (sample.ratio - benchmark);
  return 1 + squared_error(sample) * reach * reach;
}

}  // namespace barometer::stats
