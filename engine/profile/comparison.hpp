// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "profile/margin.hpp"
#include "profile/steady_side.hpp"
#include "profile/timings.hpp"
#include "profile/two_speeds.hpp"
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
  mean_regression,  // pauses: the mean of the steady times, not their median
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

// Whether an interval reaches across an end of the margin; one that lies between the ends of an
// open margin is as narrow as it need be.
bool crosses_an_end(const stats::RatioInterval& ratio, const Margin& margin);

// Whether a change is too large for no change and too small for a regression or improvement.
bool between_ends(double ratio, const Margin& margin);

// What of a change of the means is not a change of the steady medians:
// (mean_c - mean_b) - (steady_c - steady_b), and what of that lies before the steady state starts;
// of the two middle processes, whose arithmetic is what explanations print.
struct MeanExcess {
  double all_ns = 0;
  double before_steady_ns = 0;

  double share() const { return all_ns == 0 ? 0 : before_steady_ns / all_ns; }
};

struct Comparison {
  SteadySide baseline;
  SteadySide candidate;
  Margins margins;
  std::optional<CommonSpeeds> speeds;  // where both sides run at the same two speeds
  Decision steady;                     // of T_p, alpha 1 %
  // Two more questions asked of the same processes: alpha / 3 each (Bonferroni).
  Decision p99;
  Decision steady_mean;  // of the means of the steady times
  Decision means;        // of whole-run means, what a careless eye sees; alpha 1 %
  Decision cold;         // of the cold first step; alpha 1 %
  Decision replay_cold;  // of the cold steps of each later replay; alpha 1 %
  // The means, at the faster one of two speeds, tell a change that the steady state does not.
  bool contaminated = false;
  std::optional<MeanExcess> excess;  // where they are, and a process of each side is steady
  // Too noisy, and no disturbances: processes a side that would suffice if the spread stayed; 0
  // where no number would.
  std::optional<std::size_t> processes_needed;
  std::string disturbances;  // what the machine did meanwhile that spoils times (machine_use.hpp)
  Verdict verdict = Verdict::too_noisy;

  // Both sides have processes enough for the steady state, but not for p99 and mean.
  bool only_median_judged() const { return steady.ratio && !steady_mean.ratio; }
};

// How many processes a side p99 and mean need for an interval.
std::size_t processes_for_all();

// A regression of the p99 is a regression; the other verdicts are the steady state's. In the order
// of precedence: no steady state (over 20 % of a side's processes) > REGRESSION > REGRESSION OF THE
// MEAN (its interval is above the margin, the median's is not) > MEASUREMENT ARTIFACT > IMPROVEMENT
// > NO CHANGE > TOO NOISY. It is an artifact where the steady state did not change, the means are
// contaminated, the steady mean's estimate is within its margin (or not judged), and at least 90 %
// of the excess lies before the steady state starts. Whether the sides are comparable at all is
// decided before (measurement_facts.hpp).
// `disturbances` are kept where the verdict is too noisy because the interval crosses an end of its
// margin: then no number of processes is advised.
Comparison compare(const Replicates& baseline, const Replicates& candidate, const Margins& margins,
                   const std::string& disturbances = "");

}  // namespace barometer::profile
