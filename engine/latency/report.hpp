// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/timestamp.hpp"

// What metering found, as plain data for reports. Times are nanoseconds; per-bar times are step
// time / bars in the step, one sample a step.

namespace barometer {

// `step` is the whole step; the others add up to it.
enum class Stage : int { step, fill, mark, tag, strategy, order };
inline constexpr int kStageCount = 6;
inline constexpr std::array<std::string_view, kStageCount> kStageNames{"bar",  "fill",     "mark",
                                                                       "tag", "strategy", "order"};

// Quantiles are present only where n x (1 - q) >= 10.
struct StageReport {
  std::string stage;  // as in kStageNames
  std::int64_t samples = 0;
  std::optional<double> p50_ns, p90_ns, p99_ns, p999_ns;
  double max_ns = 0;
  double total_ns = 0;  // sum over all steady samples of step time (not per bar)
};

enum class BudgetState { pass, fail, undecided, unverified };

struct BudgetReport {
  std::string stage;
  double quantile = 0;
  Duration limit_ns = 0;
  BudgetState state = BudgetState::undecided;
  std::int64_t steps = 0;        // steady steps looked at
  std::int64_t exceedances = 0;  // steps over the limit
  std::int64_t events = 0;       // runs of adjacent exceedances
  std::int64_t decided_at = 0;   // steady steps at the deciding look; 0 undecided
  std::int64_t steps_needed = 0;  // UNDECIDED: steps that would decide at the present rate; else 0
  bool amortised = false;        // a budget on `tag` while tags were computed ahead
  std::string explanation;       // one plain sentence
};

struct LatencyReport {
  bool metered = false;
  std::string clock;             // "tsc" or "steady_clock"
  double clock_cost_ns = 0;      // one read
  double clock_resolution_ns = 0;
  std::int64_t steps = 0;
  std::int64_t bars = 0;
  double loop_seconds = 0;       // wall time of the whole loop, metered or not
  double tag_ahead_seconds = 0;  // wall time of tagging ahead; 0 in step
  double cold_first_step_ns = 0;
  std::int64_t warmup_steps = 0;  // steps before steady
  bool warm = false;              // false: no steady state was found before the cap
  double warmup_total_ns = 0;
  std::optional<double> steady_median_ns;  // per bar
  bool verified = false;         // false under 2,048 steps: figures only
  double metering_cost_ns = 0;   // per step: clock reads and histogram records
  std::vector<StageReport> stages;
  std::vector<BudgetReport> budgets;
  bool breached = false;         // any budget failed
};

std::string_view to_string(BudgetState state);

}  // namespace barometer
