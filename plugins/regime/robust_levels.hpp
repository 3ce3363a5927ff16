// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>

#include "held_since.hpp"
#include "levels.hpp"
#include "wild_probability.hpp"

namespace barometer::regime_plugin {

// Rule `robust`: the probability of the wild state decides between calm or normal and high or
// extreme, the thresholds of rule `ratio` which of the two it is.
class RobustLevels {
 public:
  explicit RobustLevels(const VolatilitySettings& settings)
      : wild_in_(settings.robust.wild_in),
        wild_out_(settings.robust.wild_out),
        thresholds_(settings) {}

  // Takes the square of (fast volatility / its median) of the bar that `probability` has seen last,
  // NaN where that is not known.
  Volatility classify(const WildProbability& probability, double ratio, std::int64_t bar) {
    if (!probability.known() || std::isnan(ratio)) {
      return Volatility::unknown;
    }
    if (probability.rebased()) [[unlikely]] {
      label_ = Volatility::normal;
      held_.clear();
    }
    const bool above = label_ == Volatility::high || label_ == Volatility::extreme;
    if (above != probability.wild()) {
      label_ = above ? Volatility::normal : Volatility::high;
    } else {
      leave(ratio);
    }
    enter(ratio);
    held_.update(held_by(probability.value(), ratio), bar);
    return label_;
  }

  // REQUIRES: the label that classify() returned last.
  std::int64_t since(Volatility label) const { return held_.bar(static_cast<std::size_t>(label)); }

  void clear() {
    label_ = Volatility::normal;
    held_.clear();
  }

  void state(auto& archive) { archive(label_, held_); }

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
};

}  // namespace barometer::regime_plugin
