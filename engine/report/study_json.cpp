// SPDX-License-Identifier: Apache-2.0
#include "report/study_json.hpp"

#include <cmath>
#include <string>

#include "report/json_parts.hpp"
#include "report/study_notes.hpp"
#include "report/study_sentence.hpp"

namespace barometer::report {

namespace {

using analysis::StudyEvidence;
using analysis::StudyVerdict;
using json::Json;
using json::or_null;

// The figure by `told`, or why there is none.
template <class T, class Told>
void add(Json& figures, const char* key, const analysis::Judged<T>& judged, const Told& told) {
  figures[key] =
      judged.value ? told(*judged.value) : Json{{"missing", missing_text(judged.missing)}};
}

Json sharpe(const analysis::BestSharpe& best) {
  return {{"sharpe", best.annual},
          {"probabilistic_sharpe", best.probability},
          {"minimum_record_sessions", or_null(best.record_sessions)},
          {"session",
           {{"sharpe", best.sample.ratio},
            {"skew", best.sample.skew},
            {"kurtosis", best.sample.kurtosis},
            {"sessions", best.sample.periods}}}};
}

Json luck(const stats::BestByLuck& luck) {
  return {{"chance", luck.chance}, {"draws", stats::kLuckDraws}, {"copies", luck.copies}};
}

Json deflated(const analysis::DeflatedSharpe& deflated) {
  return {{"trials", deflated.trials},
          {"probability", deflated.probability},
          {"expected_best", deflated.by_spread},
          {"probability_by_draws", deflated.drawn_probability},
          {"expected_best_by_draws", deflated.by_draws},
          {"expected_best_unlike", deflated.by_unlike}};
}

Json length(const analysis::BacktestLength& length) {
  return {{"years", length.years}, {"bound", length.bound}, {"have", length.have}};
}

Json overfitting(const analysis::OverfittingRisk& risk) {
  return {{"probability", risk.probability},
          {"losses", risk.losses},
          {"slope", or_null(risk.slope)},
          {"trials", risk.trials},
          {"blocks", risk.blocks},
          {"halves", risk.halves},
          {"ranks", risk.ranks}};
}

Json p_values(const stats::AbilityP& p) {
  return {{"lower", p.lower}, {"consistent", p.consistent}, {"upper", p.upper}};
}

Json ability(const analysis::AbilityVerdict& ability, const std::string& benchmark) {
  return {{"benchmark", benchmark},
          {"statistic", ability.test.statistic},
          {"p_values", p_values(ability.test.studentised)},
          {"p_values_unstudentised", p_values(ability.test.plain)},
          {"reality_check", ability.test.plain.upper},
          {"survivors", ability.survivors},
          {"trials", ability.trials},
          {"block_sessions", ability.block}};
}

Json figures(const StudyEvidence& evidence, const StudyVerdict& verdict) {
  Json figures = Json::object();
  add(figures, "sharpe", verdict.sharpe, sharpe);
  add(figures, "luck", verdict.luck, luck);
  add(figures, "deflated_sharpe", verdict.deflated, deflated);
  add(figures, "backtest_length", verdict.length, length);
  add(figures, "overfitting", verdict.overfitting, overfitting);
  add(figures, "superior_ability", verdict.ability,
      [&](const analysis::AbilityVerdict& told) { return ability(told, evidence.benchmark_name); });
  return figures;
}

Json trial(const analysis::StudyTrial& trial) {
  return {{"number", trial.number},
          {"values", trial.values},
          {"objective", or_null(trial.objective)},
          {"standard_error", or_null(trial.standard_error)},
          {"trades", or_null(trial.trades)},
          {"max_drawdown", or_null(trial.max_drawdown)},
          {"plateau", or_null(trial.plateau)},
          {"neighbours", trial.neighbours}};
}

Json failures(const StudyEvidence& evidence) {
  Json rows = Json::array();
  for (const analysis::FailedTrials& each : evidence.failures) {
    rows.push_back({{"reason", each.reason}, {"trials", each.count}, {"first", each.first}});
  }
  return rows;
}

Json fold(const analysis::StudyFold& fold) {
  Json regimes = Json::array();
  for (const analysis::RegimeBars& bars : fold.regimes) {
    regimes.push_back({{"dimension", bars.dimension},
                       {"label", bars.label},
                       {"train_bars", bars.train},
                       {"test_bars", bars.test}});
  }
  return {{"train_begin", fold.train_begin_ns},
          {"train_end", fold.train_end_ns},
          {"test_begin", fold.test_begin_ns},
          {"test_end", fold.test_end_ns},
          {"chosen", fold.chosen},
          {"objective_in", or_null(fold.objective_in)},
          {"objective_out", or_null(fold.objective_out)},
          {"regimes", std::move(regimes)}};
}

Json drift(const analysis::ForwardVerdict& forward) {
  Json axes = Json::array();
  for (const analysis::AxisDrift& axis : forward.drift) {
    axes.push_back({{"axis", axis.axis}, {"values", axis.values}, {"changes", axis.changes}});
  }
  return axes;
}

Json untested(const analysis::ForwardVerdict& forward) {
  Json regimes = Json::array();
  for (const analysis::UntestedRegime& regime : forward.untested) {
    regimes.push_back({{"dimension", regime.dimension},
                       {"label", regime.label},
                       {"folds", regime.folds},
                       {"tested_anywhere", regime.anywhere}});
  }
  return regimes;
}

Json walk_forward(const StudyEvidence& evidence, const StudyVerdict& verdict) {
  if (!evidence.walk_forward || !verdict.forward) {
    return nullptr;
  }
  const analysis::ForwardVerdict& forward = *verdict.forward;
  Json folds = Json::array();
  for (const analysis::StudyFold& each : evidence.walk_forward->folds) {
    folds.push_back(fold(each));
  }
  return {{"folds", std::move(folds)},
          {"judged_folds", forward.judged},
          {"objective_in", forward.in},
          {"objective_out", forward.out},
          {"efficiency", or_null(forward.efficiency)},
          {"drift", drift(forward)},
          {"untested_regimes", untested(forward)},
          {"embargo_ns", evidence.walk_forward->embargo},
          {"longest_holding_ns", evidence.walk_forward->longest_holding},
          {"embargo_is_short", forward.short_embargo}};
}

Json paths(const StudyEvidence& evidence, const StudyVerdict& verdict) {
  if (!verdict.paths) {
    return nullptr;
  }
  return {{"objectives", evidence.path_objectives},
          {"median", verdict.paths->median},
          {"low", verdict.paths->low},
          {"high", verdict.paths->high},
          {"losing", or_null(verdict.paths->losing)}};
}

Json holdout(const std::optional<analysis::HoldoutResult>& holdout) {
  return holdout ? Json{{"objective", or_null(holdout->objective)},
                        {"standard_error", or_null(holdout->standard_error)},
                        {"days", holdout->days},
                        {"opened_before", holdout->opened_before}}
                 : Json(nullptr);
}

Json counts(const StudyEvidence& evidence, const StudyVerdict& verdict) {
  return {{"done", evidence.done},
          {"failed", evidence.failed},
          {"counted", evidence.counted},
          {"mean_session_sharpe", or_null(evidence.mean_sharpe)},
          {"session_sharpe_variance", or_null(evidence.sharpe_variance)},
          {"returns_kept", evidence.returns.size()},
          {"returns_kept_for_being_best", evidence.returns.best},
          {"clusters", verdict.clusters}};
}

Json bins(const stats::EqualBins& bins) {
  return bins.counts.empty()
             ? Json(nullptr)
             : Json{{"low", bins.low}, {"width", bins.width}, {"counts", bins.counts}};
}

Json map_axis(const StudyEvidence& evidence, const analysis::MapAxis& axis) {
  return {{"axis", evidence.axes[axis.axis]},
          {"values", axis.values},
          {"all_values", axis.all},
          {"logarithmic", axis.logarithmic},
          {"effect", axis.effect}};
}

Json map(const StudyEvidence& evidence) {
  if (!evidence.map) {
    return nullptr;
  }
  Json axes = Json::array();
  for (const analysis::MapAxis& axis : evidence.map->axes) {
    axes.push_back(map_axis(evidence, axis));
  }
  Json held = Json::object();
  for (const auto& [axis, value] : evidence.map->held) {
    held[evidence.axes[axis]] = value;
  }
  Json trials = Json::array();
  for (const analysis::MapTrial& trial : evidence.map->trials) {
    trials.push_back({{"number", trial.number},
                      {"x", trial.x},
                      {"y", trial.y},
                      {"objective", or_null(trial.objective)},
                      {"neighbour", trial.neighbour}});
  }
  return {{"grid", evidence.map->grid},
          {"axes", std::move(axes)},
          {"held", std::move(held)},
          {"all_trials", evidence.map->all},
          {"trials", std::move(trials)}};
}

Json notes() {
  Json notes = Json::object();
  for (const StudyNote& note : study_notes()) {
    notes[note.statistic] = note.text;
  }
  return notes;
}

Json doubts(const StudyVerdict& verdict) {
  Json keys = Json::array();
  for (const analysis::Doubt doubt : verdict.doubts) {
    keys.push_back(doubt_key(doubt));
  }
  return keys;
}

Json trials_json(std::span<const analysis::StudyTrial> trials) {
  Json rows = Json::array();
  for (const analysis::StudyTrial& each : trials) {
    rows.push_back(trial(each));
  }
  return rows;
}

Json spread(const analysis::StudySpread& spread) {
  return {{"sharpe", bins(spread.sharpe)}, {"objective", bins(spread.objective)}};
}

}  // namespace

nlohmann::ordered_json study_json(const StudyEvidence& evidence, const StudyVerdict& verdict,
                                  std::span<const analysis::StudyTrial> trials) {
  return {{"format", 1},
          {"name", evidence.name},
          {"objective", {{"metric", evidence.objective}, {"maximised", evidence.maximised}}},
          {"axes", evidence.axes},
          {"sessions", evidence.returns.sessions},
          {"periods_per_year", evidence.periods_per_year},
          {"seed", evidence.seed},
          {"counts", counts(evidence, verdict)},
          {"sentence", study_sentence(evidence, verdict)},
          {"doubts", doubts(verdict)},
          {"best", evidence.best ? trial(*evidence.best) : Json(nullptr)},
          {"figures", figures(evidence, verdict)},
          {"walk_forward", walk_forward(evidence, verdict)},
          {"paths", paths(evidence, verdict)},
          {"holdout", holdout(evidence.holdout)},
          {"assumptions", notes()},
          {"map", map(evidence)},
          {"spread", spread(evidence.spread)},
          {"trials", trials_json(trials)},
          {"failures", failures(evidence)}};
}

}  // namespace barometer::report
