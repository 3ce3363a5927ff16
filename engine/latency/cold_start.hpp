// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "latency/report.hpp"

namespace barometer::latency {

// What a mean over all steps would say, taken apart:
//   mean = steady + (the first k steps' times - k x steady) / n + the rest
// with times per bar, steady the median of the steady steps, and k the fewest first steps that
// hold 95 % of what the warm-up took above k x steady. Present where the first steps raise the mean
// by at least 5 % of steady: there a mean would report the cold start as a slow bar. Needs the
// trace of a full meter and a steady state; where none was found, k of at most 64, because what
// goes on for longer than a block may be the run's own restlessness.
std::optional<ColdStart> cold_start_of(const LatencyReport& report);

}  // namespace barometer::latency
