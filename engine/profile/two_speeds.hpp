// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "profile/steady_side.hpp"
#include "profile/timings.hpp"

// A processor with turbo states runs a program at one of two speeds, for the life of a process or
// for some blocks of it. A median is then one speed's or the other's by luck, and an interval over
// such medians is as wide as the two lie apart.

namespace barometer::profile {

// Two clusters of a side's times.
struct TwoSpeeds {
  double fast_ns = 0;     // median of the lower cluster
  double slow_ns = 0;     // of the upper one
  double slow_share = 0;  // of the times that lie in the upper one

  double ratio() const { return slow_ns / fast_ns; }
};

// The two clusters of a side's steady times, and of all times of its processes without a steady
// state: cut where the squares within are least (Fisher 1958), each with a twelfth of the times at
// least. They are two speeds where their medians are further apart than 3 robust standard
// deviations (1.4826 MAD of the wider one, on logarithms) and than 5 %, but less than 2.5 times,
// and where fewer than a tenth of the times lie in the middle quarter of that gap. A process's
// level scatters as well, so that the gap must be as wide against the deviation of the processes'
// medians in their clusters. Else nothing.
std::optional<TwoSpeeds> two_speeds(const Replicates& side, const SteadySide& found);

// Both sides run at the same two speeds: the ratios agree within 4 %.
struct CommonSpeeds {
  TwoSpeeds baseline;
  TwoSpeeds candidate;

  double ratio() const;  // geometric mean of both
};

std::optional<CommonSpeeds> common_speeds(const std::optional<TwoSpeeds>& baseline,
                                          const std::optional<TwoSpeeds>& candidate);

// What `found` is of a side that runs at two speeds: low is compared with low and high with high,
// since the upper cluster is divided by the common ratio.
SteadySide at_one_speed(const Replicates& side, const SteadySide& found, const TwoSpeeds& speeds,
                        double ratio);

// find_steady_side() of a side by itself, at one speed where it runs at two.
SteadySide find_own_speed(const Replicates& side);

}  // namespace barometer::profile
