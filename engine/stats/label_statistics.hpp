// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/dwell_counts.hpp"

namespace barometer::stats {

// How the labels of one dimension behaved on one symbol's bars. An episode is a run of bars of one
// label; an unknown bar ends it.
struct LabelStatistics {
  int labels = 0;
  std::vector<std::int64_t> bars;         // per label
  std::int64_t unknown = 0;               // bars
  std::vector<DwellCounts> dwells;        // per label: bars of its episodes
  std::vector<std::int64_t> transitions;  // [from * labels + to], from one bar to the next
  std::int64_t flips = 0;                 // all transitions
  // Label and bars of the episode that the data cut off: its end is unknown, so it is not among the
  // dwells. -1 and 0 where the last bar is unknown.
  std::int8_t last_label = -1;
  std::int64_t last_bars = 0;

  std::int64_t known() const;

  std::int64_t transition(int from, int to) const {
    return transitions[static_cast<std::size_t>(from * labels + to)];
  }
};

// REQUIRES: tags are below `labels` or negative.
LabelStatistics label_statistics(std::span<const std::int8_t> tags, int labels);

// Two dimensions with the same labels, bar by bar, where both are known.
struct Agreement {
  std::int64_t bars = 0;
  double share = 0;      // of these bars on which the labels are the same
  double by_chance = 0;  // the share to expect if the two were independent (Cohen 1960)
};

// REQUIRES: equally long.
Agreement agreement(std::span<const std::int8_t> a, std::span<const std::int8_t> b, int labels);

}  // namespace barometer::stats
