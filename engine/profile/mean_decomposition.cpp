// SPDX-License-Identifier: Apache-2.0
#include "profile/mean_decomposition.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "stats/order_statistics.hpp"

namespace barometer::profile {

namespace {

// The process whose mean is the middle one: its parts add up, as medians of parts would not.
std::size_t middle_process(const Replicates& side, const SteadySide& found) {
  std::vector<std::size_t> steady;
  for (std::size_t p = 0; p < side.processes.size(); ++p) {
    if (found.processes[p].found()) {
      steady.push_back(p);
    }
  }
  const auto middle = steady.begin() + static_cast<std::ptrdiff_t>((steady.size() - 1) / 2);
  std::nth_element(steady.begin(), middle, steady.end(), [&](std::size_t a, std::size_t b) {
    return found.level_means[a] < found.level_means[b];
  });
  return *middle;
}

}  // namespace

std::optional<double> MeanDecomposition::calls_for(double mean_ns) const {
  if (warmup == 0 || mean_ns <= steady || mean_ns > over(static_cast<double>(warmup))) {
    return std::nullopt;
  }
  return excess / (mean_ns - steady);
}

std::optional<MeanDecomposition> mean_parts(const Replicates& side, const SteadySide& found) {
  if (found.unsteady == side.processes.size()) {
    return std::nullopt;
  }
  const std::size_t p = middle_process(side, found);
  const std::vector<double>& times = side.processes[p].blocks_ns;
  const SteadyState& state = found.processes[p];
  const std::vector<double> level = found.levelled(times);
  const double mean = stats::mean_of(side.processes[p].all_ns());
  MeanDecomposition parts{mean,
                          stats::median_of(std::span{level}.subspan(state.first)),
                          level.front(),
                          0,
                          times.size(),
                          state.first,
                          mean - stats::mean_of(times),
                          stats::mean_of(times) - stats::mean_of(level)};
  for (std::size_t i = 0; i < state.first; ++i) {
    parts.excess += level[i] - parts.steady;
  }
  return parts;
}

}  // namespace barometer::profile
