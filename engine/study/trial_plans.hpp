// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "backtest/lean_runs.hpp"
#include "config/config_template.hpp"
#include "study/run_store_rows.hpp"
#include "study/trial_list.hpp"

namespace barometer::study {

// What trials share that differ in the strategy's parameters alone.
struct TrialPlan {
  backtest::Plan plan;
  regime::TagView tags;
  std::shared_ptr<const RunVariant> variant;
  std::shared_ptr<const backtest::Tags> columns;  // that `tags` are a view of
};

// Makes what runs a trial: a plan for the axes that are no parameters of the strategy, made once
// for all trials that share it, as long as they follow each other, and the strategy's parameters.
// So is what a trial runs exactly the plan of `barometer run` with the same --set. Any number of
// threads may ask at once.
class TrialPlans {
 public:
  // `base` is the plan of the config without the axes. Types every value of every axis by itself:
  // throws Error{bad_input} with every fault, each at the place of its value. Axes in `data`, which
  // all trials share, and in groups that change no result are refused.
  TrialPlans(const config::ConfigTemplate& config, backtest::ConfigSource source,
             const backtest::Plan& base, const backtest::Market& market, const TrialList& trials);

  const std::vector<config::StudyAxis>& axes() const { return axes_; }

  // Makes what all trials share here and now, tags above all, for processes that are forked later.
  // Nothing where the axes change the tags.
  void share();

  // Of the plan without the axes: what a trial goes by whose plan cannot be made.
  const std::shared_ptr<const RunVariant>& base_variant() const { return base_variant_; }

  // Throws Error{bad_input} where the values together make no plan, Error{plugin_failed} from a
  // tagger.
  std::shared_ptr<const TrialPlan> plan_of(const Trial& trial);

  // The strategy's parameters with the trial's own. Throws Error{bad_input} where the plug-in
  // refuses one.
  plugin::ParamValues params_of(const TrialPlan& plan, const Trial& trial) const;

 private:
  struct Slot {
    std::once_flag once;
    std::shared_ptr<const TrialPlan> plan;
    std::exception_ptr failure;
  };

  std::shared_ptr<Slot> slot_of(const std::string& key);
  std::vector<std::string> overrides_of(const Trial& trial) const;
  void check_keys() const;
  void check_values();
  config::RawParam typed_param(std::size_t axis, const config::StudyValue& value) const;
  TrialPlan made(const Trial& trial);
  std::shared_ptr<const backtest::Tags> columns_of(const Trial& trial);

  const config::ConfigTemplate& config_;
  backtest::ConfigSource source_;
  const backtest::Plan& base_;
  const backtest::Market& market_;
  const std::vector<config::StudyAxis>& axes_;
  std::shared_ptr<const RunVariant> base_variant_;
  std::map<std::pair<std::size_t, std::string>, config::RawParam> params_;  // of listed values
  std::mutex mutex_;
  std::map<std::string, std::weak_ptr<Slot>> slots_;
  std::vector<std::shared_ptr<Slot>> recent_;  // the latest first: they stay until others come
  std::map<std::string, std::weak_ptr<const backtest::Tags>> columns_;
  std::shared_ptr<const TrialPlan> shared_;
  const TrialList& trials_;
};

}  // namespace barometer::study
