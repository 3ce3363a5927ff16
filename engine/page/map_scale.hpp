// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>

#include "analysis/study_evidence.hpp"
#include "chart/palette.hpp"

namespace barometer::page {

// Objectives as steps of chart::kScaleColours, the worst trial's the first, the best one's the
// last.
class MapScale {
 public:
  MapScale(const analysis::StudyMap& map, bool maximised) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const analysis::MapTrial& trial : map.trials) {
      low = std::min(low, trial.objective.value_or(low));
      high = std::max(high, trial.objective.value_or(high));
    }
    worst_ = maximised ? low : high;
    best_ = maximised ? high : low;
  }

  double worst() const { return worst_; }

  double best() const { return best_; }

  std::size_t step(double objective) const {
    constexpr std::size_t kSteps = chart::kScaleColours.size();
    if (worst_ == best_) {
      return kSteps - 1;
    }
    const double share = (objective - worst_) / (best_ - worst_);
    return std::min(static_cast<std::size_t>(share * static_cast<double>(kSteps)), kSteps - 1);
  }

 private:
  double worst_;
  double best_;
};

}  // namespace barometer::page
