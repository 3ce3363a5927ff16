// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/tags.hpp>

#include <array>
#include <cmath>

#include "settings.hpp"

// The automata that turn a number into an id. They compare squares, so no bar needs a square root
// or a division; each is fed one value per bar and moves at most once down and once up in it.

namespace barometer::regime {

// Rule `ratio`: fast volatility against multiples of its median, with one threshold for coming in
// and a nearer one for going out.
class RatioLevels {
 public:
  explicit RatioLevels(const VolatilitySettings& settings, double decay)
      : high_in_(square(settings.high_in)),
        high_out_(square(settings.high_out)),
        extreme_in_(square(settings.high_in * settings.extreme_factor)),
        extreme_out_(square(settings.high_out * settings.extreme_factor)) {
    const double effective_bars = (1 + decay) / (1 - decay);
    const double standard_error = 1 / std::sqrt(2 * effective_bars);  // of ln(fast volatility)
    calm_in_ = std::exp(-2 * settings.calm_in_se * standard_error);
    calm_out_ = std::exp(-2 * settings.calm_out_se * standard_error);
  }

  // Both squared: fast volatility and its median.
  Volatility update(double fast, double median) {
    leave(fast, median);
    enter(fast, median);
    return id_;
  }

  void clear() { id_ = Volatility::normal; }

  void state(auto& archive) { archive(id_); }

 private:
  static double square(double x) { return x * x; }

  void leave(double fast, double median) {
    const bool above = id_ == Volatility::high || id_ == Volatility::extreme;
    if ((above && fast < high_out_ * median) ||
        (id_ == Volatility::calm && fast > calm_out_ * median)) {
      id_ = Volatility::normal;
    } else if (id_ == Volatility::extreme && fast < extreme_out_ * median) {
      id_ = Volatility::high;
    }
  }

  void enter(double fast, double median) {
    if (id_ == Volatility::normal && fast >= high_in_ * median) {
      id_ = Volatility::high;
    } else if (id_ == Volatility::normal && fast <= calm_in_ * median) {
      id_ = Volatility::calm;
    }
    if (id_ == Volatility::high && fast >= extreme_in_ * median) {
      id_ = Volatility::extreme;
    }
  }

  double high_in_;  // squares of multiples of the median, all six
  double high_out_;
  double extreme_in_;
  double extreme_out_;
  double calm_in_;
  double calm_out_;
  Volatility id_ = Volatility::normal;
};

// Rule `absolute`: volatility_day against three levels. A level is passed upwards at level * (1 +
// band), downwards at level * (1 - band); the first value is judged without the band.
class AbsoluteLevels {
 public:
  explicit AbsoluteLevels(const VolatilitySettings& settings) {
    const std::array levels{settings.normal_from, settings.high_from, settings.extreme_from};
    for (std::size_t i = 0; i < levels.size(); ++i) {
      const double squares = sum_of_squares(levels[i], settings);
      plain_[i] = squares;
      up_[i] = squares * (1 + settings.band) * (1 + settings.band);
      down_[i] = squares * (1 - settings.band) * (1 - settings.band);
    }
  }

  // Sum of the window's squared returns.
  Volatility update(double squares) {
    if (level_ < 0) {
      level_ = 0;
      climb(squares, plain_);
    } else {
      climb(squares, up_);
      while (level_ > 0 && squares < down_[static_cast<std::size_t>(level_ - 1)]) {
        --level_;
      }
    }
    return static_cast<Volatility>(level_);
  }

  void clear() { level_ = -1; }

  void state(auto& archive) { archive(level_); }

 private:
  static double sum_of_squares(double per_day, const VolatilitySettings& settings) {
    return per_day * per_day * static_cast<double>(settings.window) / settings.bars_per_session_day;
  }

  void climb(double squares, const std::array<double, 3>& levels) {
    while (level_ < 3 && squares >= levels[static_cast<std::size_t>(level_)]) {
      ++level_;
    }
  }

  std::array<double, 3> plain_{};
  std::array<double, 3> up_{};
  std::array<double, 3> down_{};
  std::int8_t level_ = -1;  // none yet
};

// Bands on trend_z = distance / sqrt(squares).
class TrendBands {
 public:
  explicit TrendBands(const TrendSettings& settings)
      : weak_in_(settings.weak_in * settings.weak_in),
        weak_out_(settings.weak_out * settings.weak_out),
        strong_in_(settings.strong_in * settings.strong_in),
        strong_out_(settings.strong_out * settings.strong_out) {}

  // Sum of the window's returns, and of their squares.
  Trend update(double distance, double squares) {
    const double z = distance * distance;  // times squares, like every threshold
    const int sign = (distance > 0) - (distance < 0);
    if (strength_ > 0 && (sign != sign_ || z < weak_out_ * squares)) {
      strength_ = 0;
    }
    if (strength_ == 0 && z >= weak_in_ * squares) {
      strength_ = 1;
      sign_ = static_cast<std::int8_t>(sign);
    }
    if (strength_ == 2 && z < strong_out_ * squares) {
      strength_ = 1;
    }
    if (strength_ == 1 && z >= strong_in_ * squares) {
      strength_ = 2;
    }
    return static_cast<Trend>(static_cast<int>(Trend::sideways) + sign_ * strength_);
  }

  void clear() { strength_ = 0; }

  void state(auto& archive) { archive(strength_, sign_); }

 private:
  double weak_in_;  // squares of trend_z, all four
  double weak_out_;
  double strong_in_;
  double strong_out_;
  std::int8_t strength_ = 0;  // 0 sideways, 1 weak, 2 strong
  std::int8_t sign_ = 0;      // of the trend; no meaning while sideways
};

}  // namespace barometer::regime
