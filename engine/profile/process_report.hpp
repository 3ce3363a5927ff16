// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "profile/measurement_facts.hpp"
#include "profile/timings.hpp"

namespace barometer::profile {

// What one replay did: a benchmark that skips part of the work must be seen to.
struct Executed {
  std::int64_t steps = 0;
  std::int64_t bars = 0;
  std::vector<std::string> dimensions;   // that were computed
  std::vector<std::string> never_known;  // those of them that no bar knew: work that was skipped
  std::int64_t warm_bars = 0;            // bars at which all the others were known; 0 without any
  std::int64_t declared = 0;             // dimensions that the tagger has
  std::int64_t orders = 0;
  std::int64_t fills = 0;
  std::string result;  // fingerprint of fills and equity; empty where no strategy ran

  bool operator==(const Executed&) const = default;
};

// What one process of a profile hands to the one that started it.
struct ProcessReport {
  ProcessTimes times;
  Executed executed;
  MeasurementFacts facts;
  std::string clock;             // "tsc" or "steady_clock"
  double clock_read_ns = 0;      // one read of it, as calibrated; 0: an older program did not tell
  std::int64_t probe_reads = 0;  // clock reads a step that are inside the times; 0 as above
  double block_bars = 0;         // bars in a block, the mean over the blocks
  // Of a replay; 0: none is told apart, or an older program did not tell.
  std::int64_t cold_steps = 0;
  std::int64_t cold_bars = 0;
  std::int64_t padding = 0;  // bytes that its environment was lengthened by

  bool operator==(const ProcessReport&) const = default;
};

}  // namespace barometer::profile
