// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::stats {

struct ProportionInterval {
  double low = 0;
  double high = 1;
};

// Wilson's score interval (1927) of a proportion, 95 %. `share`: successes / trials.
// REQUIRES: 0 <= share <= 1, trials > 0.
ProportionInterval wilson_interval(double share, double trials);

}  // namespace barometer::stats
