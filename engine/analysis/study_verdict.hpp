// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/study_evidence.hpp"
#include "analysis/study_folds.hpp"
#include "core/workers.hpp"
#include "stats/best_by_luck.hpp"
#include "stats/probabilistic_sharpe.hpp"
#include "stats/superior_ability.hpp"

namespace barometer::analysis {

// Why a figure is not given.
enum class WhyMissing {
  nothing,           // it is given
  no_trial,          // no trial has an objective
  no_returns,        // no returns were kept
  idle,              // the best trial's returns do not vary
  one_trial,         // it compares trials
  too_few_sessions,  // for what it needs
  no_gain,           // the best trial's mean return is not above 0
  no_benchmark,      // there is no benchmark over the same sessions
};

template <class T>
struct Judged {
  std::optional<T> value = {};
  WhyMissing missing = WhyMissing::nothing;
};

// The best trial's Sharpe ratio by itself, as if nothing else had been tried.
struct BestSharpe {
  stats::SharpeSample sample;                  // a session's
  double annual = 0;                           // a year's
  double probability = 0;                      // probabilistic Sharpe ratio against 0
  std::optional<double> record_sessions = {};  // minimum track record for a probability of .95
};

// It, less what the best of as many trials without an edge is expected to show.
struct DeflatedSharpe {
  double trials = 0;       // N
  double by_spread = 0;    // SR0 a year, from the spread of all trials' ratios: sqrt(V) E[max]
  double by_draws = 0;     // SR0 a year, from trials drawn as alike as these
  double by_unlike = 0;    // SR0 a year, were trials of different kinds: E[max] / sqrt(T)
  double probability = 0;  // deflated Sharpe ratio: against `by_spread`
  double drawn_probability = 0;  // against `by_draws`
};

// How much data so many trials need.
struct BacktestLength {
  double years = 0;  // from which on the best of them would not be expected by luck
  double bound = 0;  // the published bound on it
  double have = 0;
};

inline constexpr std::size_t kRankBins = 20;  // even

// Of choosing among the kept trials (stats/backtest_overfitting.hpp).
struct OverfittingRisk {
  std::size_t trials = 0;
  std::size_t blocks = 0;
  std::size_t halves = 0;
  double probability = 0;
  double losses = 0;
  std::optional<double> slope = {};
  // Halves by the chosen trial's relative rank in the other half, 0 the worst and 1 the best, in
  // kRankBins intervals each with its upper end: those of the lower half add up to `probability`.
  std::vector<std::int64_t> ranks = {};
};

// Against the benchmark, all kept trials considered.
struct AbilityVerdict {
  std::size_t trials = 0;
  double block = 0;  // sessions, on average
  stats::SuperiorAbility test;
  std::vector<std::uint64_t> survivors;  // numbers of trials
};

// The objective over the paths of combinatorial cross-validation.
struct PathSpread {
  std::size_t paths = 0;
  double low = 0;  // 5 % quantile
  double median = 0;
  double high = 0;                    // 95 %
  std::optional<double> losing = {};  // share of paths below 0; none of an objective to minimise
};

// What speaks against believing the best trial.
enum class Doubt {
  no_gain,        // its mean return is not above 0
  luck,           // the best of as many without an edge reaches it in more than 5 % of studies
  deflated,       // its deflated Sharpe ratio is below .95
  overfitted,     // who chose in one half of the time was in the lower half of the other: > 50 %
  not_superior,   // p against the benchmark is above 5 %
  fails_forward,  // the objective of the test periods adds up to no gain
  fails_holdout,  // neither does the part that nobody had seen
};

// Kept trials are one cluster where their returns correlate so much with its first; more clusters
// than these are not told apart.
inline constexpr double kClusterCorrelation = 0.5;
inline constexpr std::size_t kMostClusters = 200;

// All figures of a study, each with its value or why it has none.
struct StudyVerdict {
  double trials = 0;         // N: all that were counted, at least those that are done
  std::size_t clusters = 0;  // of kept trials; to look at: no figure is made from it
  Judged<BestSharpe> sharpe = {};
  Judged<stats::BestByLuck> luck = {};
  Judged<DeflatedSharpe> deflated = {};
  Judged<BacktestLength> length = {};
  Judged<OverfittingRisk> overfitting = {};
  Judged<AbilityVerdict> ability = {};
  std::optional<ForwardVerdict> forward = {};
  std::optional<PathSpread> paths = {};
  std::vector<Doubt> doubts = {};  // in the order above; none: nothing here speaks against it

  // Whether there is enough to say anything: without a chance by luck there is no verdict.
  bool judged() const { return luck.value.has_value(); }
};

// What may be believed of a study. REQUIRES: evidence.returns has whole rows, and a benchmark as
// many sessions as they; periods_per_year > 0. The same bits for any number of threads. Takes about
// 4 s on one core for 2,000 trials x 2,000 sessions, in proportion for fewer.
StudyVerdict judge(const StudyEvidence& evidence, core::Workers& workers);

}  // namespace barometer::analysis
