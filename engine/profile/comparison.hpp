// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "profile/margin.hpp"
#include "profile/steady_state.hpp"
#include "profile/timings.hpp"
#include "stats/rank_interval.hpp"

// Did it get slower? Decided on two axes: what the steady state says, and whether the measurement
// itself can be believed.

namespace barometer::profile {

inline constexpr std::size_t kFewestProcesses = 5;

// Where an interval lies against the margin: above it, below it, inside, or across an end of it.
enum class ChangeClass { regression, improvement, no_change, too_noisy };

enum class Verdict {
  not_comparable,
  no_steady_state,
  regression,
  artifact,
  improvement,
  no_change,
  too_noisy
};

// "REGRESSION", "MEASUREMENT ARTIFACT: insufficient warm-up", ...
std::string_view to_string(Verdict verdict);

// An interval and what it means. Empty where a side has fewer than kFewestProcesses figures.
struct Decision {
  std::optional<stats::RatioInterval> ratio;
  ChangeClass change = ChangeClass::too_noisy;
};

// low > 1 + margin.change is a regression, high < 1/(1 + margin.change) an improvement, inside of
// 1/(1 + margin.same) .. 1 + margin.same is no change, anything else too noisy.
Decision classify(std::optional<stats::RatioInterval> ratio, const Margin& margin);

// What was found in one side's processes. T_p is the logarithm of the median of process p's steady
// times; processes without a steady state have none.
struct SteadySide {
  std::vector<SteadyState> processes;
  std::vector<double> steady;  // T_p
  std::vector<double> means;   // logarithms of the means over all blocks, of every process
  std::vector<double> p99;     // logarithms of the 99th percentile of steady steps, where known
  std::vector<double> cold;    // logarithms of the first step's time, where known
  std::size_t unsteady = 0;

  bool settled() const { return 5 * unsteady <= processes.size(); }  // at most 20 % did not
};

SteadySide find_steady_side(const Replicates& side);

// "8 flat, 2 warm-up"
std::string shapes_of(const SteadySide& side);

struct Comparison {
  SteadySide baseline;
  SteadySide candidate;
  Margins margins;
  Decision steady;  // of T_p, alpha 1 %
  Decision p99;     // alpha 0.5 %: the second question asked of the same processes (Bonferroni)
  Decision means;   // of whole-run means, what a careless eye sees; alpha 1 %
  Decision cold;    // of the cold first step; alpha 1 %
  bool contaminated = false;  // the means tell a change that the steady state does not
  // Too noisy: processes a side that would suffice if the spread stayed; 0 where no number would.
  std::size_t processes_needed = 0;
  Verdict verdict = Verdict::too_noisy;
};

// A regression of the p99 is a regression; the other verdicts are the
// steady state's. In the order of precedence: no steady state (over 20 % of a side's processes) >
// REGRESSION > MEASUREMENT ARTIFACT (no change, but contaminated) > IMPROVEMENT > NO CHANGE > TOO
// NOISY. Whether the sides are comparable at all is decided before (fingerprint.hpp).
Comparison compare(const Replicates& baseline, const Replicates& candidate, const Margins& margins);

}  // namespace barometer::profile
