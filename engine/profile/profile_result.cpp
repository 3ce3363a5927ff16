// SPDX-License-Identifier: Apache-2.0
#include "profile/profile_result.hpp"

#include <utility>

#include "profile/explanation.hpp"

namespace barometer::profile {

ProfileResult judged_alone(Replicates candidate) {
  ProfileResult result;
  result.found = find_steady_side(candidate);
  result.reasons = explain(candidate, result.found);
  if (!result.found.settled()) {
    result.headline = Verdict::no_steady_state;
  }
  result.candidate = std::move(candidate);
  return result;
}

ProfileResult judged_against(Replicates baseline, Replicates candidate, const Margins& margins) {
  ProfileResult result;
  result.comparison = compare(baseline, candidate, margins);
  result.headline = result.comparison->headline;
  result.reasons = explain(*result.comparison, baseline, candidate);
  result.found = result.comparison->candidate;
  result.baseline = std::move(baseline);
  result.candidate = std::move(candidate);
  return result;
}

ProfileResult judged_incomparable(Replicates candidate, std::vector<std::string> differences) {
  ProfileResult result = judged_alone(std::move(candidate));
  result.headline = Verdict::not_comparable;
  result.reasons = std::move(differences);
  return result;
}

void judge_reported_mean(double mean_ns, ProfileResult& result) {
  const ReportedMean reported = explain_reported(mean_ns, result.candidate, result.found);
  result.reasons.push_back(reported.sentence);
  if (reported.artifact && !result.headline) {
    result.headline = Verdict::artifact;
  }
}

}  // namespace barometer::profile
