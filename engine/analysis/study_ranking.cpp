// SPDX-License-Identifier: Apache-2.0
#include "analysis/study_ranking.hpp"

#include <algorithm>
#include <cmath>

namespace barometer::analysis {

std::vector<std::size_t> ranking(std::span<const StudyTrial> trials, bool maximised) {
  std::vector<std::size_t> ranked;
  for (std::size_t i = 0; i < trials.size(); ++i) {
    if (trials[i].objective && !std::isnan(*trials[i].objective)) {
      ranked.push_back(i);
    }
  }
  std::ranges::sort(ranked, [&](std::size_t a, std::size_t b) {
    const double of_a = *trials[a].objective;
    const double of_b = *trials[b].objective;
    if (of_a != of_b) {
      return maximised ? of_a > of_b : of_a < of_b;
    }
    return trials[a].number < trials[b].number;
  });
  return ranked;
}

}  // namespace barometer::analysis
