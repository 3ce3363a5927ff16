// SPDX-License-Identifier: Apache-2.0
#include "analysis/study_folds.hpp"

#include "support/catch.hpp"

namespace barometer {

namespace {

using analysis::StudyEvidence;
using analysis::StudyFold;
using analysis::WalkForward;

// Training of 300 days, a test of 100.
StudyFold fold(std::int64_t number, std::optional<double> in, std::optional<double> out,
               std::vector<std::string> chosen, std::vector<analysis::RegimeBars> regimes = {}) {
  const core::Timestamp begin = number * 100 * core::kDay;
  return {.train_begin_ns = begin,
          .train_end_ns = begin + 300 * core::kDay,
          .test_begin_ns = begin + 301 * core::kDay,
          .test_end_ns = begin + 401 * core::kDay,
          .chosen = std::move(chosen),
          .objective_in = in,
          .objective_out = out,
          .regimes = std::move(regimes)};
}

StudyEvidence evidence(const char* objective, bool maximised = true) {
  StudyEvidence study;
  study.axes = {"fast", "slow"};
  study.objective = objective;
  study.maximised = maximised;
  return study;
}

}  // namespace

TEST_CASE("the efficiency of a rate is the quotient of its sums, of a total that of days") {
  const WalkForward walk{.folds = {fold(0, 2.0, 1.0, {"5", "50"}), fold(1, 1.0, -0.25, {"5", "50"}),
                                   fold(2, std::nullopt, 9.0, {}),
                                   fold(3, 9.0, std::nullopt, {"5", "50"})}};
  const analysis::ForwardVerdict rate = analysis::judge_folds(evidence("sharpe"), walk);
  CHECK(rate.folds == 4);
  CHECK(rate.judged == 2);
  CHECK(rate.in == 3);
  CHECK(rate.out == 0.75);
  CHECK(rate.efficiency.value() == 0.25);
  // .75 in 200 days against 3 in 600.
  CHECK(analysis::judge_folds(evidence("total_return"), walk).efficiency.value() == Approx(0.75));
  CHECK(analysis::judge_folds(evidence("expectancy"), walk).efficiency.value() == Approx(0.75));
}

TEST_CASE("there is no efficiency of what did not gain in training, or is to be small") {
  const WalkForward lost{.folds = {fold(0, 1.0, 1.0, {}), fold(1, -1.0, 1.0, {})}};
  CHECK(!analysis::judge_folds(evidence("sharpe"), lost).efficiency);
  const WalkForward gained{.folds = {fold(0, 1.0, 1.0, {})}};
  CHECK(analysis::judge_folds(evidence("sharpe"), gained).efficiency);
  CHECK(!analysis::judge_folds(evidence("max_drawdown", false), gained).efficiency);
}

TEST_CASE("drift counts values and changes of each axis, over folds without a choice") {
  const WalkForward walk{.folds = {fold(0, 1.0, 1.0, {"5", "50"}), fold(1, 1.0, 1.0, {"10", "50"}),
                                   fold(2, std::nullopt, std::nullopt, {}),
                                   fold(3, 1.0, 1.0, {"5", "50"})}};
  const analysis::ForwardVerdict verdict = analysis::judge_folds(evidence("sharpe"), walk);
  REQUIRE(verdict.drift.size() == 2);
  CHECK(verdict.drift[0].axis == "fast");
  CHECK(verdict.drift[0].values == 2);
  CHECK(verdict.drift[0].changes == 2);
  CHECK(verdict.drift[1].values == 1);
  CHECK(verdict.drift[1].changes == 0);
}

TEST_CASE("a regime without a bar in a test is named with the folds that did not test it") {
  const auto bars = [](std::int64_t extreme_train, std::int64_t extreme_test) {
    return std::vector<analysis::RegimeBars>{{"volatility", "calm", 200, 80},
                                             {"volatility", "extreme", extreme_train, extreme_test},
                                             {"volatility", "never", 0, 0}};
  };
  const WalkForward walk{.folds = {fold(0, 1.0, 1.0, {}, bars(7, 0)),
                                   fold(1, 1.0, 1.0, {}, bars(0, 3)),
                                   fold(2, 1.0, 1.0, {}, bars(0, 0))}};
  const analysis::ForwardVerdict verdict = analysis::judge_folds(evidence("sharpe"), walk);
  REQUIRE(verdict.untested.size() == 1);
  CHECK(verdict.untested[0].label == "extreme");
  CHECK(verdict.untested[0].folds == std::vector<std::size_t>{0, 2});
  CHECK(verdict.untested[0].anywhere);
  const WalkForward first{.folds = {walk.folds[0]}};
  CHECK(!analysis::judge_folds(evidence("sharpe"), first).untested[0].anywhere);
}

TEST_CASE("an embargo that is shorter than the longest trade is said") {
  WalkForward walk{
      .folds = {fold(0, 1.0, 1.0, {})}, .embargo = core::kDay, .longest_holding = core::kDay};
  CHECK(!analysis::judge_folds(evidence("sharpe"), walk).short_embargo);
  walk.longest_holding += 1;
  CHECK(analysis::judge_folds(evidence("sharpe"), walk).short_embargo);
}

}  // namespace barometer
