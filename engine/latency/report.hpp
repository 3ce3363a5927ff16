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
// time / bars in the step, one sample a step. Replay is closed-loop, so all are service times.

namespace barometer::latency {

// `step` is the whole step; the others are its parts in their order, and add up to it.
enum class Stage : int { step, fill, mark, tag, strategy, order };
inline constexpr int kStageCount = 6;
inline constexpr std::array<std::string_view, kStageCount> kStageNames{"bar", "fill",     "mark",
                                                                       "tag", "strategy", "order"};

// Samples with from <= time per bar < to.
struct HistogramBucket {
  double from_ns = 0;
  double to_ns = 0;
  std::int64_t count = 0;
};

// Times of the steady steps; where a run ended before it was steady, of all steps but the first.
// Quantiles are present only where n x (1 - q) >= 10.
struct StageReport {
  std::string stage;                                      // as in kStageNames
  std::int64_t samples = 0;                               // steps
  std::optional<double> p50_ns, p90_ns, p99_ns, p999_ns;  // per bar
  double max_ns = 0;                                      // per bar
  double total_ns = 0;                     // step time (not per bar), summed over the samples
  std::vector<HistogramBucket> histogram;  // buckets that hold something, ascending
};

enum class BudgetState { pass, fail, undecided, unverified };

// A budget of a quantile, or of the whole warm-up (stage "warmup", quantile 0, the counts 0).
struct BudgetReport {
  std::string stage;
  double quantile = 0;
  core::Duration limit_ns = 0;
  BudgetState state = BudgetState::undecided;
  std::int64_t steps = 0;             // steady steps looked at
  std::int64_t exceedances = 0;       // steps over the limit
  std::int64_t events = 0;            // runs of adjacent exceedances
  std::int64_t sustained_blocks = 0;  // blocks of 256 steps, three quarters of them over the limit
  std::int64_t decided_at = 0;        // steady steps at the deciding look; 0 undecided
  // UNDECIDED: steady steps that would decide at the present rate; 0 where no number would.
  std::int64_t steps_needed = 0;
  bool amortised = false;   // a budget on `tag` while tags were computed ahead
  std::string explanation;  // one plain sentence
};

// A step that was metered.
struct StepTime {
  std::int64_t ticks = 0;  // of the clock; LatencyReport::ns_per_tick
  std::uint32_t step = 0;  // of the run
  std::uint32_t bars = 1;  // that closed in it
};

// One of the slowest steady steps (see StageReport for which steps those are).
struct SlowStep {
  std::int64_t step = 0;
  std::int64_t bars = 1;
  std::array<double, kStageCount> stage_ns{};  // step time, in the order of Stage; not per bar
};

// Whether steps cost more the longer the run has been going (latency/growth.hpp).
struct GrowthReport {
  bool grows = false;
  double rise = 0;           // of the line through the times, end / start - 1
  double z = 0;              // Mann-Kendall with the variance of Hamed and Rao
  double p = 1;              // two-sided
  std::int64_t bars = 1;     // per step: only such steps were compared
  std::int64_t samples = 0;  // steps that were compared
  std::int64_t first_step = 0;
  std::int64_t last_step = 0;
};

// The run as it would have gone in a market that does not wait (latency/live_replay.hpp). A
// response is a step's wait for earlier steps and its own time; quantiles as in StageReport.
struct LiveReport {
  core::Duration interval_ns = 0;  // between the closes of two steps
  std::int64_t steps = 0;
  std::optional<double> p50_ns, p90_ns, p99_ns, p999_ns;
  double max_ns = 0;
  double load = 0;          // busy time / time; 1 and more cannot keep up
  std::int64_t waited = 0;  // steps that had to wait
  double longest_wait_ns = 0;
  std::int64_t longest_wait_step = 0;
  double final_wait_ns = 0;  // that a step after the last one would have had
};

// mean = steady + (first - first_steps x steady) / steps + rest, all per bar
// (latency/cold_start.hpp).
struct ColdStart {
  double mean_ns = 0;
  double steady_ns = 0;
  std::int64_t first_steps = 0;
  double first_ns = 0;  // of the first steps together
  std::int64_t steps = 0;
  double rest_ns = 0;
};

struct LatencyReport {
  bool metered = false;
  bool sampled = false;      // some steps were metered, not all
  std::int64_t stride = 1;   // one of so many steady steps was metered
  std::string clock;         // "tsc" or "steady_clock"
  double clock_cost_ns = 0;  // one read
  double clock_resolution_ns = 0;
  std::int64_t steps = 0;
  std::int64_t bars = 0;
  double loop_seconds = 0;        // wall time of the whole loop, metered or not
  double tag_ahead_seconds = 0;   // wall time of tagging ahead; 0 in step
  double cold_first_step_ns = 0;  // step time
  std::int64_t warmup_steps = 0;  // steps before steady, the first included
  std::int64_t steady_steps = 0;  // 0: the run ended before it was steady
  // false: no steady state was found before the cap; a sampled meter does not look for it
  bool warm = false;
  double warmup_total_ns = 0;              // step time, summed over the steps before steady
  std::optional<double> steady_median_ns;  // per bar; none without steady steps
  bool verified = false;                   // false under 2,048 steps: figures only
  // Clock reads and the keeping of the books, averaged over all steps of the run.
  double metering_cost_ns = 0;
  std::vector<StageReport> stages;  // in the order of Stage
  std::vector<SlowStep> slowest;    // per bar, at most ten, the slowest first
  std::optional<GrowthReport> growth;
  std::optional<LiveReport> live;       // with latency.live_interval and meter: full
  std::optional<ColdStart> cold_start;  // where it would spoil a mean
  std::vector<StepTime> trace;          // every metered step in its order, the first one included
  double ns_per_tick = 1;
  std::vector<BudgetReport> budgets;
  bool breached = false;  // any budget failed
};

// Time per bar of a metered step.
inline double per_bar_ns(const LatencyReport& report, const StepTime& step) {
  return static_cast<double>(step.ticks) * report.ns_per_tick / step.bars;
}

// What metering took of the loop's time, by its own books; 0 where the loop took no time.
double metering_share(const LatencyReport& report);

// "PASS", "FAIL", "UNDECIDED", "UNVERIFIED".
std::string_view to_string(BudgetState state);

// The stage that a budget or report names; nullopt for any other word.
std::optional<Stage> stage_named(std::string_view name);

}  // namespace barometer::latency
