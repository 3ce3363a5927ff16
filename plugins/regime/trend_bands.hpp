// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/tags.hpp>

#include <algorithm>

#include "held_since.hpp"
#include "settings.hpp"

namespace barometer::regime {

// The automaton on trend_z = distance / sqrt(squares), in squares: no root, no division. At most
// one step down and one up per bar.
class TrendBands {
 public:
  explicit TrendBands(const TrendSettings& settings)
      : weak_in_(settings.weak_in * settings.weak_in),
        weak_out_(settings.weak_out * settings.weak_out),
        strong_in_(settings.strong_in * settings.strong_in),
        strong_out_(settings.strong_out * settings.strong_out) {}

  // Sum of the window's returns, and of their squares.
  Trend update(double distance, double squares, std::int64_t bar) {
    const double z = distance * distance;  // times squares, like every threshold
    const int sign = (distance > 0) - (distance < 0);
    remember(z, squares, sign, bar);
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

  // REQUIRES: the id that update() returned last.
  std::int64_t since(Trend id) const {
    const std::int64_t size = held_.bar(id == Trend::sideways                            ? kSideways
                                        : id == Trend::weak_down || id == Trend::weak_up ? kWeak
                                                                                         : kStrong);
    return id == Trend::sideways ? size : std::max(size, sign_since_);
  }

  void clear() {
    strength_ = 0;
    last_sign_ = 0;
    held_.clear();
  }

  void state(auto& archive) { archive(strength_, sign_, last_sign_, sign_since_, held_); }

 private:
  enum Size : std::size_t { kSideways, kWeak, kStrong };

  void remember(double z, double squares, int sign, std::int64_t bar) {
    held_.update(kSideways, z < weak_in_ * squares, bar);
    held_.update(kWeak, (z >= weak_out_ * squares) & (z < strong_in_ * squares), bar);
    held_.update(kStrong, z >= strong_out_ * squares, bar);
    sign_since_ = sign == last_sign_ ? sign_since_ : bar;
    last_sign_ = static_cast<std::int8_t>(sign);
  }

  double weak_in_;  // squares of trend_z, all four
  double weak_out_;
  double strong_in_;
  double strong_out_;
  std::int8_t strength_ = 0;   // 0 sideways, 1 weak, 2 strong
  std::int8_t sign_ = 0;       // of the trend; no meaning while sideways
  std::int8_t last_sign_ = 0;  // of the last bar
  std::int64_t sign_since_ = 0;
  HeldSince<3> held_;
};

}  // namespace barometer::regime
