// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

namespace barometer::stats {

// What is known of a Sharpe ratio, all of it a period's.
struct SharpeSample {
  double ratio = 0;     // mean / deviation
  double skew = 0;      // third central moment / deviation^3
  double kurtosis = 3;  // fourth central moment / deviation^4: 3 for a normal distribution
  double periods = 0;   // T
};

// The deviation with ddof 1, skew and kurtosis with ddof 0. Nothing for fewer than two returns or
// for returns that do not vary.
std::optional<SharpeSample> sharpe_sample_of(std::span<const double> returns);

// The probability that a true ratio of `benchmark` shows a lower one than the sample's (Bailey &
// Lopez de Prado 2012, "The Sharpe ratio efficient frontier"; the error is Mertens' of 2002):
//   Phi((S - S*) sqrt(T - 1) / sqrt(1 - skew S + (kurtosis - 1) / 4 S^2))
// Right for independent returns of any shape; analysis/sharpe_error.hpp has the error of returns
// that depend on each other. REQUIRES: periods > 1.
double probabilistic_sharpe(const SharpeSample& sample, double benchmark);

// The number of periods from which on probabilistic_sharpe() is at least `confidence`, the other
// figures as they are: 1 + (1 - skew S + (kurtosis - 1) / 4 S^2) (Phi^-1(confidence) / (S - S*))^2.
// Nothing where the sample's ratio is not above the benchmark. REQUIRES: 1/2 < confidence < 1.
std::optional<double> minimum_track_record(const SharpeSample& sample, double benchmark,
                                           double confidence);

}  // namespace barometer::stats
