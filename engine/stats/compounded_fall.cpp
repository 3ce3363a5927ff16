// SPDX-License-Identifier: Apache-2.0
#include "stats/compounded_fall.hpp"

#include <algorithm>

namespace barometer::stats {

double compounded_fall(std::span<const double> changes) {
  double worth = 1;
  double peak = 1;
  double trough = 1;  // since the peak
  double fall = 0;
  for (const double change : changes) {
    worth *= 1 + change;
    if (worth > peak) {
      peak = trough = worth;
    } else if (worth < trough) {
      trough = worth;
      fall = std::max(fall, (peak - worth) / peak);
    }
  }
  return fall;
}

}  // namespace barometer::stats
