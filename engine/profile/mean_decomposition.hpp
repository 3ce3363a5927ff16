// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "profile/steady_side.hpp"
#include "profile/timings.hpp"

// What cold starts do to a mean:
// mean = steady + (cold - steady) / n + cold steps of later replays + the slower speed's part +
// rest. Of a side at two speeds (two_speeds.hpp) steady, cold and excess are those at the faster
// one.

namespace barometer::profile {

// A mean over `calls` calls, taken apart.
struct MeanDecomposition {
  double mean = 0;         // as measured
  double steady = 0;       // median of the steady times
  double cold = 0;         // the first call (block)
  double excess = 0;       // what all calls before the steady state took beyond steady ones
  std::size_t calls = 0;   // in a process
  std::size_t warmup = 0;  // calls before the steady state
  double replay_cold = 0;  // a call's share of the cold steps that every replay begins with
  double slower = 0;       // likewise, of what calls at the slower of two speeds take beyond it

  // What of the mean lies before the steady state.
  double before_steady() const { return excess / static_cast<double>(calls) + replay_cold; }

  // The mean at the faster speed.
  double level_mean() const { return mean - slower; }

  // What neither that nor the steady median explains: pauses and scatter of the steady calls.
  double rest() const { return level_mean() - steady - before_steady(); }

  // What the cold start makes of the steady figure over so many calls: steady + excess / calls.
  double over(double count) const { return steady + replay_cold + excess / count; }

  // Over how many calls it makes this mean of it: excess / (mean - steady). Nothing where no number
  // does: without a warm-up, at or below steady, or above the mean of the warm-up alone.
  std::optional<double> calls_for(double mean_ns) const;
};

// Decomposes the mean of the process whose mean is the middle one among those with a steady state;
// nothing where none has one.
std::optional<MeanDecomposition> mean_parts(const Replicates& side, const SteadySide& found);

}  // namespace barometer::profile
