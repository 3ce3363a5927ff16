// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "latency/dispersion.hpp"
#include "latency/report.hpp"

namespace barometer::latency {

// Decides "quantile q of these times is at or under the limit" while the times arrive.
//
// K exceedances among n steps are looked at at n = 512, 1024, 2048, ... and once more at the last
// step. The j-th look may err with probability alpha_j = 0.01 / (j (j + 1)), which sums to 1 % over
// any number of looks, so looking often costs no honesty (alpha spending, after Lan and DeMets
// 1983). Exceedances that come in bursts, or every second step while something hangs, are no n
// independent trials. So both n and K are divided by their dispersion D (dispersion.hpp): by how
// much more the exceedances of a block vary than independent ones would (quasi-likelihood,
// Wedderburn 1974).
//   FAIL  when P(Bin(n/D, 1-q) >= K/D) <= alpha_j; final
//   PASS  when P(Bin(n/D, 1-q) <= K/D) <= alpha_j; a later look may fail it or take it back
// Exceedances that are spread evenly have D = 1, independent ones about 1. Times that are over the
// limit from some step on make D as large as they are many: a block of 256 steps of which three
// quarters are over is a sustained one. A kept budget has at most the share (1-q) / 0.75 of them
// (Markov's inequality), so
//   FAIL  also when P(Bin(n / 256, (1-q) / 0.75) >= sustained blocks) <= alpha_j
// docs/latency.md says how often all this is wrong.
class BudgetTest {
 public:
  // 0 < quantile < 1.
  BudgetTest(double quantile, double limit_ns) : quantile_(quantile), limit_ns_(limit_ns) {}

  // The next step's per-bar time.
  void add(double value_ns) noexcept {
    const bool over = value_ns > limit_ns_;
    exceedances_ += over ? 1 : 0;
    events_ += over && !was_over_ ? 1 : 0;
    was_over_ = over;
    over_in_block_ += over ? 1 : 0;
    ++steps_;
    blocks_.add(over);
    if (steps_ % kSustainedSteps == 0) {
      close_block();
    }
    if (steps_ == next_look_) {
      look();
    }
  }

  // The look at the last step; nothing may be added afterwards.
  void finish() noexcept;

  // pass, fail or undecided, as of the last look.
  BudgetState state() const noexcept { return state_; }

  std::int64_t steps() const noexcept { return steps_; }

  std::int64_t exceedances() const noexcept { return exceedances_; }

  // Runs of adjacent exceedances.
  std::int64_t events() const noexcept { return events_; }

  std::int64_t sustained_blocks() const noexcept { return sustained_; }

  // As of now; about 1 where exceedances came one by one.
  double dispersion() const noexcept { return blocks_.of(1 - quantile_); }

  // Steps at the look that decided; 0 while undecided.
  std::int64_t decided_at() const noexcept { return decided_at_; }

  // Steps at the first look that would decide if exceedances went on at the present rate and
  // dispersion; empty when that rate is too near to the allowed one for any run to tell.
  std::optional<std::int64_t> steps_needed() const noexcept;

 private:
  static constexpr std::int64_t kFirstLook = 512;
  static constexpr std::int64_t kSustainedSteps = 256;

  struct Counts {
    double steps;
    double exceedances;
    double sustained;  // blocks
  };

  void close_block() noexcept;
  void look() noexcept;
  Counts counts() const noexcept;
  BudgetState judge(int look, const Counts& counts, double dispersion) const noexcept;

  double quantile_;
  double limit_ns_;
  std::int64_t steps_ = 0;
  std::int64_t exceedances_ = 0;
  std::int64_t events_ = 0;
  std::int64_t sustained_ = 0;
  bool was_over_ = false;
  std::int64_t over_in_block_ = 0;
  BlockCounts blocks_;
  int looks_ = 0;
  std::int64_t last_look_ = 0;
  std::int64_t next_look_ = kFirstLook;
  BudgetState state_ = BudgetState::undecided;
  std::int64_t decided_at_ = 0;
};

}  // namespace barometer::latency
