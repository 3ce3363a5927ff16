// SPDX-License-Identifier: Apache-2.0
#include "study/tried_params.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "backtest/plan_state.hpp"
#include "config/scalar.hpp"
#include "core/nearest_name.hpp"

namespace barometer::study {

namespace {

std::string key_of(const backtest::RunPlan& plan, std::size_t tagger, const std::string& param) {
  const regime::TaggerEntry& entry = plan.taggers[tagger];
  const std::string name = entry.as.empty() ? std::string(entry.tagger.plugin().name()) : entry.as;
  return plan.taggers.size() == 1 ? "regime.params." + param
                                  : fmt::format("regime[{}].params.{}", name, param);
}

std::vector<TriedParam> all_params(const backtest::RunPlan& plan) {
  std::vector<TriedParam> found;
  for (std::size_t t = 0; t < plan.taggers.size(); ++t) {
    for (ThresholdParam& param : threshold_params(plan.taggers[t].tagger.params().view())) {
      found.push_back({t, key_of(plan, t, param.name), std::move(param)});
    }
  }
  return found;
}

// Finds what the config names among what there is.
class StatedParams {
 public:
  explicit StatedParams(const backtest::Plan::State& state)
      : state_(state), all_(all_params(state.plan)) {}

  std::vector<TriedParam> read() {
    std::vector<TriedParam> found;
    for (const config::StudyAxis& axis : state_.config.study->gate.thresholds) {
      const auto named = std::ranges::find(all_, axis.key, &TriedParam::key);
      if (named == all_.end()) {
        unknown(axis);
      } else {
        found.push_back(*named);
        found.back().param.values = values_of(axis, named->param.in_force);
      }
    }
    core::throw_if_any(std::move(faults_));
    return found;
  }

 private:
  void unknown(const config::StudyAxis& axis) {
    std::vector<std::string> keys;
    std::ranges::transform(all_, std::back_inserter(keys), &TriedParam::key);
    faults_.push_back({config::to_string(state_.config.file, axis.key_at),
                       fmt::format("study.gate.thresholds: expected a number of a tagger that the "
                                   "config or its plug-in states, found '{}'",
                                   axis.key),
                       core::suggestion(axis.key, keys)});
  }

  std::vector<double> values_of(const config::StudyAxis& axis, double in_force) {
    std::vector<double> values{in_force};
    for (const config::StudyValue& value : axis.values) {
      // Reads plain numbers too.
      if (const std::optional<double> number = config::read_fraction(value.text)) {
        values.push_back(*number);
      } else {
        faults_.push_back({config::to_string(state_.config.file, value.at),
                           fmt::format("study.gate.thresholds.{}: expected a number, found '{}'",
                                       axis.key, value.text),
                           "write the values as the tagger's parameter is written"});
      }
    }
    if (axis.values.empty()) {
      faults_.push_back({config::to_string(state_.config.file, axis.key_at),
                         fmt::format("study.gate.thresholds.{}: expected values, found a range "
                                     "without a step",
                                     axis.key),
                         "say how many: {from: 1, to: 2, steps: 5}"});
    }
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
  }

  const backtest::Plan::State& state_;
  std::vector<TriedParam> all_;
  std::vector<core::Fault> faults_;
};

}  // namespace

std::vector<TriedParam> tried_params(const backtest::Plan& plan) {
  const backtest::Plan::State& state = plan.state();
  const bool states = state.config.study && !state.config.study->gate.thresholds.empty();
  return states ? StatedParams(state).read() : all_params(state.plan);
}

}  // namespace barometer::study
