// SPDX-License-Identifier: Apache-2.0
#include "study/walk_forward.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "backtest/lean_runs.hpp"
#include "study/cross_validation.hpp"
#include "study/run_store_reader.hpp"
#include "study/small_study.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

const std::string kWalk = kStudyPairs + "  walk_forward: {train: 15d, test: 10d}\n";

std::optional<double> whole_run(SmallStudy& small, std::vector<std::string> overrides,
                                const backtest::Window& window) {
  return run_of(small, std::move(overrides), window).metric("total_return");
}

}  // namespace

TEST_CASE("each fold runs the best of its training in its test, both as run() does") {
  SmallStudy small(kWalk);
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  const analysis::WalkForward walk =
      study::walk_forward(small.study(), small.store(), run.id, {.threads = 2});
  REQUIRE(walk.folds.size() == 3);  // of 50 days
  for (const analysis::StudyFold& fold : walk.folds) {
    double best = -1;
    for (const char* fast : {"5", "10", "20"}) {
      for (const char* slow : {"40", "60"}) {
        best = std::max(best, *whole_run(small,
                                         {std::string("strategy.params.fast=") + fast,
                                          std::string("strategy.params.slow=") + slow},
                                         {fold.train_begin_ns, fold.train_end_ns}));
      }
    }
    REQUIRE(fold.objective_in);
    CHECK(*fold.objective_in == best);
    REQUIRE(fold.chosen.size() == 2);
    REQUIRE(fold.objective_out);
    CHECK(*fold.objective_out == *whole_run(small,
                                            {"strategy.params.fast=" + fold.chosen[0],
                                             "strategy.params.slow=" + fold.chosen[1]},
                                            {fold.test_begin_ns, fold.test_end_ns}));
    CHECK(fold.test_begin_ns >= fold.train_end_ns);
    CHECK(fold.test_begin_ns - fold.train_end_ns <= walk.longest_holding);
  }
  CHECK(walk.embargo == walk.longest_holding);
}

TEST_CASE("the test periods together are a row of their own, and folds are rows of the study") {
  SmallStudy small(kWalk, {"study.walk_forward.embargo=0ns"});
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  const analysis::WalkForward walk =
      study::walk_forward(small.study(), small.store(), run.id, {.threads = 1});
  const study::RunStoreReader reader(small.store());
  CHECK(reader.numbers(run.id, study::RunKind::fold, study::RunState::done).size() == 3 * 6 + 3);
  const auto stitched = reader.trial(run.id, study::RunKind::stitched, 0);
  REQUIRE(stitched);
  const auto returns = reader.returns(stitched->id);
  REQUIRE(returns);
  double growth = 1;
  double tests = 1;
  for (const double each : returns->values) {
    growth *= 1 + each;
  }
  for (const analysis::StudyFold& fold : walk.folds) {
    tests *= 1 + *fold.objective_out;
  }
  CHECK(growth == Approx(tests).epsilon(1e-12));
  CHECK(walk.embargo == 0);
}

TEST_CASE("bars of every label are counted in training and test") {
  SmallStudy small(kWalk, {"study.walk_forward.embargo=0ns"});
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  const analysis::WalkForward walk =
      study::walk_forward(small.study(), small.store(), run.id, {.threads = 1});
  std::int64_t test = 0;
  for (const analysis::RegimeBars& label : walk.folds[1].regimes) {
    test += label.dimension == "weekday" ? label.test : 0;
  }
  CHECK(test == 2 * 240);  // two symbols, ten days of hours: every bar has a weekday
}

TEST_CASE("folds that the store has are not run again") {
  SmallStudy small(kWalk);
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  const auto first = study::walk_forward(small.study(), small.store(), run.id, {.threads = 1});
  const auto again = study::walk_forward(*small.again(), small.store(), run.id, {.threads = 2});
  const study::RunStoreReader reader(small.store());
  CHECK(reader.numbers(run.id, study::RunKind::fold, study::RunState::done).size() == 21);
  REQUIRE(again.folds.size() == first.folds.size());
  for (std::size_t fold = 0; fold < first.folds.size(); ++fold) {
    CHECK(again.folds[fold].chosen == first.folds[fold].chosen);
    CHECK(again.folds[fold].objective_out == first.folds[fold].objective_out);
  }
}

TEST_CASE("folds that do not fit into the data are told before any trial") {
  SmallStudy fits(kWalk);
  CHECK_NOTHROW(study::check_folds(fits.study()));
  SmallStudy longer(kWalk, {"study.walk_forward.train=60d"});
  CHECK_THROWS_AS(study::check_folds(longer.study()), core::Error);
}

TEST_CASE("paths of cross-validation are as many as the combinations make, for any threads") {
  SmallStudy small(kWalk, {"study.cpcv={groups: 5, tested: 2}"});
  const std::vector<double> alone = study::path_objectives(small.study(), {.threads = 1});
  CHECK(alone.size() == 4);  // C(5, 2) 2 / 5
  CHECK(study::path_objectives(small.study(), {.threads = 8}) == alone);
}

TEST_CASE("with one trial every path is that trial, group by group") {
  SmallStudy small(
      "study:\n"
      "  over: {strategy.params.fast: [10]}\n"
      "  cpcv: {groups: 5, tested: 1}\n");
  const std::vector<double> paths = study::path_objectives(small.study(), {.threads = 1});
  REQUIRE(paths.size() == 1);
  const backtest::LeanRuns whole(small.study().plan(), small.study().market());
  const auto& bars = whole.bars();
  std::vector<double> returns;
  core::Timestamp from = whole.first_ns() - bars.bar;
  for (int group = 0; group < 5; ++group) {
    const core::Timestamp to = from + 10 * core::kDay;  // 50 days in five groups
    const backtest::LeanRuns runs(small.study().plan(), small.study().market(), {from, to});
    const auto tags = backtest::lean_tags(
        small.study().plan(),
        backtest::Tags::compute({&small.study().plan(), 1}, small.study().market()));
    const auto result = runs.run({.plan = small.study().plan(), .tags = tags});
    returns.insert(returns.end(), result.returns.begin(), result.returns.end());
    from = to;
  }
  const double count = static_cast<double>(returns.size());
  const double mean = std::accumulate(returns.begin(), returns.end(), 0.0) / count;
  double squares = 0;
  for (const double each : returns) {
    squares += (each - mean) * (each - mean);
  }
  CHECK(paths[0] == Approx(mean / std::sqrt(squares / (count - 1)) * std::sqrt(365)));
}
