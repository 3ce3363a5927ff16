// SPDX-License-Identifier: Apache-2.0
#include "profiler/result_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "profile/pauses.hpp"
#include "profile/process_json.hpp"
#include "profiler/result_lines.hpp"
#include "report/json_parts.hpp"
#include "report/json_text.hpp"

namespace barometer::profiler {

namespace {

using report::json::Json;

constexpr int kFormat = 1;

Json decision_json(const profile::Decision& decision) {
  if (!decision.ratio) {
    return nullptr;
  }
  return {{"estimate", decision.ratio->estimate},
          {"low", decision.ratio->low},
          {"high", decision.ratio->high},
          {"change", to_string(decision.change)}};
}

Json speeds_json(const std::optional<profile::CommonSpeeds>& speeds) {
  if (!speeds) {
    return nullptr;
  }
  return {{"baseline_ns", {speeds->baseline.fast_ns, speeds->baseline.slow_ns}},
          {"candidate_ns", {speeds->candidate.fast_ns, speeds->candidate.slow_ns}},
          {"slow_share", {speeds->baseline.slow_share, speeds->candidate.slow_share}},
          {"ratio", speeds->ratio()}};
}

Json pauses_json(const profile::Pauses& pauses) {
  return {{"count", pauses.count},         {"steady_times", pauses.times},
          {"ratio", pauses.ratio},         {"excess_ns", pauses.excess_ns},
          {"share_of_mean", pauses.share}, {"period", report::json::or_null(pauses.period)}};
}

Json comparison(const std::optional<profile::Comparison>& c) {
  if (!c) {
    return nullptr;
  }
  return {{"median_margin", c->margins.median.change},
          {"no_change_margin", c->margins.median.same},
          {"p99_margin", c->margins.tail.change},
          {"steady", decision_json(c->steady)},
          {"steady_mean_margin", c->margins.mean.change},
          {"p99", decision_json(c->p99)},
          {"steady_mean", decision_json(c->steady_mean)},
          {"mean", decision_json(c->means)},
          {"cold", decision_json(c->cold)},
          {"replay_cold", decision_json(c->replay_cold)},
          {"contaminated", c->contaminated},
          {"share_before_steady", c->excess ? Json(c->excess->share()) : Json(nullptr)},
          {"two_speeds", speeds_json(c->speeds)},
          {"processes_needed", report::json::or_null(c->processes_needed)},
          {"disturbances", c->disturbances.empty() ? Json(nullptr) : Json(c->disturbances)}};
}

Json process(const profile::ProcessTimes& times, const profile::SteadyState& state) {
  Json json = times;
  json["shape"] = profile::to_string(state.shape);
  json["steady_from_block"] = state.first;
  json["steady_median_ns"] = state.median;
  json["trend"] = state.trend;
  return json;
}

Json measured_with(const std::optional<profile::MeasuredWith>& with) {
  if (!with) {
    return nullptr;
  }
  return {{"clock", with->clock},
          {"clock_read_ns", with->clock_read_ns},
          {"probe_reads_per_step", with->probe_reads},
          {"probe_ns_per_step", with->probe_ns()},
          {"bars_per_block", with->block_bars},
          {"cold_steps_per_replay", with->cold_steps},
          {"cold_bars_per_replay", with->cold_bars},
          {"environment_bytes", {with->least_padding, with->most_padding}}};
}

Json side(const profile::Replicates& side, const profile::SteadySide& found) {
  Json processes = Json::array();
  for (std::size_t p = 0; p < side.processes.size(); ++p) {
    processes.push_back(process(side.processes[p], found.processes[p]));
  }
  return {{"name", side.name},
          {"steady_ns", report::json::or_null(middle(found.steady))},
          {"steady_mean_ns", report::json::or_null(middle(found.steady_means))},
          {"step_median_ns", report::json::or_null(middle(found.step_median))},
          {"p99_ns", report::json::or_null(middle(found.p99))},
          {"mean_ns", report::json::or_null(middle(found.means))},
          {"cold_ns", report::json::or_null(middle(found.cold))},
          {"replay_cold_ns", report::json::or_null(middle(found.replay_cold))},
          {"pauses", pauses_json(profile::find_pauses(side, found))},
          {"processes_without_steady_state", found.unsteady},
          {"processes", std::move(processes)}};
}

}  // namespace

std::string profile_json(const profile::ProfileResult& result) {
  const bool compared = result.comparison.has_value();
  Json json = {
      {"kind", "barometer profile"},
      {"format", kFormat},
      {"subject", result.subject},
      {"verdict", result.verdict ? Json(profile::headline(result)) : Json(nullptr)},
      {"explanation", result.reasons},
      {"warnings", result.warnings},
      {"comparison", comparison(result.comparison)},
      {"executed", result.executed ? Json(*result.executed) : Json(nullptr)},
      {"measured_with", measured_with(result.measured_with)},
      {"fingerprint", result.facts},
      {"baseline", compared ? side(*result.baseline, result.comparison->baseline) : Json(nullptr)},
      {"candidate", side(result.candidate, result.found)}};
  return report::to_text(json);
}

}  // namespace barometer::profiler
