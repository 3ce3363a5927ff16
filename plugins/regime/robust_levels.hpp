// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/trailing_median.hpp>

#include <cmath>

#include "held_since.hpp"
#include "levels.hpp"
#include "student_filter.hpp"

namespace barometer::regime_plugin {

// How probable the wild state is by two filters, fat-tailed and nearly normal, the one that has
// predicted better counting more. docs/regimes.md, rule `robust`, A to C.
class WildProbability {
 public:
  explicit WildProbability(const VolatilitySettings& settings)
      : reference_min_(settings.reference_min),
        decay_(std::exp2(-1 / settings.robust.tail_memory_bars)),
        median_(settings.reference),
        fat_(settings.robust),
        thin_(settings.robust) {}

  // Squared return of a bar.
  void update(double square) {
    if (square > 0) {
      median_.update_square(square);
    }
    if (!known()) {
      return;
    }
    const double median = median_.value();
    fat_.update(square, median);
    thin_.update(square, median);
    evidence_ = decay_ * evidence_ + std::log(fat_.likelihood() / thin_.likelihood());
    const double share = 1 / (1 + std::exp(-evidence_));
    value_ = share * fat_.wild() + (1 - share) * thin_.wild();
  }

  bool known() const { return median_.count() >= reference_min_; }

  // REQUIRES: known().
  double value() const { return value_; }

  void clear() {
    evidence_ = value_ = 0;
    median_.clear();
    fat_.clear();
    thin_.clear();
  }

  void state(auto& archive) { archive(evidence_, value_, median_, fat_, thin_); }

 private:
  std::int64_t reference_min_;
  double decay_;
  double evidence_ = 0;  // log of how much likelier the bars so far are with fat tails
  double value_ = 0;
  TrailingMedian median_;  // of absolute returns
  StudentFilter<kFatTails> fat_;
  StudentFilter<kThinTails> thin_;
};

// Rule `robust`: the probability of the wild state decides between calm or normal and high or
// extreme, the thresholds of rule `ratio` which of the two it is.
class RobustLevels {
 public:
  explicit RobustLevels(const VolatilitySettings& settings)
      : wild_in_(settings.robust.wild_in),
        wild_out_(settings.robust.wild_out),
        thresholds_(settings),
        probability_(settings) {}

  // Squared return of a bar that returns or stands among bars that do.
  [[gnu::noinline]] void update(double square) { probability_.update(square); }

  // Takes the square of (fast volatility / its median) of that bar, NaN where that is not known.
  Volatility classify(double ratio, std::int64_t bar) {
    if (!probability_.known() || std::isnan(ratio)) {
      return Volatility::unknown;
    }
    const double wild = probability_.value();
    const bool above = label_ == Volatility::high || label_ == Volatility::extreme;
    if (above ? wild < wild_out_ : wild >= wild_in_) {
      label_ = above ? Volatility::normal : Volatility::high;
    } else {
      leave(ratio);
    }
    enter(ratio);
    held_.update(held_by(wild, ratio), bar);
    return label_;
  }

  // REQUIRES: the label that classify() returned last.
  std::int64_t since(Volatility label) const { return held_.bar(static_cast<std::size_t>(label)); }

  // Ends the label where a price stands still; what was learnt stays.
  void clear_label() {
    label_ = Volatility::normal;
    held_.clear();
  }

  void clear() {
    clear_label();
    probability_.clear();
  }

  void state(auto& archive) { archive(label_, held_, probability_); }

 private:
  void leave(double ratio) {
    if (label_ == Volatility::extreme && ratio < thresholds_.extreme_out) {
      label_ = Volatility::high;
    } else if (label_ == Volatility::calm && ratio > thresholds_.calm_out) {
      label_ = Volatility::normal;
    }
  }

  void enter(double ratio) {
    if (label_ == Volatility::high && ratio >= thresholds_.extreme_in) {
      label_ = Volatility::extreme;
    } else if (label_ == Volatility::normal && ratio <= thresholds_.calm_in) {
      label_ = Volatility::calm;
    }
  }

  unsigned held_by(double wild, double ratio) const {
    const bool below = wild < wild_in_;
    const bool above = wild >= wild_out_;
    return static_cast<unsigned>(below && ratio <= thresholds_.calm_out) |
           static_cast<unsigned>(below && ratio > thresholds_.calm_in) << 1 |
           static_cast<unsigned>(above && ratio < thresholds_.extreme_in) << 2 |
           static_cast<unsigned>(above && ratio >= thresholds_.extreme_out) << 3;
  }

  double wild_in_;  // probabilities
  double wild_out_;
  RatioThresholds thresholds_;
  Volatility label_ = Volatility::normal;
  HeldSince<4> held_;
  WildProbability probability_;
};

}  // namespace barometer::regime_plugin
