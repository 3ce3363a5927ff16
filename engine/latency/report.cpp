// SPDX-License-Identifier: Apache-2.0
#include "latency/report.hpp"

#include <algorithm>

namespace barometer::latency {

double metering_share(const LatencyReport& report) {
  const double metering = report.metering_cost_ns * static_cast<double>(report.steps);
  return report.loop_seconds > 0 ? metering / (report.loop_seconds * 1e9) : 0;
}

std::string_view to_string(BudgetState state) {
  switch (state) {
    case BudgetState::pass:
      return "PASS";
    case BudgetState::fail:
      return "FAIL";
    case BudgetState::undecided:
      return "UNDECIDED";
    case BudgetState::unverified:
      break;
  }
  return "UNVERIFIED";
}

std::optional<Stage> stage_named(std::string_view name) {
  const auto found = std::find(kStageNames.begin(), kStageNames.end(), name);
  if (found == kStageNames.end()) {
    return std::nullopt;
  }
  return static_cast<Stage>(found - kStageNames.begin());
}

}  // namespace barometer::latency
