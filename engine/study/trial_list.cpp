// SPDX-License-Identifier: Apache-2.0
#include "study/trial_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <string>
#include <utility>

#include "config/describe.hpp"
#include "config/scalar.hpp"
#include "core/fault_collector.hpp"
#include "core/nearest_name.hpp"
#include "study/trial_draws.hpp"
#include "study/where_value.hpp"

namespace barometer::study {

namespace {

using config::StudyAxis;
using config::StudyValue;

bool holds(double left, config::StudyOperator op, double right) {
  switch (op) {
    case config::StudyOperator::less:
      return left < right;
    case config::StudyOperator::less_equal:
      return left <= right;
    case config::StudyOperator::greater:
      return left > right;
    case config::StudyOperator::greater_equal:
      return left >= right;
    case config::StudyOperator::equal:
      return left == right;
    case config::StudyOperator::unequal:
      return left != right;
  }
  return false;
}

}  // namespace

bool is_strategy_param(std::string_view key) {
  return key.starts_with("strategy.params.");
}

TrialList::TrialList(const config::RunConfig& config)
    : config_(config),
      study_(*config.study),
      grid_(config.study->method == config::StudyMethod::grid) {
  check_axes();
  resolve_conditions();
  order_axes();
  if (grid_) {
    std::vector<std::size_t> sizes;
    std::ranges::transform(study_.over, std::back_inserter(sizes),
                           [](const StudyAxis& axis) { return axis.values.size(); });
    space_.emplace(std::move(sizes));
    numbers_ = space_->size();
    if (numbers_ > kMostInGrid) {
      throw core::Error(
          core::ErrorKind::bad_input,
          core::Fault{config_.file,
                      fmt::format("study.over: the grid has {} combinations, expected at most {}",
                                  numbers_, kMostInGrid),
                      "draw some of them: study: {method: sobol, draws: 10000}"});
    }
    std::vector<std::size_t> run_sizes;
    std::ranges::transform(run_order_, std::back_inserter(run_sizes),
                           [&](std::size_t axis) { return study_.over[axis].values.size(); });
    run_space_.emplace(std::move(run_sizes));
  } else {
    numbers_ = static_cast<std::uint64_t>(*study_.draws);
    order_draws();
  }
}

void TrialList::check_axes() const {
  std::vector<core::Fault> faults;
  if (study_.over.empty()) {
    faults.push_back({config_.file, "study.over: expected at least one axis, found none",
                      "say what trials differ in: study: {over: {strategy.params.fast: [5, 10]}}"});
  }
  for (const StudyAxis& axis : study_.over) {
    if (grid_ && axis.range) {
      faults.push_back({config::to_string(config_.file, axis.key_at),
                        fmt::format("study.over.{}: expected values, found a range without step "
                                    "or steps, which only draws can take",
                                    axis.key),
                        "add step or steps, or say method: random"});
    }
  }
  core::throw_if_any(std::move(faults));
}

void TrialList::resolve_conditions() {
  std::vector<core::Fault> faults;
  for (const config::StudyCondition& each : study_.where) {
    Condition condition{{}, each.op, {}};
    for (const auto& [term, operand] :
         {std::pair{&each.left, &condition.left}, std::pair{&each.right, &condition.right}}) {
      const auto axis = std::ranges::find(study_.over, term->key, &StudyAxis::key);
      if (term->key.empty()) {
        operand->number = term->number;
      } else if (axis != study_.over.end()) {
        operand->axis = static_cast<std::size_t>(axis - study_.over.begin());
        check_numbers(*axis, each, config_.file, faults);
      } else {
        operand->number = number_of_key(config_, term->key, each, faults);
      }
    }
    conditions_.push_back(condition);
  }
  core::throw_if_any(std::move(faults));
}

// A plan is made for each combination of the axes that are no parameters of the strategy, so these
// move slowest.
void TrialList::order_axes() {
  run_order_.resize(study_.over.size());
  std::iota(run_order_.begin(), run_order_.end(), std::size_t{0});
  // clang 14 does not compile what std::ranges::stable_partition returns.
  std::stable_partition(run_order_.begin(), run_order_.end(), [&](std::size_t axis) {
    return !is_strategy_param(study_.over[axis].key);
  });
}

void TrialList::order_draws() {
  const auto is_outer = [](const StudyAxis& axis) { return !is_strategy_param(axis.key); };
  if (std::ranges::none_of(study_.over, is_outer)) {
    return;
  }
  std::vector<std::pair<std::string, std::uint64_t>> keyed;
  for (std::uint64_t number = 0; number < numbers_; ++number) {
    const std::vector<StudyValue> values = drawn_values(study_, number);
    std::string key;
    for (std::size_t axis = 0; axis < values.size(); ++axis) {
      key += is_outer(study_.over[axis]) ? values[axis].text + '\n' : "";
    }
    keyed.emplace_back(std::move(key), number);
  }
  std::ranges::sort(keyed);
  std::ranges::transform(keyed, std::back_inserter(draw_order_),
                         [](const auto& each) { return each.second; });
}

bool TrialList::is_trial(const std::vector<StudyValue>& values) const {
  const auto number = [&](const Operand& operand) {
    return operand.axis ? *config::read_number(values[*operand.axis].text) : operand.number;
  };
  return std::ranges::all_of(conditions_, [&](const Condition& condition) {
    return holds(number(condition.left), condition.op, number(condition.right));
  });
}

std::optional<Trial> TrialList::at(std::uint64_t number) const {
  Trial trial{number, {}};
  if (grid_) {
    const std::vector<std::size_t> indices = space_->at(number);
    for (std::size_t axis = 0; axis < indices.size(); ++axis) {
      trial.values.push_back(study_.over[axis].values[indices[axis]]);
    }
  } else {
    trial.values = drawn_values(study_, number);
  }
  return is_trial(trial.values) ? std::optional(std::move(trial)) : std::nullopt;
}

std::uint64_t TrialList::count() const {
  if (conditions_.empty()) {
    return numbers_;
  }
  std::uint64_t trials = 0;
  for (std::uint64_t number = 0; number < numbers_; ++number) {
    trials += at(number) ? 1 : 0;
  }
  return trials;
}

std::uint64_t TrialList::nth(std::uint64_t i) const {
  if (!grid_) {
    return draw_order_.empty() ? i : draw_order_[i];
  }
  const std::vector<std::size_t> permuted = run_space_->at(i);
  std::vector<std::size_t> indices(permuted.size());
  for (std::size_t place = 0; place < permuted.size(); ++place) {
    indices[run_order_[place]] = permuted[place];
  }
  return space_->number_of(indices);
}

std::vector<std::uint64_t> TrialList::neighbours(std::uint64_t number) const {
  std::vector<std::uint64_t> near;
  if (!grid_) {
    return near;
  }
  const std::vector<std::size_t> here = space_->at(number);
  for (const std::uint64_t other : space_->neighbours(number)) {
    const std::vector<std::size_t> there = space_->at(other);
    const auto moved = std::ranges::mismatch(here, there).in1 - here.begin();
    if (!study_.over[static_cast<std::size_t>(moved)].named && at(other)) {
      near.push_back(other);
    }
  }
  return near;
}

}  // namespace barometer::study
