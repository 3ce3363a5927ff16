// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "analysis/latency_by_tag.hpp"
#include "analysis/latency_course.hpp"
#include "latency/report.hpp"

namespace barometer::page {

// What a run folder keeps of a run's times, as the page shows them. `latency` has neither a trace
// nor the slowest steps nor histograms: what the page shows of these is in the other members.
struct WrittenLatency {
  latency::LatencyReport latency;
  std::vector<analysis::LatencyByTag> by_tag = {};
  analysis::SlowBars slow_bars = {};
  std::vector<analysis::LatencyBlock> course = {};
};

// From `latency` of run.json. Throws nlohmann::json::exception for JSON of another form.
latency::LatencyReport latency_of(const nlohmann::ordered_json& json);

// Adds what latency.json alone has. Throws as latency_of.
void add_metering(const nlohmann::ordered_json& latency_json, WrittenLatency& written);

}  // namespace barometer::page
