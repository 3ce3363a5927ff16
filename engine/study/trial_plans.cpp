// SPDX-License-Identifier: Apache-2.0
#include "study/trial_plans.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <barometer/abi/plugin.h>
#include "backtest/plan_state.hpp"
#include "backtest/tags_state.hpp"
#include "core/error.hpp"
#include "plugin/library.hpp"
#include "study/run_identity.hpp"

namespace barometer::study {

namespace {

constexpr std::size_t kParamsPrefix = std::string_view("strategy.params.").size();

// Groups that change no figure of a trial, or the market that all of them share.
constexpr std::array<std::string_view, 5> kNoAxes{"data", "latency", "output", "run", "study"};

std::string_view group_of(std::string_view key) {
  return key.substr(0, key.find_first_of(".["));
}

std::string key_of(const std::vector<config::StudyAxis>& axes, const Trial& trial,
                   bool (*counts)(std::string_view key)) {
  std::string key;
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    key += counts(axes[axis].key) ? trial.values[axis].text + '\n' : "";
  }
  return key;
}

bool changes_plan(std::string_view key) {
  return !is_strategy_param(key);
}

bool changes_tags(std::string_view key) {
  return group_of(key) == "regime";
}

}  // namespace

TrialPlans::TrialPlans(const config::ConfigTemplate& config, backtest::ConfigSource source,
                       const backtest::Plan& base, const backtest::Market& market,
                       const TrialList& trials)
    : config_(config),
      source_(std::move(source)),
      base_(base),
      market_(market),
      axes_(trials.axes()),
      base_variant_(std::make_shared<const RunVariant>(variant_of(base, market))),
      trials_(trials) {
  check_keys();
  check_values();
}

void TrialPlans::share() {
  const bool tags_differ = std::ranges::any_of(
      axes_, [](const config::StudyAxis& axis) { return changes_tags(axis.key); });
  for (std::uint64_t number = 0; number < trials_.numbers() && !tags_differ; ++number) {
    if (const std::optional<Trial> trial = trials_.at(number)) {
      try {
        shared_ = plan_of(*trial);
      } catch (const core::Error&) {  // the trial itself will say so
      }
      return;
    }
  }
}

void TrialPlans::check_keys() const {
  std::vector<core::Fault> faults;
  for (const config::StudyAxis& axis : axes_) {
    if (std::ranges::find(kNoAxes, group_of(axis.key)) != kNoAxes.end()) {
      faults.push_back(
          {config::to_string(config_.name(), axis.key_at),
           fmt::format("study.over.{}: expected a key of strategy, regime, broker or risk",
                       axis.key),
           group_of(axis.key) == "data" ? "trials share one market: make a study of each"
                                        : "this group changes no figure of a trial"});
    }
  }
  core::throw_if_any(std::move(faults));
}

// What the base config has got with this one value in it.
config::RawParam TrialPlans::typed_param(std::size_t axis, const config::StudyValue& value) const {
  const std::vector<std::string> overrides{axes_[axis].key + "=" + value.text};
  const config::RunConfig config = config_.typed_with(overrides);
  const std::string name = axes_[axis].key.substr(kParamsPrefix);
  const auto& params = config.strategy.params;
  config::RawParam param = *std::ranges::find(params, name, &config::RawParam::name);
  param.value.at = param.name_at = value.at;
  return param;
}

void TrialPlans::check_values() {
  std::vector<core::Fault> faults;
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
    for (const config::StudyValue& value : axes_[axis].values) {
      const std::string place = config::to_string(config_.name(), value.at);
      try {
        if (is_strategy_param(axes_[axis].key)) {
          const config::RawParam param = typed_param(axis, value);
          const bm_manifest& manifest = *base_.state().plan.strategy.manifest;
          plugin::read_params({manifest.params, manifest.param_count}, std::span(&param, 1),
                              config_.name(), "strategy.params", faults);
          params_.emplace(std::pair{axis, value.text}, param);
        } else {
          const std::vector<std::string> overrides{axes_[axis].key + "=" + value.text};
          backtest::run_plan_of(config_.typed_with(overrides), source_);
        }
      } catch (const core::Error& error) {
        for (const core::Fault& fault : error.faults()) {
          faults.push_back({place, fmt::format("study.over: {}", fault.what), fault.fix});
        }
      }
    }
  }
  core::throw_if_any(std::move(faults));
}

std::vector<std::string> TrialPlans::overrides_of(const Trial& trial) const {
  std::vector<std::string> overrides;
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
    if (changes_plan(axes_[axis].key)) {
      overrides.push_back(axes_[axis].key + "=" + trial.values[axis].text);
    }
  }
  return overrides;
}

std::shared_ptr<const backtest::Tags> TrialPlans::columns_of(const Trial& trial) {
  const std::string key = key_of(axes_, trial, changes_tags);
  const std::scoped_lock lock(mutex_);
  std::shared_ptr<const backtest::Tags> columns = columns_[key].lock();
  if (!columns) {
    columns = std::make_shared<const backtest::Tags>(backtest::no_tags(market_));
    columns_[key] = columns;
  }
  return columns;
}

TrialPlan TrialPlans::made(const Trial& trial) {
  const std::vector<std::string> overrides = overrides_of(trial);
  const backtest::Plan plan =
      overrides.empty() ? base_ : backtest::plan_of(config_.typed_with(overrides), source_);
  auto columns = columns_of(trial);
  regime::TagView tags = backtest::lean_tags(plan, *columns, {.threads = 1});
  return {plan, std::move(tags), std::make_shared<const RunVariant>(variant_of(plan, market_)),
          std::move(columns)};
}

// Trials that share a plan come one after the other, from each thread: without the recent ones a
// plan would end with each trial and be made again for the next.
std::shared_ptr<TrialPlans::Slot> TrialPlans::slot_of(const std::string& key) {
  constexpr std::size_t kRecent = 8;
  constexpr std::size_t kMany = 64;  // more than threads ever hold at once
  const std::scoped_lock lock(mutex_);
  std::shared_ptr<Slot> slot = slots_[key].lock();
  if (!slot) {
    if (slots_.size() > kMany) {
      std::erase_if(slots_, [](const auto& each) { return each.second.expired(); });
      std::erase_if(columns_, [](const auto& each) { return each.second.expired(); });
    }
    slot = std::make_shared<Slot>();
    slots_[key] = slot;
  }
  const auto known = std::ranges::find(recent_, slot);
  if (known == recent_.end()) {
    recent_.insert(recent_.begin(), slot);
    recent_.resize(std::min(recent_.size(), kRecent));
  } else {
    std::rotate(recent_.begin(), known, known + 1);
  }
  return slot;
}

std::shared_ptr<const TrialPlan> TrialPlans::plan_of(const Trial& trial) {
  const std::shared_ptr<Slot> slot = slot_of(key_of(axes_, trial, changes_plan));
  std::call_once(slot->once, [&] {
    try {
      slot->plan = std::make_shared<const TrialPlan>(made(trial));
    } catch (...) {
      slot->failure = std::current_exception();
    }
  });
  if (slot->failure) {
    std::rethrow_exception(slot->failure);
  }
  return {slot, slot->plan.get()};  // keeps the slot, and so the plan for all who share it
}

plugin::ParamValues TrialPlans::params_of(const TrialPlan& plan, const Trial& trial) const {
  std::vector<config::RawParam> given = plan.plan.state().config.strategy.params;
  for (std::size_t axis = 0; axis < axes_.size(); ++axis) {
    if (!is_strategy_param(axes_[axis].key)) {
      continue;
    }
    const config::StudyValue& value = trial.values[axis];
    const auto known = params_.find({axis, value.text});
    config::RawParam param = known != params_.end() ? known->second : typed_param(axis, value);
    const auto same = std::ranges::find(given, param.name, &config::RawParam::name);
    if (same != given.end()) {
      *same = std::move(param);
    } else {
      given.push_back(std::move(param));
    }
  }
  std::vector<core::Fault> faults;
  const bm_manifest& manifest = *plan.plan.state().plan.strategy.manifest;
  plugin::ParamValues values = plugin::read_params({manifest.params, manifest.param_count}, given,
                                                   config_.name(), "strategy.params", faults);
  core::throw_if_any(std::move(faults));
  return values;
}

}  // namespace barometer::study
