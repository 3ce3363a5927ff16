// SPDX-License-Identifier: Apache-2.0
#include "profile/profile_result.hpp"

#include <utility>

#include "profile/explanation.hpp"

namespace barometer::profile {

ProfileResult result_alone(Replicates candidate) {
  ProfileResult result;
  result.found = find_steady_side(candidate);
  result.reasons = explain(candidate, result.found);
  if (!result.found.settled()) {
    result.verdict = Verdict::no_steady_state;
  }
  result.candidate = std::move(candidate);
  return result;
}

ProfileResult result_against(Replicates baseline, Replicates candidate, const Margins& margins) {
  ProfileResult result;
  result.comparison = compare(baseline, candidate, margins);
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

void explain_reported_mean(double mean_ns, ProfileResult& result) {
  const ReportedMean reported = explain_reported(mean_ns, result.candidate, result.found);
  result.reasons.push_back(reported.sentence);
  if (reported.artifact && !result.verdict) {
    result.verdict = Verdict::artifact;
  }
}

}  // namespace barometer::profile
