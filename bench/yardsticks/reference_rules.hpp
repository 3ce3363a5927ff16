// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "simulated.hpp"

// Two rules whose score is published beside the yardstick: where ours come out as there, the
// scoring is the same. Each gives 0 (quiet) or 1 (wild) per bar.

namespace barometer::yardsticks {

// 1 where the chance of state 1, given the bars so far and the true parameters, is above one half
// (Hamilton 1989), with Gaussian densities whatever the noise.
std::vector<std::int8_t> oracle_filter(const TwoStates& model, std::span<const double> closes);

// That chance itself after each bar, with Gaussian densities; of the first bar what it is in the
// long run.
std::vector<double> oracle_probability(const TwoStates& model, std::span<const double> closes);

// 1 where the volatility of the last 24 bars lies above 80 % of its last 168 values.
std::vector<std::int8_t> percentile_rule(std::span<const double> closes);

}  // namespace barometer::yardsticks
