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
  seen_.sustained += share >= kSustainedShare ? 1 : 0;
  over_in_block_ = 0;
}

BudgetState BudgetTest::judge(int look, std::int64_t steps, const Counts& counts) const noexcept {
  const double alpha = allowed_error(look);
  const double allowed = 1.0 - quantile_;
  const auto too_many = [&](std::int64_t trials, double share, std::int64_t count) {
    return stats::binomial_at_least(trials, share, count) <= alpha;
  };
  if (too_many(steps, allowed, counts.events) ||
      too_many(steps / kSustainedSteps, allowed / kSustainedShare, counts.sustained)) {
    return BudgetState::fail;
  }
  const bool few = stats::binomial_at_most(steps, allowed, counts.exceedances) <= alpha;
  return few ? BudgetState::pass : BudgetState::undecided;
}

void BudgetTest::look() noexcept {
  ++looks_;
  last_look_ = steps_;
  next_look_ = steps_ == next_look_ ? 2 * next_look_ : next_look_;
  const BudgetState seen = judge(looks_, steps_, seen_);
  const bool news = state_ == BudgetState::undecided
                        ? seen != BudgetState::undecided
                        : state_ == BudgetState::pass && seen == BudgetState::fail;
  if (news) {
    state_ = seen;
    decided_at_ = steps_;
  }
}

void BudgetTest::finish() noexcept {
  if (steps_ > last_look_) {
    look();
  }
}

BudgetTest::Counts BudgetTest::expected_at(std::int64_t steps) const noexcept {
  const double growth = static_cast<double>(steps) / static_cast<double>(steps_);
  const auto grown = [&](std::int64_t count) {
    return std::llround(static_cast<double>(count) * growth);
  };
  return {grown(seen_.exceedances), grown(seen_.events), grown(seen_.sustained)};
}

std::optional<std::int64_t> BudgetTest::steps_needed() const noexcept {
  constexpr std::int64_t kBeyondAnyRun = std::int64_t{1} << 40;
  if (steps_ == 0) {
    return std::nullopt;
  }
  int look = 1;
  for (std::int64_t steps = kFirstLook; steps < kBeyondAnyRun; steps *= 2, ++look) {
    if (steps > steps_ && judge(look, steps, expected_at(steps)) != BudgetState::undecided) {
      return steps;
    }
  }
  return std::nullopt;
}

}  // namespace barometer::latency
