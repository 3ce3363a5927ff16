// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/tags.hpp>

#include <array>
#include <cmath>

#include "held_since.hpp"
#include "region_gate.hpp"
#include "settings.hpp"

// The automata that turn volatility into a label. They compare variances, so no bar needs a square
// root; each is fed one value per bar and returns at most once down and once up in it. Where that
// is NaN the label is unknown, and the automaton begins again.

namespace barometer::regime_plugin {

// exp(-standard_errors * se) with se = 1 / sqrt(2 N_eff), that of ln(fast volatility), and N_eff
// the bars that an exponential average of this half-life is worth.
inline double calm_ratio(double standard_errors, double half_life) {
  const double decay = std::exp2(-1 / half_life);
  const double effective_bars = (1 + decay) / (1 - decay);
  return std::exp(-standard_errors / std::sqrt(2 * effective_bars));
}

// The thresholds of rule `ratio`, as squares of multiples of the median.
struct RatioThresholds {
  explicit RatioThresholds(const VolatilitySettings& settings)
      : high_in(square(settings.high_in)),
        high_out(square(settings.high_out)),
        extreme_in(square(settings.high_in * settings.extreme_factor)),
        extreme_out(square(settings.high_out * settings.extreme_factor)),
        calm_in(square(calm_ratio(settings.calm_in_se, settings.half_life))),
        calm_out(square(calm_ratio(settings.calm_out_se, settings.half_life))) {}

  static double square(double x) { return x * x; }

  double high_in;
  double high_out;
  double extreme_in;
  double extreme_out;
  double calm_in;
  double calm_out;
};

// Rule `ratio`: fast volatility against multiples of its median, with one threshold for coming in
// and a nearer one for going out.
class RatioLevels {
 public:
  explicit RatioLevels(const VolatilitySettings& settings)
      : to_(settings),
        gate_({to_.high_in, to_.high_out, to_.extreme_in, to_.extreme_out, Gate::above(to_.calm_in),
               Gate::above(to_.calm_out)}) {}

  // Takes the square of (fast volatility / its median).
  Volatility update(double ratio, std::int64_t bar) {
    if (gate_.stays(ratio)) [[likely]] {
      return label_;
    }
    if (std::isnan(ratio)) {
      clear();
      return Volatility::unknown;
    }
    gate_.enter(ratio);
    leave(ratio);
    enter(ratio);
    held_.update(held_by(ratio), bar);
    return label_;
  }

  // REQUIRES: the label that update() returned last.
  std::int64_t since(Volatility label) const { return held_.bar(static_cast<std::size_t>(label)); }

  void clear() {
    label_ = Volatility::normal;
    gate_.clear();
    held_.clear();
  }

  void state(auto& archive) { archive(label_, gate_, held_); }

 private:
  using Gate = RegionGate<6>;

  void leave(double ratio) {
    const bool above = label_ == Volatility::high || label_ == Volatility::extreme;
    if ((above && ratio < to_.high_out) || (label_ == Volatility::calm && ratio > to_.calm_out)) {
      label_ = Volatility::normal;
    } else if (label_ == Volatility::extreme && ratio < to_.extreme_out) {
      label_ = Volatility::high;
    }
  }

  void enter(double ratio) {
    if (label_ == Volatility::normal && ratio >= to_.high_in) {
      label_ = Volatility::high;
    } else if (label_ == Volatility::normal && ratio <= to_.calm_in) {
      label_ = Volatility::calm;
    }
    if (label_ == Volatility::high && ratio >= to_.extreme_in) {
      label_ = Volatility::extreme;
    }
  }

  unsigned held_by(double ratio) const {
    return static_cast<unsigned>(ratio <= to_.calm_out) |
           static_cast<unsigned>(ratio > to_.calm_in && ratio < to_.high_in) << 1 |
           static_cast<unsigned>(ratio >= to_.high_out && ratio < to_.extreme_in) << 2 |
           static_cast<unsigned>(ratio >= to_.extreme_out) << 3;
  }

  RatioThresholds to_;
  Volatility label_ = Volatility::normal;
  Gate gate_;
  HeldSince<4> held_;
};

// Rule `absolute`: volatility_day against three levels. A level is passed upwards at level * (1 +
// band), downwards at level * (1 - band); the first value is classified without the band.
class AbsoluteLevels {
 public:
  // `to_day` times a value that update() is given is a variance per session day.
  AbsoluteLevels(const VolatilitySettings& settings, double to_day) {
    const std::array levels{settings.normal_from, settings.high_from, settings.extreme_from};
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const double value = levels[i] * levels[i] / to_day;
      plain_[i] = value;
      up_[i] = value * (1 + settings.band) * (1 + settings.band);
      down_[i] = value * (1 - settings.band) * (1 - settings.band);
    }
  }

  Volatility update(double value, std::int64_t bar) {
    if (std::isnan(value)) {
      clear();
      return Volatility::unknown;
    }
    if (level_ < 0) {
      level_ = 0;
      climb(value, plain_);
    } else {
      climb(value, up_);
      while (level_ > 0 && value < down_[static_cast<std::size_t>(level_ - 1)]) {
        --level_;
      }
    }
    remember(value, bar);
    return static_cast<Volatility>(level_);
  }

  // REQUIRES: the label that update() returned last.
  std::int64_t since(Volatility label) const { return held_.bar(static_cast<std::size_t>(label)); }

  void clear() {
    level_ = -1;
    held_.clear();
  }

  void state(auto& archive) { archive(level_, held_); }

 private:
  void climb(double value, const std::array<double, 3>& levels) {
    while (level_ < 3 && value >= levels[static_cast<std::size_t>(level_)]) {
      ++level_;
    }
  }

  void remember(double value, std::int64_t bar) {
    unsigned holds = 0;
    for (std::size_t label = 0; label < 4; ++label) {
      const bool held =
          (label == 0 || value >= down_[label - 1]) && (label == 3 || value < up_[label]);
      holds |= static_cast<unsigned>(held) << label;
    }
    held_.update(holds, bar);
  }

  std::array<double, 3> plain_{};
  std::array<double, 3> up_{};
  std::array<double, 3> down_{};
  std::int8_t level_ = -1;  // none yet
  HeldSince<4> held_;
};

}  // namespace barometer::regime_plugin
