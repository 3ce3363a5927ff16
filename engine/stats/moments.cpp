// SPDX-License-Identifier: Apache-2.0
#include "stats/moments.hpp"

#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <cstddef>
#include <numbers>

#include "stats/order_statistics.hpp"

namespace barometer::stats {

double central_moment_of(std::span<const double> values, double centre, int power) {
  double sum = 0;
  for (const double value : values) {
    sum += std::pow(value - centre, power);
  }
  return sum / static_cast<double>(values.size());
}

ShapeMoments shape_moments_of(std::span<const double> values) {
  const double centre = mean_of(values);
  const double variance = central_moment_of(values, centre, 2);
  return {.skew = central_moment_of(values, centre, 3) / std::pow(variance, 1.5),
          .kurtosis = central_moment_of(values, centre, 4) / (variance * variance)};
}

double covariance_of(std::span<const double> a, std::span<const double> b) {
  const double mean_a = mean_of(a);
  const double mean_b = mean_of(b);
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    sum += (a[i] - mean_a) * (b[i] - mean_b);
  }
  return sum / static_cast<double>(a.size() - 1);
}

double downside_deviation_of(std::span<const double> values) {
  double squares = 0;
  for (const double value : values) {
    squares += value < 0 ? value * value : 0;
  }
  return std::sqrt(squares / static_cast<double>(values.size()));
}

double normal_probability(double z) {
  return std::erfc(-z / std::numbers::sqrt2) / 2;
}

double normal_quantile(double p) {
  return boost::math::quantile(boost::math::normal{}, p);
}

}  // namespace barometer::stats
