// SPDX-License-Identifier: Apache-2.0
#include "profile/profile_result.hpp"

#include <algorithm>
#include <utility>

#include "profile/explanation.hpp"
#include "profile/mean_text.hpp"
#include "profile/pauses.hpp"
#include "profile/two_speeds.hpp"

namespace barometer::profile {

ProfileResult result_alone(Replicates candidate) {
  ProfileResult result;
  result.found = find_own_speed(candidate);
  result.reasons = explain(candidate, result.found);
  if (!result.found.settled()) {
    result.verdict = Verdict::no_steady_state;
  }
  result.candidate = std::move(candidate);
  return result;
}

namespace {

bool knows_cold_steps(const Replicates& side) {
  return std::any_of(side.processes.begin(), side.processes.end(),
                     [](const ProcessTimes& process) { return !process.whole_ns.empty(); });
}

void keep_cold_steps(Replicates& side) {
  for (ProcessTimes& process : side.processes) {
    process.blocks_ns = process.all_ns();
    process.whole_ns.clear();
    process.replay_cold_ns = 0;
    process.steps.clear();  // of one side with the cold steps, of the other without
  }
}

// A program of before cold steps were kept apart: neither side may leave out what the other has.
bool align(Replicates& baseline, Replicates& candidate) {
  const bool differ = knows_cold_steps(baseline) != knows_cold_steps(candidate);
  if (differ) {
    keep_cold_steps(baseline);
    keep_cold_steps(candidate);
  }
  return differ;
}

}  // namespace

ProfileResult result_against(Replicates baseline, Replicates candidate, const Margins& margins,
                             const std::string& disturbances) {
  ProfileResult result;
  if (align(baseline, candidate)) {
    result.warnings.push_back(
        "one side was measured by a program that does not keep the cold steps of each replay "
        "apart, so they are inside the steady figures of both, and single steps are not compared");
  }
  result.comparison = compare(baseline, candidate, margins, disturbances);
  result.verdict = result.comparison->verdict;
  result.reasons = explain(*result.comparison, baseline, candidate);
  result.found = result.comparison->candidate;
  result.baseline = std::move(baseline);
  result.candidate = std::move(candidate);
  return result;
}

ProfileResult result_incomparable(Replicates candidate, std::vector<std::string> differences) {
  ProfileResult result = result_alone(std::move(candidate));
  result.verdict = Verdict::not_comparable;
  result.reasons = std::move(differences);
  return result;
}

std::string_view headline(const ProfileResult& result) {
  if (result.verdict == Verdict::mean_regression &&
      find_pauses(result.candidate, result.found).count == 0) {
    return "REGRESSION OF THE MEAN";
  }
  return to_string(*result.verdict);
}

void explain_reported_mean(double mean_ns, ProfileResult& result) {
  const ReportedMean reported = explain_reported(mean_ns, result.candidate, result.found);
  result.reasons.push_back(reported.sentence);
  if (reported.artifact && !result.verdict) {
    result.verdict = Verdict::artifact;
  }
}

}  // namespace barometer::profile
