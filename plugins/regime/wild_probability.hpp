// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/trailing_median.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "student_filter.hpp"

namespace barometer::regime_plugin {

// How probable the wild state is by two filters, fat-tailed and nearly normal, the one that has
// predicted better counting more, and whether the market is taken to be wild. After rebase_bars
// bars of a wild market, wild is what is usual: the filters start anew around the median of the
// bars since it began. docs/regimes.md, rule `robust`, A to D.
class WildProbability {
 public:
  explicit WildProbability(const VolatilitySettings& settings)
      : reference_min_(settings.reference_min),
        rebase_bars_(settings.robust.rebase_bars),
        wild_in_(settings.robust.wild_in),
        wild_out_(settings.robust.wild_out),
        decay_(std::exp2(-1 / settings.robust.tail_memory_bars)),
        median_(settings.reference),
        fat_(settings.robust),
        thin_(settings.robust) {}

  // Squared return of a bar.
  void update(double square) {
    rebased_ = bars_wild_ >= rebase_bars_ && moves_wild_ > 0;
    if (rebased_) [[unlikely]] {
      rebase();
    }
    if (square > 0) {
      median_.update_square(square);
    }
    known_ = known_ || median_.count() >= reference_min_;
    if (known_) {
      weigh(square);
      judge(square > 0);
    }
  }

  bool known() const { return known_; }

  // REQUIRES of the next three: known().
  double value() const { return value_; }

  bool wild() const { return bars_wild_ > 0; }

  // What is usual has begun anew with this bar.
  bool rebased() const { return rebased_; }

  // Ends a wild market where a price stands still; what was learnt stays.
  void end_wild() { bars_wild_ = moves_wild_ = 0; }

  void clear() {
    evidence_ = value_ = 0;
    known_ = rebased_ = false;
    end_wild();
    median_.clear();
    fat_.clear();
    thin_.clear();
  }

  void state(auto& archive) {
    archive(evidence_, value_, known_, rebased_, bars_wild_, moves_wild_, median_, fat_, thin_);
    if (moves_wild_ < 0 || bars_wild_ < 0) {
      throw std::invalid_argument("the saved state counts fewer than no bars");
    }
  }

 private:
  void weigh(double square) {
    const double median = median_.value();
    fat_.update(square, median);
    thin_.update(square, median);
    evidence_ = decay_ * evidence_ + std::log(fat_.likelihood() / thin_.likelihood());
    const double share = 1 / (1 + std::exp(-evidence_));
    value_ = share * fat_.wild() + (1 - share) * thin_.wild();
  }

  void judge(bool moved) {
    moves_wild_ = value_ < wild_out_ ? 0 : moves_wild_ + moved;
    bars_wild_ = value_ < (wild() ? wild_out_ : wild_in_) ? 0 : bars_wild_ + 1;
  }

  [[gnu::noinline]] void rebase() {
    median_.keep_newest(std::min(moves_wild_, median_.count()));
    fat_.clear();
    thin_.clear();
    end_wild();
  }

  std::int64_t reference_min_;
  std::int64_t rebase_bars_;
  double wild_in_;  // probabilities
  double wild_out_;
  double decay_;
  double evidence_ = 0;  // log of how much likelier the bars so far are with fat tails
  double value_ = 0;
  bool known_ = false;
  bool rebased_ = false;
  std::int64_t bars_wild_ = 0;   // of the wild market that there is, 0: none
  std::int64_t moves_wild_ = 0;  // returns other than 0 since value_ was last below wild_out_
  TrailingMedian median_;        // of absolute returns
  StudentFilter<kFatTails> fat_;
  StudentFilter<kThinTails> thin_;
};

}  // namespace barometer::regime_plugin
