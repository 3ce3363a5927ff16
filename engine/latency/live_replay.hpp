// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/timestamp.hpp"
#include "latency/report.hpp"

namespace barometer::latency {

// Would the run keep up with a market whose bars close every `interval`, whether or not it is
// ready? A step that takes x waits W for those before it, W' = max(0, W + x - interval) (Lindley
// 1952), and answers W + x after its bars closed. Over every step, the cold first one included, in
// the order in which they happened; quantiles are exact. Needs the trace of a full meter.
LiveReport replay_live(const LatencyReport& report, core::Duration interval);

}  // namespace barometer::latency
