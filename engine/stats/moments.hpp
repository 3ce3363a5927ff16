// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace barometer::stats {

// mean((x - centre)^power). REQUIRES: values is not empty.
double central_moment_of(std::span<const double> values, double centre, int power);

// The third and fourth central moments over powers of the deviation, all with ddof 0: 0 and 3 for a
// normal distribution.
struct ShapeMoments {
  double skew = 0;
  double kurtosis = 3;
};

// REQUIRES: the values vary.
ShapeMoments shape_moments_of(std::span<const double> values);

// With ddof 1. REQUIRES: a and b are equally long and have at least two values.
double covariance_of(std::span<const double> a, std::span<const double> b);

// Below 0, all values in the denominator: sqrt(sum(min(x, 0)^2) / n). REQUIRES: values is not
// empty.
double downside_deviation_of(std::span<const double> values);

// P(X <= z) of the standard normal distribution.
double normal_probability(double z);

// The z with normal_probability(z) = p. REQUIRES: 0 < p < 1.
double normal_quantile(double p);

}  // namespace barometer::stats
