// SPDX-License-Identifier: Apache-2.0
#include "stats/proportion.hpp"

#include <algorithm>
#include <cmath>

namespace barometer::stats {

ProportionInterval wilson_interval(double share, double trials) {
  constexpr double kZ = 1.959963984540054;  // the normal distribution's 97.5 % quantile
  const double square = kZ * kZ / trials;
  const double centre = share + square / 2;
  const double half = kZ * std::sqrt((share * (1 - share) + square / 4) / trials);
  return {std::max((centre - half) / (1 + square), 0.0),
          std::min((centre + half) / (1 + square), 1.0)};
}

}  // namespace barometer::stats
