// SPDX-License-Identifier: Apache-2.0
#include "report/sample_study.hpp"

namespace barometer::test {

std::vector<analysis::StudyTrial> sample_trials() {
  return {{.number = 0, .values = {"5", "50"}, .objective = 0.5},
          {.number = 1,
           .values = {"5", "100"},
           .objective = 1.9,
           .standard_error = 0.45,
           .trades = 212,
           .max_drawdown = 0.231,
           .plateau = 1.1,
           .neighbours = 4},
          {.number = 2, .values = {"10", "50"}, .objective = 1.9},
          {.number = 3, .values = {"10", "100"}}};
}

analysis::StudyEvidence sample_study() {
  analysis::StudyEvidence study;
  study.name = "sma_grid";
  study.axes = {"strategy.params.fast", "strategy.params.slow"};
  study.objective = "sharpe";
  study.periods_per_year = 365;
  study.done = 4550;
  study.failed = 12;
  study.failures = {{"the strategy threw: \"no\"\n", 11, 4}, {"segmentation fault", 1, 99}};
  study.undefined = 1;
  study.counted = 9100;
  study.mean_sharpe = 0.011;
  study.sharpe_variance = 0.0007;
  study.best = sample_trials()[1];
  study.returns.sessions = 2000;
  study.returns.values.assign(2 * 2000, 0.001);
  study.returns.numbers = {1, 7};
  study.returns.best = 1;
  study.path_objectives = {0.125, 0.25};
  study.walk_forward =
      analysis::WalkForward{.folds = {{.train_begin_ns = 0,
                                       .train_end_ns = 300 * core::kDay,
                                       .test_begin_ns = 301 * core::kDay,
                                       .test_end_ns = 401 * core::kDay,
                                       .chosen = {"5", "100"},
                                       .objective_in = 2.25,
                                       .objective_out = 0.75,
                                       .regimes = {{"volatility", "extreme", 17, 0}}}},
                            .embargo = core::kDay,
                            .longest_holding = 3 * core::kDay};
  study.holdout = analysis::HoldoutResult{
      .objective = 0.61, .standard_error = 0.37, .days = 91, .opened_before = 2};
  study.map = analysis::StudyMap{
      .axes = {{.axis = 0, .values = {"5", "10"}, .all = 2, .effect = 0.25},
               {.axis = 1, .values = {"50", "100", "200"}, .all = 90, .effect = 0.5}},
      .trials = {{.number = 0, .x = 0, .y = 0, .objective = 0.5, .neighbour = true},
                 {.number = 1, .x = 0, .y = 1, .objective = 1.9},
                 {.number = 2, .x = 1, .y = 0, .objective = 1.85},
                 {.number = 3, .x = 1, .y = 1, .neighbour = true}},
      .all = 180};
  study.spread = {.sharpe = {.low = -1.5, .width = 0.85, .counts = {1, 2, 1, 3}}};
  study.seed = 77;
  return study;
}

analysis::StudyVerdict sample_verdict() {
  analysis::StudyVerdict verdict;
  verdict.trials = 9100;
  verdict.clusters = 13;
  verdict.sharpe.value = analysis::BestSharpe{
      .sample = {.ratio = 0.0995, .skew = -0.5, .kurtosis = 8, .periods = 2000},
      .annual = 1.9,
      .probability = 0.987,
      .record_sessions = 811.2};
  verdict.luck.value = stats::BestByLuck{.expected = 0.09, .chance = 0.342, .copies = 4550};
  verdict.deflated.value = analysis::DeflatedSharpe{.trials = 9100,
                                                    .by_spread = 1.4,
                                                    .by_draws = 1.35,
                                                    .by_unlike = 1.65,
                                                    .probability = 0.621,
                                                    .drawn_probability = 0.653};
  verdict.length.value = analysis::BacktestLength{.years = 7.13, .bound = 9.94, .have = 5.48};
  verdict.overfitting.value = analysis::OverfittingRisk{.trials = 2,
                                                        .blocks = 16,
                                                        .halves = 12870,
                                                        .probability = 0.451,
                                                        .losses = 0.302,
                                                        .slope = -0.12,
                                                        .ranks = {5804, 0, 66, 7000}};
  verdict.ability.value = analysis::AbilityVerdict{
      .trials = 2,
      .block = 3.5,
      .test = {.best = 0,
               .statistic = 2.75,
               .studentised = {.lower = 0.061, .consistent = 0.072, .upper = 0.083},
               .plain = {.lower = 0.101, .consistent = 0.111, .upper = 0.121},
               .survivors = {}},
      .survivors = {1, 7, 8, 9, 10, 11, 12}};
  verdict.forward = analysis::ForwardVerdict{
      .folds = 1,
      .judged = 1,
      .in = 2.25,
      .out = 0.75,
      .efficiency = 0.333,
      .drift = {{.axis = "strategy.params.fast", .values = 1, .changes = 0}},
      .untested = {{.dimension = "volatility", .label = "extreme", .folds = {0}}},
      .short_embargo = true};
  verdict.paths = analysis::PathSpread{
      .paths = 45, .low = -0.35, .median = 0.875, .high = 1.55, .losing = 0.142};
  verdict.doubts = {analysis::Doubt::luck, analysis::Doubt::deflated,
                    analysis::Doubt::not_superior};
  return verdict;
}

}  // namespace barometer::test
