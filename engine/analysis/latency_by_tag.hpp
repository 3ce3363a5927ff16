// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/timestamp.hpp"
#include "latency/report.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

// Latency by tag: whether the run is slow in particular regimes, and which steps were the slowest.

namespace barometer::analysis {

// The steady steps in which at least one bar had the tag; the time is the step's, per bar. A step
// whose bars have different tags counts once for each of them, because its bars share one time.
struct TagLatency {
  std::string label;                     // "unknown" in the last row
  std::int64_t steps = 0;                // metered steady steps
  std::optional<double> p50_ns, p99_ns;  // only where steps x (1 - q) >= 10
};

struct LatencyByTag {
  std::string dimension;
  std::vector<TagLatency> rows;  // labels as declared, then unknown
};

// One entry per dimension (category dimensions of `tags` that were wanted), none where the run was
// not metered. The tag is the one of the bar that the step worked on. O(bars x dimensions).
std::vector<LatencyByTag> latency_by_tag(const data::MarketData& market,
                                         const regime::TagView& tags,
                                         std::span<const std::size_t> dimensions,
                                         const latency::LatencyReport& latency);

// A symbol whose bar closed in one of the slowest steps, with its tags.
struct SlowSymbol {
  std::string symbol;
  std::vector<std::string> tags;  // one label per dimension of SlowBars
};

struct SlowBar {
  latency::SlowStep step;
  core::Timestamp time_ns = 0;  // close
  std::vector<SlowSymbol> symbols;

  double per_bar_ns() const { return step.stage_ns.front() / static_cast<double>(step.bars); }
};

struct SlowBars {
  std::vector<std::string> dimensions;
  std::vector<SlowBar> bars;  // the slowest first
};

SlowBars slow_bars(const data::MarketData& market, const regime::TagView& tags,
                   std::span<const std::size_t> dimensions, const latency::LatencyReport& latency);

}  // namespace barometer::analysis
