// SPDX-License-Identifier: Apache-2.0
#include "analysis/study_verdict.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <tuple>

#include "stats/backtest_overfitting.hpp"
#include "stats/deflated_sharpe.hpp"
#include "stats/leader_clusters.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::analysis {

namespace {

constexpr double kConfidence = 0.95;
constexpr double kLevel = 0.05;

template <class T>
Judged<T> missing(WhyMissing why) {
  return {.value = {}, .missing = why};
}

std::vector<std::int64_t> ranks_of(std::span<const stats::HalvedBlocks> halves) {
  constexpr double kRounding = 1e-9;
  std::vector<std::int64_t> ranks(kRankBins, 0);
  for (const stats::HalvedBlocks& half : halves) {
    const double place = half.relative_rank * static_cast<double>(kRankBins);
    ++ranks[static_cast<std::size_t>(std::ceil(place - kRounding)) - 1];
  }
  return ranks;
}

// All that is known of one study while it is judged.
class StudyJudge {
 public:
  StudyJudge(const StudyEvidence& evidence, core::Workers& workers)
      : evidence_(evidence),
        workers_(workers),
        trials_(static_cast<double>(std::max(evidence.counted, evidence.done))) {
    if (evidence.returns.sessions > 0 && evidence.returns.size() > 0) {
      rows_ = {evidence.returns.values, evidence.returns.sessions};
    }
  }

  double trials() const { return trials_; }

  std::size_t clusters() const {
    return stats::leader_clusters(rows_, kClusterCorrelation, kMostClusters);
  }

  Judged<BestSharpe> sharpe() const {
    if (const WhyMissing why = why_no_returns(); why != WhyMissing::nothing) {
      return missing<BestSharpe>(why);
    }
    const auto sample = stats::sharpe_sample_of(rows_.row(0));
    if (!sample) {
      return missing<BestSharpe>(WhyMissing::idle);
    }
    return {BestSharpe{.sample = *sample,
                       .annual = a_year(sample->ratio),
                       .probability = stats::probabilistic_sharpe(*sample, 0),
                       .record_sessions = stats::minimum_track_record(*sample, 0, kConfidence)}};
  }

  // Of trials that are not kept, the sample of the others stands for all: the best are alike.
  Judged<stats::BestByLuck> luck(const BestSharpe& best) const {
    const bool all_kept = trials_ <= static_cast<double>(rows_.size());
    const bool sampled = !all_kept && rows_.size() >= evidence_.returns.best + kFewestSampled;
    const auto luck = stats::best_by_luck(sampled ? rows_.from(evidence_.returns.best) : rows_,
                                          trials_, best.sample.ratio, evidence_.seed, workers_);
    return luck ? Judged<stats::BestByLuck>{*luck}
                : missing<stats::BestByLuck>(WhyMissing::no_returns);
  }

  Judged<DeflatedSharpe> deflated(const BestSharpe& best, double by_draws) const {
    if (!evidence_.sharpe_variance) {
      return missing<DeflatedSharpe>(WhyMissing::one_trial);
    }
    const double by_spread = stats::deflated_benchmark(*evidence_.sharpe_variance, trials_);
    const double unlike = stats::deflated_benchmark(1 / best.sample.periods, trials_);
    return {
        DeflatedSharpe{.trials = trials_,
                       .by_spread = a_year(by_spread),
                       .by_draws = a_year(by_draws),
                       .by_unlike = a_year(unlike),
                       .probability = stats::probabilistic_sharpe(best.sample, by_spread),
                       .drawn_probability = stats::probabilistic_sharpe(best.sample, by_draws)}};
  }

  Judged<BacktestLength> length(const BestSharpe& best) const {
    if (!(best.annual > 0)) {
      return missing<BacktestLength>(WhyMissing::no_gain);
    }
    return {BacktestLength{.years = stats::minimum_backtest_years(trials_, best.annual),
                           .bound = stats::minimum_backtest_bound(trials_, best.annual),
                           .have = best.sample.periods / evidence_.periods_per_year}};
  }

  Judged<OverfittingRisk> overfitting() const {
    if (const WhyMissing why = why_no_returns(); why != WhyMissing::nothing) {
      return missing<OverfittingRisk>(why);
    }
    if (rows_.size() < 2) {
      return missing<OverfittingRisk>(WhyMissing::one_trial);
    }
    const auto risk = stats::backtest_overfitting(rows_, stats::kOverfittingBlocks, workers_);
    if (!risk) {
      return missing<OverfittingRisk>(WhyMissing::too_few_sessions);
    }
    return {OverfittingRisk{.trials = rows_.size(),
                            .blocks = stats::kOverfittingBlocks,
                            .halves = risk->halves.size(),
                            .probability = risk->probability,
                            .losses = risk->losses,
                            .slope = risk->slope,
                            .ranks = ranks_of(risk->halves)}};
  }

  Judged<AbilityVerdict> ability() const {
    if (const WhyMissing why = why_no_returns(); why != WhyMissing::nothing) {
      return missing<AbilityVerdict>(why);
    }
    if (evidence_.benchmark.empty()) {
      return missing<AbilityVerdict>(WhyMissing::no_benchmark);
    }
    std::vector<double> differences(rows_.values.begin(), rows_.values.end());
    for (std::size_t i = 0; i < differences.size(); ++i) {
      differences[i] -= evidence_.benchmark[i % rows_.periods];
    }
    const stats::SampleRows rows{differences, rows_.periods};
    const double block = stats::ability_block(rows);
    const auto test =
        stats::superior_ability(rows, {.block = block, .seed = evidence_.seed}, workers_);
    if (!test) {
      return missing<AbilityVerdict>(WhyMissing::too_few_sessions);
    }
    AbilityVerdict verdict{.trials = rows_.size(), .block = block, .test = *test, .survivors = {}};
    for (const std::size_t row : test->survivors) {
      verdict.survivors.push_back(evidence_.returns.numbers[row]);
    }
    return {verdict};
  }

 private:
  // Fewer stand for nobody.
  static constexpr std::size_t kFewestSampled = 50;

  WhyMissing why_no_returns() const {
    if (!evidence_.best) {
      return WhyMissing::no_trial;
    }
    // Another trial's returns are no evidence of the best one's.
    const bool kept =
        !rows_.values.empty() && evidence_.returns.numbers.front() == evidence_.best->number;
    return kept ? WhyMissing::nothing : WhyMissing::no_returns;
  }

  double a_year(double ratio) const { return ratio * std::sqrt(evidence_.periods_per_year); }

  const StudyEvidence& evidence_;
  core::Workers& workers_;
  double trials_;
  stats::SampleRows rows_{.values = {}, .periods = 1};
};

std::optional<PathSpread> spread_of(const StudyEvidence& evidence) {
  const std::vector<double>& paths = evidence.path_objectives;
  if (paths.empty()) {
    return std::nullopt;
  }
  PathSpread spread{.paths = paths.size(),
                    .low = stats::quantile_of(paths, 0.05),
                    .median = stats::median_of(paths),
                    .high = stats::quantile_of(paths, 0.95)};
  if (evidence.maximised) {
    const auto losing = std::ranges::count_if(paths, [](double value) { return value < 0; });
    spread.losing = static_cast<double>(losing) / static_cast<double>(paths.size());
  }
  return spread;
}

std::vector<Doubt> doubts_of(const StudyEvidence& evidence, const StudyVerdict& verdict) {
  std::vector<Doubt> doubts;
  const auto add = [&](Doubt doubt, bool holds) {
    if (holds) {
      doubts.push_back(doubt);
    }
  };
  const auto& [sharpe, luck, deflated, risk, ability] =
      std::tie(verdict.sharpe.value, verdict.luck.value, verdict.deflated.value,
               verdict.overfitting.value, verdict.ability.value);
  add(Doubt::no_gain, sharpe && !(sharpe->annual > 0));
  add(Doubt::luck, luck && luck->chance > kLevel);
  add(Doubt::deflated, deflated && deflated->probability < kConfidence);
  add(Doubt::overfitted, risk && risk->probability > 0.5);
  add(Doubt::not_superior, ability && ability->test.studentised.consistent > kLevel);
  // An objective that is made small has no sign that says whether anything was gained.
  const std::optional<ForwardVerdict>& forward = verdict.forward;
  add(Doubt::fails_forward,
      evidence.maximised && forward && forward->judged > 0 && !(forward->out > 0));
  const std::optional<HoldoutResult>& holdout = evidence.holdout;
  add(Doubt::fails_holdout,
      evidence.maximised && holdout && holdout->objective && !(*holdout->objective > 0));
  return doubts;
}

}  // namespace

StudyVerdict judge(const StudyEvidence& evidence, core::Workers& workers) {
  const StudyJudge study(evidence, workers);
  StudyVerdict verdict{.trials = study.trials(),
                       .clusters = study.clusters(),
                       .sharpe = study.sharpe(),
                       .overfitting = study.overfitting(),
                       .ability = study.ability()};
  if (verdict.sharpe.value) {
    const BestSharpe& best = *verdict.sharpe.value;
    verdict.luck = study.luck(best);
    verdict.deflated = study.deflated(best, verdict.luck.value ? verdict.luck.value->expected : 0);
    verdict.length = study.length(best);
  } else {
    verdict.luck.missing = verdict.sharpe.missing;
    verdict.deflated.missing = verdict.sharpe.missing;
    verdict.length.missing = verdict.sharpe.missing;
  }
  if (evidence.walk_forward) {
    verdict.forward = judge_folds(evidence, *evidence.walk_forward);
  }
  verdict.paths = spread_of(evidence);
  verdict.doubts = doubts_of(evidence, verdict);
  return verdict;
}

}  // namespace barometer::analysis
