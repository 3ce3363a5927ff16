// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/backtest/api/run.hpp>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "backtest/lean_runs.hpp"
#include "config/config_template.hpp"
#include "study/run_store.hpp"
#include "study/sweep.hpp"
#include "study/trial_engine.hpp"
#include "study/trial_list.hpp"
#include "study/trial_plans.hpp"
#include "study/trial_runner.hpp"

namespace barometer::study {

// Everything that the trials of one study share. Nothing in it moves, since parts refer to others.
class Study {
 public:
  // `market` is that of `plan`, which is the config's without an axis. Throws Error{bad_input} with
  // every fault of the study: no study, axes that name no key, values that a plug-in refuses, an
  // unknown objective, in-step tagging, a holdout that leaves no step.
  Study(const backtest::ConfigSource& source, const backtest::Plan& plan,
        const backtest::Market& market);
  Study(const Study&) = delete;
  Study& operator=(const Study&) = delete;

  const config::StudyConfig& config() const;

  const backtest::Plan& plan() const { return plan_; }

  const backtest::Market& market() const { return market_; }

  const TrialList& trials() const { return trials_; }

  const TrialMeasures& measures() const { return measures_; }

  TrialPlans& plans() { return plans_; }

  // Of the config without the axes.
  const RunVariant& variant() const { return *plans_.base_variant(); }

  // The window that trials may see: all but the holdout.
  const backtest::Window& window() const { return window_; }

  // Over that window.
  const backtest::LeanRuns& runs() const { return runs_; }

  // Who makes its trials: threads of this process, unless somebody else was named.
  TrialEngine& engine() { return *engine_; }

  void set_engine(std::unique_ptr<TrialEngine> engine) { engine_ = std::move(engine); }

  // The holdout; nothing where there is none.
  std::optional<backtest::Window> holdout() const;

  // What the store is told of it. Equal hashes: the same study on the same data by the same engine.
  StudyRow row() const;

 private:
  static config::ConfigTemplate template_of(const backtest::ConfigSource& source);

  backtest::Plan plan_;
  backtest::Market market_;
  config::ConfigTemplate template_;
  TrialList trials_;
  TrialMeasures measures_;
  TrialPlans plans_;
  backtest::Window window_;
  backtest::LeanRuns runs_;
  std::unique_ptr<TrialEngine> engine_;
};

// Of how many trials a study keeps the returns: half of them are its best, the others drawn.
inline constexpr std::uint64_t kMostKeptReturns = 2'000;

// What is asked of the run of a study's trials.
struct StudyOptions {
  std::filesystem::path store;  // the file of the run store
  bool resume = false;          // go on with the latest study of the same hash
};

// What the run of a study's trials came to.
struct StudyRun {
  std::int64_t id = 0;       // in the store
  bool finished = false;     // else it was interrupted
  std::uint64_t before = 0;  // trials that were done already, by --resume
  SweepProgress progress = {};
  double seconds = 0;
};

// Runs the trials and writes each into the store. A control that stops ends it early, with what is
// done in the store. Throws Error{bad_input} where --resume finds no such study, and as the store.
StudyRun run_trials(Study& study, const StudyOptions& options, const backtest::Control& control,
                    const std::function<void(const SweepProgress&)>& progress = {});

}  // namespace barometer::study
