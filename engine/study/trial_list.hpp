// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "config/run_config.hpp"
#include "study/trial_space.hpp"

namespace barometer::study {

// One trial of a study: a value for every axis.
struct Trial {
  std::uint64_t number = 0;
  std::vector<config::StudyValue> values;  // in the order of the axes
};

// Whether trials that differ in this key alone are runs of one plan with other parameters of the
// strategy.
bool is_strategy_param(std::string_view key);

// The trials of a study: every combination of a grid, or as many draws as it says. The trial with a
// number depends on the study's config and the number alone.
class TrialList {
 public:
  // Grids larger than this are refused: draws say how many of them to run.
  static constexpr std::uint64_t kMostInGrid = 10'000'000;

  // Throws Error{bad_input} with every fault: no axis, an axis twice, a grid without values or with
  // too many, conditions on what is no number. `config.study` must be there; the config outlives
  // this object.
  explicit TrialList(const config::RunConfig& config);

  // Trials have numbers below this one; those of a grid that `where` excludes are no trials.
  std::uint64_t numbers() const { return numbers_; }

  // How many of them are trials; looks at each.
  std::uint64_t count() const;

  // Nothing where `where` excludes it. REQUIRES: number < numbers().
  std::optional<Trial> at(std::uint64_t number) const;

  // The i-th number in the order in which it is cheapest to run them: trials that share a plan
  // follow each other. A permutation of the numbers. REQUIRES: i < numbers().
  std::uint64_t nth(std::uint64_t i) const;

  // Of a grid, the place of each axis's value in the combination of this number, whether it is a
  // trial or not, and the number of such places. REQUIRES: the study is a grid.
  std::vector<std::size_t> places(std::uint64_t number) const { return space_->at(number); }

  std::uint64_t number_of(std::span<const std::size_t> places) const {
    return space_->number_of(places);
  }

  bool is_grid() const { return grid_; }

  // Of a grid, the trials one step away on one axis; alternatives with names have no order, and no
  // neighbours. None of draws.
  std::vector<std::uint64_t> neighbours(std::uint64_t number) const;

  const std::vector<config::StudyAxis>& axes() const { return study_.over; }

 private:
  struct Operand {
    std::optional<std::size_t> axis;  // none: `number`
    double number = 0;
  };

  struct Condition {
    Operand left;
    config::StudyOperator op;
    Operand right;
  };

  void check_axes() const;
  void resolve_conditions();
  void order_axes();
  void order_draws();
  bool is_trial(const std::vector<config::StudyValue>& values) const;

  const config::RunConfig& config_;
  const config::StudyConfig& study_;
  bool grid_;
  std::optional<TrialSpace> space_;     // of a grid, axes as written
  std::vector<std::size_t> run_order_;  // axes, the outermost first
  std::optional<TrialSpace> run_space_;
  std::vector<std::uint64_t> draw_order_;  // empty: as numbered
  std::vector<Condition> conditions_;
  std::uint64_t numbers_ = 0;
};

}  // namespace barometer::study
