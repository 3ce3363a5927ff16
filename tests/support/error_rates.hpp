// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>

#include "stats/binomial.hpp"

// How often a simulation was right, against what the table of docs/latency.md promises.

namespace barometer_test {

inline bool soak() {
  return std::getenv("BAROMETER_SOAK") != nullptr;
}

// All trials in the soak, one in twelve otherwise.
inline int trials(int all) {
  return soak() ? all : (all + 11) / 12;
}

// A share fails against its bound when the exact binomial test rejects "inside the bound" at 0.001.
// A bound of 1 allows no miss.
inline bool at_least(int hits, int of, double share) {
  const int misses = of - hits;
  return share >= 1 ? misses == 0
                    : barometer::stats::binomial_at_least(std::int64_t{of}, 1 - share,
                                                          std::int64_t{misses}) >= 0.001;
}

inline bool at_most(int hits, int of, double share) {
  return at_least(of - hits, of, 1 - share);
}

}  // namespace barometer_test
