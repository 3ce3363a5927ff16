// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "profile/comparison.hpp"
#include "profile/profile_result.hpp"

// What text, page and picture of a profile have in common.

namespace barometer::profiler {

// exp of the median of logarithms, in their unit; nothing for none.
std::optional<double> middle(std::span<const double> logarithms);

// "+8.1 % (+6.9 % to +9.4 %)"; empty where there is no interval.
std::string change_of(const profile::Decision& decision);

// "regression", "improvement", "no change", "too noisy".
std::string_view to_string(profile::ChangeClass change);

// One line of figures: one side's value, the other's, and the change between them.
struct ProfileRow {
  std::string name;
  std::string baseline;  // empty without a baseline
  std::string candidate;
  std::string change;  // empty where nothing was decision
  profile::ChangeClass verdict = profile::ChangeClass::no_change;
};

// None where nothing was measured.
std::vector<ProfileRow> profile_rows(const profile::ProfileResult& result);

// What the times were taken with and what of them is the measuring itself; empty where nothing was
// measured.
std::vector<std::string> measured_with_lines(const profile::ProfileResult& result);

// The soft facts as one sentence; empty where there are none.
std::vector<std::string> machine_lines(const profile::ProfileResult& result);

// What was executed, a sentence each; empty for imported timings.
std::vector<std::string> executed_lines(const profile::ProfileResult& result);

}  // namespace barometer::profiler
