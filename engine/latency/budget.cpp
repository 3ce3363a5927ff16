// SPDX-License-Identifier: Apache-2.0
#include "latency/budget.hpp"

#include <cmath>

#include "stats/binomial.hpp"

namespace barometer::latency {

namespace {

// The share of a sustained block's steps that are over the limit.
constexpr double kSustainedShare = 0.75;

double allowed_error(int look) {
  return 0.01 / (static_cast<double>(look) * (look + 1));
}

}  // namespace

void BudgetTest::close_block() noexcept {
  const double share = static_cast<double>(over_in_block_) / kSustainedSteps;
  sustained_ += share >= kSustainedShare ? 1 : 0;
  over_in_block_ = 0;
}

BudgetTest::Counts BudgetTest::counts() const noexcept {
  return {static_cast<double>(steps_), static_cast<double>(exceedances_),
          static_cast<double>(sustained_)};
}

BudgetState BudgetTest::judge(int look, const Counts& counts, double dispersion) const noexcept {
  const double alpha = allowed_error(look);
  const double allowed = 1.0 - quantile_;
  const double trials = counts.steps / dispersion;
  const double count = counts.exceedances / dispersion;
  const double blocks = std::floor(counts.steps / kSustainedSteps);
  if (stats::scaled_binomial_at_least(trials, allowed, count) <= alpha ||
      stats::scaled_binomial_at_least(blocks, allowed / kSustainedShare, counts.sustained) <=
          alpha) {
    return BudgetState::fail;
  }
  return stats::scaled_binomial_at_most(trials, allowed, count) <= alpha ? BudgetState::pass
                                                                         : BudgetState::undecided;
}

void BudgetTest::look() noexcept {
  ++looks_;
  last_look_ = steps_;
  next_look_ = steps_ == next_look_ ? 2 * next_look_ : next_look_;
  const BudgetState seen = judge(looks_, counts(), dispersion());
  if (state_ != BudgetState::fail && seen != state_) {
    state_ = seen;
    decided_at_ = seen == BudgetState::undecided ? 0 : steps_;
  }
}

void BudgetTest::finish() noexcept {
  if (steps_ > last_look_) {
    look();
  }
}

std::optional<std::int64_t> BudgetTest::steps_needed() const noexcept {
  constexpr std::int64_t kBeyondAnyRun = std::int64_t{1} << 32;
  if (steps_ == 0) {
    return std::nullopt;
  }
  const double dispersed = dispersion();
  int look = 1;
  for (std::int64_t steps = kFirstLook; steps < kBeyondAnyRun; steps *= 2, ++look) {
    const double growth = static_cast<double>(steps) / static_cast<double>(steps_);
    Counts then = counts();
    then.steps *= growth;
    then.exceedances *= growth;
    then.sustained = std::floor(then.sustained * growth);
    if (steps > steps_ && judge(look, then, dispersed) != BudgetState::undecided) {
      return steps;
    }
  }
  return std::nullopt;
}

}  // namespace barometer::latency
