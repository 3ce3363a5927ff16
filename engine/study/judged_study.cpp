// SPDX-License-Identifier: Apache-2.0
#include "study/judged_study.hpp"

#include "backtest/plan_state.hpp"
#include "core/workers.hpp"
#include "study/cross_validation.hpp"
#include "study/evidence.hpp"
#include "study/holdout.hpp"
#include "study/idle_axes.hpp"
#include "study/run_store.hpp"
#include "study/walk_forward.hpp"

namespace barometer::study {

namespace {

namespace fs = std::filesystem;

analysis::StudyEvidence gather(Study& study, const fs::path& store, const StudyRun& run,
                               const std::optional<NamedBenchmark>& against,
                               const backtest::Control& control) {
  analysis::StudyEvidence evidence = evidence_of(study, store, run, control);
  if (against) {
    evidence.benchmark_name = against->name;
    evidence.benchmark = against->returns;
  }
  if (study.config().walk_forward) {
    evidence.walk_forward = walk_forward(study, store, run.id, control);
    evidence.counted = counted_trials(study, store);
  }
  if (study.config().cpcv) {
    evidence.path_objectives = path_objectives(study, control);
  }
  if (study.holdout() && evidence.best) {
    evidence.holdout = open_holdout(study, store, run.id, evidence.best->number);
  }
  return evidence;
}

}  // namespace

fs::path store_of(const config::RunConfig& config) {
  return (fs::path(config.data.folder) / store_in(config.output.directory)).lexically_normal();
}

JudgedStudy judge_study(Study& study, const fs::path& store, const StudyRun& run,
                        const std::optional<NamedBenchmark>& against,
                        const backtest::Control& control) {
  backtest::Control told = control;
  told.threads = backtest::threads_of(control.threads, study.plan().state().config);
  JudgedStudy judged;
  judged.evidence = gather(study, store, run, against, told);
  core::Workers workers(told.threads);
  judged.verdict = analysis::judge(judged.evidence, workers);
  judged.idle_axes = idle_axes(study, store, run.id);
  return judged;
}

}  // namespace barometer::study
