// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "stats/random.hpp"

// Daily log returns of worlds that have no two regimes, or one that moves: what the tags make of
// them is quoted beside the yardsticks. Standard deviation .00776 unless said otherwise.

namespace barometer::yardsticks {

struct World {
  const char* name;
  std::vector<double> (*returns)(std::size_t bars, std::size_t warmup, stats::Random& random);
};

// iid normal.
std::vector<double> iid_normal(std::size_t bars, std::size_t warmup, stats::Random& random);
// iid Student-t(5).
std::vector<double> iid_student5(std::size_t bars, std::size_t warmup, stats::Random& random);
// GARCH(1,1), alpha .08, beta .9, normal.
std::vector<double> garch(std::size_t bars, std::size_t warmup, stats::Random& random);
// Log variance by an AR(1) of .98 with shocks of .15 (S. J. Taylor 1986).
std::vector<double> stochastic_volatility(std::size_t bars, std::size_t warmup,
                                          stats::Random& random);
// Normal; three times the deviation from bar `warmup` on.
std::vector<double> permanent_rise(std::size_t bars, std::size_t warmup, stats::Random& random);
// Normal; from bar `warmup` to three times the deviation in 2000 bars.
std::vector<double> slow_drift(std::size_t bars, std::size_t warmup, stats::Random& random);
// Returns with a first autocorrelation of .1, of -.1.
std::vector<double> ar_up(std::size_t bars, std::size_t warmup, stats::Random& random);
std::vector<double> ar_down(std::size_t bars, std::size_t warmup, stats::Random& random);
// The log price returns to its mean with a half-life of 35 bars (Ornstein & Uhlenbeck 1930).
std::vector<double> returning_price(std::size_t bars, std::size_t warmup, stats::Random& random);

}  // namespace barometer::yardsticks
