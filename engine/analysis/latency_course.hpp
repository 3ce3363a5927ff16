// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "latency/report.hpp"

namespace barometer::analysis {

// Consecutive metered steps as one point of "latency over time"; exact, per bar.
struct LatencyBlock {
  std::int64_t first_step = 0;
  std::int64_t last_step = 0;
  std::int64_t samples = 0;
  double median_ns = 0;
  double max_ns = 0;
};

// Most blocks of latency.json and of the page.
inline constexpr std::size_t kMostLatencyBlocks = 512;

// The whole run, its cold start included, in at most `most` blocks of equal numbers of samples (the
// last one may have fewer). REQUIRES: most > 0.
std::vector<LatencyBlock> latency_course(const latency::LatencyReport& latency, std::size_t most);

}  // namespace barometer::analysis
