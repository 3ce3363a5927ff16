// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "support/rates.hpp"

// How often a simulation was right, against what the table of docs/latency.md promises.

namespace barometer_test {

// All trials in the long form (rates.hpp), one in twelve otherwise.
inline int trials(int all) {
  return barometer::test::long_form() ? all : (all + 11) / 12;
}

inline bool at_least(int hits, int of, double share) {
  return barometer::test::inside(hits, of, share, 1);
}

inline bool at_most(int hits, int of, double share) {
  return barometer::test::inside(hits, of, 0, share);
}

}  // namespace barometer_test
