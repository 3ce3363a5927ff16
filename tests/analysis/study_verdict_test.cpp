// SPDX-License-Identifier: Apache-2.0
#include "analysis/study_verdict.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "stats/backtest_overfitting.hpp"
#include "stats/deflated_sharpe.hpp"
#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

using analysis::Doubt;
using analysis::StudyEvidence;
using analysis::StudyVerdict;
using analysis::WhyMissing;

constexpr std::size_t kSessions = 400;

// Trials of noise whose first gains `edge` a session in deviations, and a benchmark of noise.
StudyEvidence study_of(std::size_t trials, double edge, std::uint64_t seed = 1) {
  stats::Random random(seed, 3);
  StudyEvidence study;
  study.axes = {"fast"};
  study.objective = "sharpe";
  study.periods_per_year = 250;
  study.done = static_cast<std::int64_t>(trials);
  study.best = analysis::StudyTrial{.number = 4, .values = {"10"}, .objective = 1.0};
  study.returns.sessions = kSessions;
  study.returns.best = trials;
  std::vector<double> ratios;
  for (std::size_t i = 0; i < trials; ++i) {
    study.returns.numbers.push_back(i == 0 ? 4 : 100 + i);
    for (std::size_t t = 0; t < kSessions; ++t) {
      study.returns.values.push_back(0.01 * ((i == 0 ? edge : 0) + random.normal()));
    }
    const auto row = std::span(study.returns.values).last(kSessions);
    ratios.push_back(stats::sharpe_sample_of(row)->ratio);
  }
  study.mean_sharpe = stats::mean_of(ratios);
  study.sharpe_variance = std::pow(stats::standard_deviation_of(ratios), 2);
  for (std::size_t t = 0; t < kSessions; ++t) {
    study.benchmark.push_back(0.01 * random.normal());
  }
  return study;
}

StudyVerdict judged(const StudyEvidence& study, int threads = 1) {
  core::Workers workers(threads);
  return analysis::judge(study, workers);
}

bool doubts(const StudyVerdict& verdict, Doubt doubt) {
  return std::ranges::find(verdict.doubts, doubt) != verdict.doubts.end();
}

}  // namespace

TEST_CASE("the figures of a study are those of its parts") {
  const StudyEvidence study = study_of(20, 0.1);
  const StudyVerdict verdict = judged(study);
  core::Workers workers(1);
  const stats::SampleRows rows{study.returns.values, kSessions};
  const stats::SharpeSample best = stats::sharpe_sample_of(rows.row(0)).value();
  const double year = std::sqrt(250.0);

  CHECK(verdict.trials == 20);
  CHECK(verdict.clusters == 20);
  CHECK(verdict.sharpe.value->annual == best.ratio * year);
  CHECK(verdict.sharpe.value->probability == stats::probabilistic_sharpe(best, 0));
  CHECK(verdict.sharpe.value->record_sessions == stats::minimum_track_record(best, 0, 0.95));
  const auto luck = stats::best_by_luck(rows, 20, best.ratio, study.seed, workers).value();
  CHECK(verdict.luck.value->chance == luck.chance);
  const analysis::DeflatedSharpe& deflated = *verdict.deflated.value;
  CHECK(deflated.by_spread == Approx(year * stats::deflated_benchmark(*study.sharpe_variance, 20)));
  CHECK(deflated.by_draws == Approx(year * luck.expected));
  CHECK(deflated.by_unlike == Approx(year * stats::expected_maximum(20) / std::sqrt(400.0)));
  CHECK(deflated.probability == stats::deflated_sharpe(best, *study.sharpe_variance, 20));
  CHECK(deflated.drawn_probability == stats::probabilistic_sharpe(best, luck.expected));
  CHECK(verdict.length.value->have == Approx(1.6));
  CHECK(verdict.length.value->years ==
        stats::minimum_backtest_years(20, verdict.sharpe.value->annual));
  const auto risk = stats::backtest_overfitting(rows, 16, workers).value();
  CHECK(verdict.overfitting.value->probability == risk.probability);
  CHECK(verdict.overfitting.value->slope == risk.slope);
  CHECK(verdict.overfitting.value->halves == 12'870);
  const std::vector<std::int64_t>& ranks = verdict.overfitting.value->ranks;
  REQUIRE(ranks.size() == analysis::kRankBins);
  const auto middle = ranks.begin() + analysis::kRankBins / 2;
  CHECK(std::accumulate(ranks.begin(), ranks.end(), std::int64_t{0}) == 12'870);
  CHECK(static_cast<double>(std::accumulate(ranks.begin(), middle, std::int64_t{0})) / 12'870 ==
        risk.probability);
}

TEST_CASE("superiority is that of returns less the benchmark's, survivors by their numbers") {
  StudyEvidence study = study_of(10, 0.5);
  const StudyVerdict verdict = judged(study);
  CHECK(verdict.ability.value->survivors == std::vector<std::uint64_t>{4});
  CHECK(verdict.ability.value->test.studentised.consistent < 0.05);
  CHECK(verdict.doubts.empty());
  // The benchmark gained more.
  for (double& value : study.benchmark) {
    value += 0.01;
  }
  const StudyVerdict worse = judged(study);
  CHECK(worse.ability.value->survivors.empty());
  CHECK(worse.doubts == std::vector{Doubt::not_superior});
}

TEST_CASE("noise is doubted, and so is what others had tried before") {
  const StudyVerdict noise = judged(study_of(20, 0));
  CHECK(doubts(noise, Doubt::luck));
  CHECK(doubts(noise, Doubt::deflated));
  StudyEvidence study = study_of(20, 0.21);
  const StudyVerdict alone = judged(study);
  CHECK(!doubts(alone, Doubt::luck));
  CHECK(!doubts(alone, Doubt::deflated));
  study.counted = 20'000'000;
  const StudyVerdict counted = judged(study);
  CHECK(counted.trials == 2e7);
  CHECK(counted.luck.value->chance > alone.luck.value->chance);
  CHECK(counted.deflated.value->by_spread > alone.deflated.value->by_spread);
  CHECK(doubts(counted, Doubt::luck));
  study.counted = 3;  // a store that was begun after the study
  CHECK(judged(study).trials == 20);
}

TEST_CASE("of trials that are not kept, the sample stands for all and not the best") {
  // A hundred copies of one best trial are no sample of anything; sixty others are.
  StudyEvidence study = study_of(60, 0);
  const StudyEvidence others = study;
  std::vector<double> values;
  for (int copy = 0; copy < 100; ++copy) {
    values.insert(values.end(), others.returns.values.begin(),
                  others.returns.values.begin() + kSessions);
  }
  values.insert(values.end(), others.returns.values.begin(), others.returns.values.end());
  study.returns.values = values;
  study.returns.numbers.insert(study.returns.numbers.begin(), 100, 4);
  study.returns.best = 100;
  study.counted = 600;
  CHECK(judged(study).clusters == 60);
  const double chance = judged(study).luck.value->chance;
  core::Workers workers(1);
  const stats::SampleRows sample{others.returns.values, kSessions};
  const double best = stats::sharpe_sample_of(sample.row(0))->ratio;
  CHECK(chance == stats::best_by_luck(sample, 600, best, 0, workers)->chance);
  study.returns.best = 120;  // 40 are too few to stand for anybody
  CHECK(judged(study).luck.value->copies == Approx(600.0 / 160));
}

TEST_CASE("what cannot be said has its reason") {
  StudyEvidence none;
  none.periods_per_year = 250;
  CHECK(judged(none).luck.missing == WhyMissing::no_trial);
  CHECK(judged(none).overfitting.missing == WhyMissing::no_trial);
  CHECK(!judged(none).judged());

  StudyEvidence unkept = study_of(2, 0);
  unkept.returns = {};
  CHECK(judged(unkept).sharpe.missing == WhyMissing::no_returns);
  CHECK(judged(unkept).ability.missing == WhyMissing::no_returns);

  StudyEvidence other = study_of(2, 0);
  other.returns.numbers.front() = 5;
  CHECK(judged(other).luck.missing == WhyMissing::no_returns);
  CHECK(!judged(other).judged());

  StudyEvidence one = study_of(1, 0.3);
  one.sharpe_variance = std::nullopt;
  CHECK(judged(one).deflated.missing == WhyMissing::one_trial);
  CHECK(judged(one).overfitting.missing == WhyMissing::one_trial);
  CHECK(judged(one).luck.value.has_value());

  StudyEvidence idle = study_of(3, 0);
  std::fill_n(idle.returns.values.begin(), kSessions, 0.0);
  CHECK(judged(idle).luck.missing == WhyMissing::idle);
  CHECK(judged(idle).overfitting.value.has_value());

  StudyEvidence lost = study_of(3, -1);
  CHECK(judged(lost).length.missing == WhyMissing::no_gain);
  CHECK(doubts(judged(lost), Doubt::no_gain));

  StudyEvidence alone = study_of(3, 0);
  alone.benchmark.clear();
  CHECK(judged(alone).ability.missing == WhyMissing::no_benchmark);

  StudyEvidence few = study_of(3, 0);
  few.returns.values.resize(3 * 9);
  few.returns.sessions = 9;
  few.benchmark.resize(9);
  CHECK(judged(few).overfitting.missing == WhyMissing::too_few_sessions);
  CHECK(judged(few).ability.missing == WhyMissing::too_few_sessions);
}

TEST_CASE("what fails later is doubted: in the tests of a walk-forward, in the holdout") {
  StudyEvidence study = study_of(10, 0.5);
  study.walk_forward = analysis::WalkForward{};
  study.walk_forward->folds.resize(1);
  study.walk_forward->folds[0].objective_in = 1;
  study.walk_forward->folds[0].objective_out = -0.1;
  study.holdout = analysis::HoldoutResult{.objective = -0.2};
  CHECK(judged(study).doubts == std::vector{Doubt::fails_forward, Doubt::fails_holdout});
  study.walk_forward->folds[0].objective_out = 0.1;
  study.holdout->objective = 0.1;
  CHECK(judged(study).doubts.empty());
  study.maximised = false;
  study.holdout->objective = -0.1;
  CHECK(judged(study).doubts.empty());
}

TEST_CASE("paths are told by their quantiles and by how many of them lose") {
  StudyEvidence study = study_of(2, 0);
  study.path_objectives = {-1, 0, 1, 2, 3};
  const analysis::PathSpread spread = judged(study).paths.value();
  CHECK(spread.paths == 5);
  CHECK(spread.low == Approx(-0.8));
  CHECK(spread.median == 1);
  CHECK(spread.high == Approx(2.8));
  CHECK(spread.losing.value() == 0.2);
  study.maximised = false;
  CHECK(!judged(study).paths->losing);
}

TEST_CASE("a verdict is the same to the bit for any number of threads") {
  const StudyEvidence study = study_of(40, 0.1);
  const StudyVerdict one = judged(study, 1);
  const StudyVerdict more = judged(study, 3);
  CHECK(more.luck.value->chance == one.luck.value->chance);
  CHECK(more.deflated.value->by_draws == one.deflated.value->by_draws);
  CHECK(more.overfitting.value->slope == one.overfitting.value->slope);
  CHECK(more.ability.value->test.studentised.lower == one.ability.value->test.studentised.lower);
}

}  // namespace barometer
