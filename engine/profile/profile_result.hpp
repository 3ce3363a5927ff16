// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
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
  std::optional<Verdict> verdict;        // absent where nothing was compared
  std::vector<std::string> reasons;      // why the verdict is what it is, one sentence each
  std::vector<std::string> warnings;
  std::optional<Executed> executed;           // absent for imported timings
  std::optional<MeasuredWith> measured_with;  // as above
  MeasurementFacts facts;
};

// The verdict's name; a regression of the mean without a single pause does not speak of pauses.
// REQUIRES: there is a verdict.
std::string_view headline(const ProfileResult& result);

// Describes the candidate by itself, at one speed where it runs at two. No steady state in over 20
// % of its processes has the verdict no_steady_state.
ProfileResult result_alone(Replicates candidate);

// Compares the candidate with a baseline, by the margins of margin.hpp; `disturbances` as in
// compare().
ProfileResult result_against(Replicates baseline, Replicates candidate, const Margins& margins,
                             const std::string& disturbances = "");

// The verdict not_comparable, for these reasons; the candidate's own figures are kept.
ProfileResult result_incomparable(Replicates candidate, std::vector<std::string> differences);

// Adds what explains a mean that was reported elsewhere; a mean over a cold start is an artifact.
void explain_reported_mean(double mean_ns, ProfileResult& result);

}  // namespace barometer::profile
