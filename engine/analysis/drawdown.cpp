// SPDX-License-Identifier: Apache-2.0
#include "analysis/drawdown.hpp"

#include <algorithm>

namespace barometer::analysis {

std::optional<Drawdown> max_drawdown(std::span<const Sample> samples) {
  if (samples.size() < 2 || samples.front().equity <= 0) {
    return std::nullopt;
  }
  const core::Timestamp start = samples.front().time_ns;
  Drawdown worst{.peak_ns = start, .trough_ns = start, .recovery_ns = start};
  Sample peak = samples.front();
  double worst_peak = peak.equity;
  for (const Sample& sample : samples) {
    if (sample.equity > peak.equity) {
      peak = sample;
    }
    const double depth = (peak.equity - sample.equity) / peak.equity;
    if (depth > worst.depth) {
      worst = {depth, peak.time_ns, sample.time_ns, std::nullopt};
      worst_peak = peak.equity;
    } else if (!worst.recovery_ns && sample.equity >= worst_peak) {
      worst.recovery_ns = sample.time_ns;
    }
  }
  worst.length_ns = worst.recovery_ns.value_or(samples.back().time_ns) - worst.peak_ns;
  return worst;
}

}  // namespace barometer::analysis
