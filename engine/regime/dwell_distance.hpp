// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "stats/dwell_counts.hpp"

namespace barometer::regime {

// How long a dimension stays what it is, over the series that are added.
class StayCounts {
 public:
  // Stays of one label; an unknown entry ends them, and the last one, whose end is not seen, does
  // not count.
  void add_labels(std::span<const std::int8_t> labels);

  // Stays above, or not above, the median of the series' known values.
  void add_values(std::span<const float> values);

  // d: twice the median stay, rounded up; 0 where there is none.
  std::int64_t distance() const;

 private:
  stats::DwellCounts stays_;
};

}  // namespace barometer::regime
