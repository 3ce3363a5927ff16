// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace barometer::stats {

// X ~ Bin(trials, probability), 0 < probability < 1; exact tails by the incomplete beta function.

// P(X >= count)
double binomial_at_least(std::int64_t trials, double probability, std::int64_t count);

// P(X <= count)
double binomial_at_most(std::int64_t trials, double probability, std::int64_t count);

// The same tails between whole numbers of trials and counts, by the incomplete beta function that
// both are values of: for counts that were divided by their dispersion. trials > 0, count >= 0.
double scaled_binomial_at_least(double trials, double probability, double count);
double scaled_binomial_at_most(double trials, double probability, double count);

}  // namespace barometer::stats
