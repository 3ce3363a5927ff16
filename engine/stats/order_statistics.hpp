// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

namespace barometer::stats {

// The middle value, or the mean of the two middle ones. REQUIRES: values is not empty.
double median_of(std::span<const double> values);

// The q-quantile with linear interpolation between order statistics (Hyndman & Fan's type 7), q in
// 0..1. REQUIRES: values is not empty.
double quantile_of(std::span<const double> values, double q);

// REQUIRES: values is not empty.
double mean_of(std::span<const double> values);

// Mean of the floor((n - 1) share) + 1 smallest values, share in 0..1. REQUIRES: values is not
// empty.
double mean_of_smallest(std::span<const double> values, double share);

// With ddof 1. REQUIRES: at least two values.
double standard_deviation_of(std::span<const double> values);

// What the standard deviation of a normal sample would be, whatever some outliers are: 1.4826 x the
// median distance from the median. REQUIRES: values is not empty.
double robust_deviation_of(std::span<const double> values);

}  // namespace barometer::stats
