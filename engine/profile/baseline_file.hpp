// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "profile/process_report.hpp"

namespace barometer::profile {

// One profile of this code on this machine: an A/A session.
struct SessionRecord {
  std::string time;            // UTC, when it ended
  std::vector<double> steady;  // T_p of its steady processes, ln ns
  std::vector<double> p99;     // 99th percentile of their steady steps, ln ns; empty: not known
  std::vector<double> mean{};  // mean of their steady times, ln ns; empty: not known
};

// A profile that is kept to be compared with: the raw samples of its first session and the record
// of every session since.
struct Baseline {
  MeasurementFacts facts;
  Executed executed;
  std::vector<ProcessTimes> processes;
  std::vector<SessionRecord> sessions;

  // Mean T_p, p99 and steady mean of each session that knows them, for margin.hpp.
  std::vector<double> session_medians() const;
  std::vector<double> session_tails() const;
  std::vector<double> session_means() const;
};

inline constexpr int kBaselineFormat = 1;

std::string to_text(const Baseline& baseline);

// Whether every process of it can be compared with: has raw samples.
bool keeps_samples(const Baseline& baseline);

// Throws Error{bad_input}: not there, cut off, no baseline at all, or of another version.
Baseline read_baseline(const std::filesystem::path& file);

}  // namespace barometer::profile
