// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "profile/process_report.hpp"

// What the processes of one side reported, taken together.

namespace barometer::profile {

// What times were taken with.
struct MeasuredWith {
  std::string clock;               // "tsc" or "steady_clock"
  double clock_read_ns = 0;        // the median of the processes' calibrations
  std::int64_t probe_reads = 0;    // clock reads a step that are inside the times
  double block_bars = 0;           // bars in a block, the mean over the processes
  std::int64_t cold_steps = 0;     // of a replay, that are told apart
  std::int64_t cold_bars = 0;      // that close in them
  std::int64_t least_padding = 0;  // bytes that an environment was lengthened by
  std::int64_t most_padding = 0;

  double probe_ns() const { return static_cast<double>(probe_reads) * clock_read_ns; }  // a step
};

// All of these REQUIRE: reports is not empty.

Replicates replicates_of(const std::string& name, std::span<const ProcessReport> reports);

MeasuredWith measured_with(std::span<const ProcessReport> reports);

// The strict facts, and the spread of the soft ones over the processes.
MeasurementFacts measurement_facts_of(std::span<const ProcessReport> reports);

// One sentence for each strict fact that was another one in a later process: a program, plug-in or
// file that changed while it was measured.
std::vector<std::string> changes_during(std::span<const ProcessReport> reports);

// What the machine did meanwhile that makes the times doubtful; `side` says whose they are.
std::vector<std::string> soft_warnings(std::span<const ProcessReport> reports,
                                       const std::string& side);

// What it did on either side that more processes would not make up for; empty where nothing.
std::string disturbances(std::span<const ProcessReport> baseline,
                         std::span<const ProcessReport> candidate);

// Dimensions that no bar knew: a benchmark that skips part of the work.
std::vector<std::string> skipped_work(const Executed& executed);

// Two programs that did not do the same.
std::vector<std::string> different_work(const Executed& baseline, const Executed& candidate);

}  // namespace barometer::profile
