// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "profile/comparison.hpp"
#include "profile/measured_side.hpp"
#include "profile/process_report.hpp"
#include "profile/timings.hpp"

namespace barometer::profile {

// What `barometer profile` found, as plain data for reports.
struct ProfileResult {
  std::string subject;  // "whole run of configs/a.yaml", "timings in a.csv"
  Replicates candidate;
  SteadySide found;                      // in the candidate's processes
  std::optional<Replicates> baseline;    // what it was compared with
  std::optional<Comparison> comparison;  // absent without a baseline, and where not comparable
  std::optional<Verdict> headline;       // absent where nothing was judged
  std::vector<std::string> reasons;      // the headline in plain words, one sentence each
  std::vector<std::string> warnings;
  std::optional<Executed> executed;           // absent for imported timings
  std::optional<MeasuredWith> measured_with;  // as above
  Fingerprint fingerprint;
};

// The candidate by itself. No steady state in over 20 % of its processes is a headline.
ProfileResult judged_alone(Replicates candidate);

// Against a baseline, with the margins of margin.hpp.
ProfileResult judged_against(Replicates baseline, Replicates candidate, const Margins& margins);

// Not comparable, for these reasons; the candidate's own figures are kept.
ProfileResult judged_incomparable(Replicates candidate, std::vector<std::string> differences);

// Adds what explains a mean that was reported elsewhere; a mean over a cold start is an artifact.
void judge_reported_mean(double mean_ns, ProfileResult& result);

}  // namespace barometer::profile
