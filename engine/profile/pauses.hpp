// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "profile/steady_side.hpp"
#include "profile/timings.hpp"

namespace barometer::profile {

// Rare long times in a side's steady parts: a collector of garbage, a flush, a rehash. A median
// does not see them, a mean does.
struct Pauses {
  std::size_t count = 0;
  std::size_t times = 0;         // steady times that were looked at
  double ratio = 1;              // the middle pause, as a multiple of its process's median
  double excess_ns = 0;          // that it takes beyond the median
  double share = 0;              // of all steady time: what all pauses take beyond the medians
  std::optional<double> period;  // times from one to the next, where that is regular

  double frequency() const {
    return times == 0 ? 0 : static_cast<double>(count) / static_cast<double>(times);
  }
};

// A pause is a time beyond 6 (P50 - P10) of its process's steady logarithms above their median
// (three times P90 - P10 of times without pauses), and a quarter of the median at least. The period
// is the median distance of neighbouring pauses; it is regular where at least half of six or more
// distances lie within a tenth of it: of pauses that come at random, 7 % do.
Pauses find_pauses(const Replicates& side, const SteadySide& found);

// "70 of 1,184 steady calls (5.9 %) are pauses, the middle one +5.9 ms (x 4.0), one every 20 calls;
// they are 13.3 % of the mean"
std::string to_text(const Pauses& pauses, const std::string& sample);

}  // namespace barometer::profile
