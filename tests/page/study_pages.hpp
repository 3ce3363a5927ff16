// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <string>
#include <vector>

#include "hostile_names.hpp"
#include "page/gate_page.hpp"
#include "page/study_page.hpp"
#include "report/gate_sample.hpp"
#include "report/sample_study.hpp"
#include "sample_run.hpp"

namespace barometer::test {

// A study as its page and its JSON are made of.
struct StudyCase {
  analysis::StudyEvidence evidence = sample_study();
  analysis::StudyVerdict verdict = sample_verdict();
  std::vector<analysis::StudyTrial> trials = sample_trials();
};

inline std::string page_of(const StudyCase& study, const SampleRun& run) {
  const analysis::RunRecord record = run.record();
  std::string text;
  page::write_study_page({study.evidence,
                          study.verdict,
                          study.trials,
                          {record.config, record.market, record.provenance.plugins}},
                         [&](std::string_view piece) { text += piece; });
  return text;
}

inline std::string page_of(const analysis::GateResult& result, const SampleRun& run) {
  const analysis::RunRecord record = run.record();
  std::string text;
  page::write_gate_page(result, {record.config, record.market, record.provenance.plugins},
                        [&](std::string_view piece) { text += piece; });
  return text;
}

// A hill over 48 x 48 values, which is what is drawn of 10,000 trials, 1,000 of them in the table.
inline StudyCase large_study() {
  constexpr int kValues = 48;
  StudyCase study;
  study.evidence.done = 10'000;
  analysis::StudyMap& map = *study.evidence.map;
  map.all = 10'000;
  map.trials.clear();
  for (std::size_t axis = 0; axis < 2; ++axis) {
    map.axes[axis].all = 100;
    map.axes[axis].values.clear();
    for (int i = 0; i < kValues; ++i) {
      map.axes[axis].values.push_back(std::to_string(5 + 3 * i));
    }
  }
  for (int i = 0; i < kValues * kValues; ++i) {
    const double x = i / kValues;
    const double y = i % kValues;
    map.trials.push_back({.number = static_cast<std::uint64_t>(i),
                          .x = x,
                          .y = y,
                          .objective = 1.9 * std::exp(-std::hypot(x - 20, y - 31) / 20),
                          .neighbour = std::hypot(x - 20, y - 31) == 1});
  }
  study.evidence.best->number = 20 * kValues + 31;
  study.trials.assign(1'000, *study.evidence.best);
  return study;
}

// 600 draws over two ranges of numbers, the second even in its logarithm.
inline StudyCase drawn_study() {
  StudyCase study;
  analysis::StudyMap map{
      .grid = false,
      .axes = {{.axis = 0, .effect = 0.4}, {.axis = 1, .logarithmic = true, .effect = 0.2}},
      .all = 9'000};
  for (int i = 0; i < 600; ++i) {
    const double x = std::fmod(i * 0.618034, 1.0);
    const double y = std::fmod(i * 0.754878, 1.0);
    map.trials.push_back({.number = static_cast<std::uint64_t>(i),
                          .x = 5 + 45 * x,
                          .y = std::pow(10, 3 * y - 2),
                          .objective = std::sin(3 * x) - std::abs(y - 0.5)});
  }
  study.evidence.map = map;
  return study;
}

inline StudyCase hostile_study() {
  const std::vector<std::string> names = hostile_names();
  std::size_t next = 0;
  const auto name = [&] { return names[next++ % names.size()]; };
  StudyCase study;
  study.evidence.name = name();
  study.evidence.objective = name();
  study.evidence.benchmark_name = name();
  for (std::string& axis : study.evidence.axes) {
    axis = name();
  }
  for (analysis::MapAxis& axis : study.evidence.map->axes) {
    for (std::string& value : axis.values) {
      value = name();
    }
  }
  study.evidence.map->held = {{0, name()}, {1, name()}};
  for (analysis::FailedTrials& failed : study.evidence.failures) {
    failed.reason = name();
  }
  for (analysis::StudyFold& fold : study.evidence.walk_forward->folds) {
    fold.chosen = {name(), name()};
    fold.regimes = {{name(), name(), 3, 4}};
  }
  for (analysis::StudyTrial& trial : study.trials) {
    trial.values = {name(), name()};
  }
  return study;
}

// `kind` as print_study_page.cpp has it.
inline StudyCase study_case(const std::string& kind) {
  if (kind == "large") {
    return large_study();
  }
  if (kind == "hostile") {
    return hostile_study();
  }
  if (kind == "draws") {
    return drawn_study();
  }
  StudyCase study;
  if (kind == "bare") {
    study.evidence.walk_forward.reset();
    study.evidence.holdout.reset();
    study.evidence.map.reset();
    study.evidence.path_objectives.clear();
    study.verdict.forward.reset();
    study.verdict.paths.reset();
    study.verdict.overfitting = {.value = {}, .missing = analysis::WhyMissing::too_few_sessions};
  }
  return study;
}

}  // namespace barometer::test
