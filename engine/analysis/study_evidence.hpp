// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/study_map.hpp"
#include "core/timestamp.hpp"

// What a study has found out, as plain values: everything that its verdict (study_verdict.hpp) is
// made from.

namespace barometer::analysis {

// A trial as the table of trials shows it.
struct StudyTrial {
  std::uint64_t number = 0;                   // in the order of the parameters
  std::vector<std::string> values;            // of the axes, in their order
  std::optional<double> objective = {};       // in the metric's unit
  std::optional<double> standard_error = {};  // of the objective, where it has one
  std::optional<std::int64_t> trades = {};    // closed round trips
  std::optional<double> max_drawdown = {};    // a share of the peak, > 0
  std::optional<double> plateau = {};         // median objective of its neighbours in the grid
  std::size_t neighbours = 0;                 // that it is the median of
};

// Trials that are not done for one reason.
struct FailedTrials {
  std::string reason;
  std::int64_t count = 0;
  std::uint64_t first = 0;  // number of the first of them

  bool operator==(const FailedTrials&) const = default;
};

// Returns between session ends of some trials, over the same sessions.
struct KeptReturns {
  std::vector<double>
      values;  // [trial][session]; the first is StudyEvidence::best, else nothing is said of it
  std::size_t sessions = 0;            // of each trial
  std::vector<std::uint64_t> numbers;  // of the trials
  // So many of the first were kept because they are the best; the others are a random sample of the
  // rest.
  std::size_t best = 0;

  std::size_t size() const { return numbers.size(); }
};

// How many bars of a fold's training and of its test had a label, over all symbols.
struct RegimeBars {
  std::string dimension;
  std::string label;
  std::int64_t train = 0;
  std::int64_t test = 0;
};

// Parameters chosen in one period, and what they did in the next. Ends are exclusive.
struct StudyFold {
  core::Timestamp train_begin_ns = 0;
  core::Timestamp train_end_ns = 0;
  core::Timestamp test_begin_ns = 0;
  core::Timestamp test_end_ns = 0;
  std::vector<std::string> chosen;  // values of the axes; empty where no trial had an objective
  std::optional<double> objective_in = {};   // of the chosen trial, in training
  std::optional<double> objective_out = {};  // of the same in the test
  std::vector<RegimeBars> regimes;
};

// All folds of a walk-forward.
struct WalkForward {
  std::vector<StudyFold> folds;
  core::Duration embargo = 0;          // between training and test
  core::Duration longest_holding = 0;  // of any trade of the chosen trials
};

// The part of the data that no trial has seen, opened for the best trial.
struct HoldoutResult {
  std::optional<double> objective = {};
  std::optional<double> standard_error = {};
  double days = 0;
  std::int64_t opened_before = 0;  // how often this part was looked at already
};

struct StudyEvidence {
  std::string name;               // of the study
  std::vector<std::string> axes;  // keys that are swept
  std::string objective;          // a key of run.json's metrics
  bool maximised = true;          // or minimised
  double periods_per_year = 0;    // sessions

  std::int64_t done = 0;  // trials of this study, and those that failed
  std::int64_t failed = 0;
  std::vector<FailedTrials> failures = {};  // the most frequent first
  std::int64_t undefined = 0;               // trials that are done and have no objective
  std::int64_t counted = 0;  // distinct runs in the store of this strategy and data, these included

  // Of the Sharpe ratios of all trials that are done, a session's (mean / deviation, ddof 1).
  std::optional<double> mean_sharpe = {};
  std::optional<double> sharpe_variance = {};  // ddof 1

  std::optional<StudyTrial> best = {};  // by the objective; nothing where none has one
  KeptReturns returns;
  std::string benchmark_name = "buy and hold";
  std::vector<double> benchmark;  // its returns over the same sessions; empty where there are none
  std::vector<double> path_objectives;  // of combinatorial purged cross-validation
  std::optional<WalkForward> walk_forward = {};
  std::optional<HoldoutResult> holdout = {};
  std::optional<StudyMap> map =
      {};  // nothing where no axis has two values, or no trial an objective
  StudySpread spread = {};
  std::uint64_t seed = 0;
};

}  // namespace barometer::analysis
