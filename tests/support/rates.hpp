// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "stats/binomial.hpp"
#include "support/soak.hpp"

namespace barometer::test {

// Whether rates are simulated with all of their trials: BAROMETER_SOAK is 2 or more.
inline bool long_form() {
  return soak(1) > 1;
}

// How a rate is held against its bounds: neither the exact binomial test of "at least `low`" nor
// that of "at most `high`" rejects at .001.
inline bool inside(std::int64_t hits, std::int64_t trials, double low, double high) {
  constexpr double kCertain = 0.001;
  return (low <= 0 || stats::binomial_at_most(trials, low, hits) >= kCertain) &&
         (high >= 1 || stats::binomial_at_least(trials, high, hits) >= kCertain);
}

}  // namespace barometer::test
