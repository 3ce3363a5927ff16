// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace barometer::stats {

// X ~ Bin(trials, probability), 0 < probability < 1; exact tails by the incomplete beta function.

// P(X >= count)
double binomial_at_least(std::int64_t trials, double probability, std::int64_t count);

// P(X <= count)
double binomial_at_most(std::int64_t trials, double probability, std::int64_t count);

}  // namespace barometer::stats
