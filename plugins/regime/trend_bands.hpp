// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/tags.hpp>

#include <cmath>

#include "held_since.hpp"
#include "region_gate.hpp"
#include "settings.hpp"

namespace barometer::regime_plugin {

// The automaton on trend_z. It compares squares, so no bar needs a root, and moves at most one
// level down and one up per bar. Where trend_z is NaN the label is unknown and the automaton starts
// again.
class TrendBands {
 public:
  explicit TrendBands(const TrendSettings& settings)
      : weak_in_(settings.weak_in * settings.weak_in),
        weak_out_(settings.weak_out * settings.weak_out),
        strong_in_(settings.strong_in * settings.strong_in),
        strong_out_(settings.strong_out * settings.strong_out),
        gate_({weak_in_, weak_out_, strong_in_, strong_out_, Gate::above(-weak_in_),
               Gate::above(-weak_out_), Gate::above(-strong_in_), Gate::above(-strong_out_), 0,
               Gate::above(0)}) {}

  // z * |z|: a square that keeps its sign.
  Trend update(double signed_square, std::int64_t bar) {
    if (gate_.stays(signed_square)) [[likely]] {
      return label();
    }
    if (std::isnan(signed_square)) {
      clear();
      return Trend::unknown;
    }
    gate_.enter(signed_square);
    const int sign = (signed_square > 0) - (signed_square < 0);
    const double z_square = std::fabs(signed_square);
    be_weak_or_not(z_square, sign);
    be_strong_or_not(z_square);
    held_.update(held_by(z_square, sign), bar);
    return label();
  }

  // REQUIRES: the label that update() returned last.
  std::int64_t since(Trend label) const { return held_.bar(static_cast<std::size_t>(label)); }

  void clear() {
    strength_ = 0;
    gate_.clear();
    held_.clear();
  }

  void state(auto& archive) { archive(strength_, sign_, gate_, held_); }

 private:
  using Gate = RegionGate<10>;

  Trend label() const {
    return static_cast<Trend>(static_cast<int>(Trend::sideways) + sign_ * strength_);
  }

  void be_weak_or_not(double z_square, int sign) {
    if (strength_ > 0 && (sign != sign_ || z_square < weak_out_)) {
      strength_ = 0;
    }
    if (strength_ == 0 && z_square >= weak_in_) {
      strength_ = 1;
      sign_ = static_cast<std::int8_t>(sign);
    }
  }

  void be_strong_or_not(double z_square) {
    if (strength_ == 2 && z_square < strong_out_) {
      strength_ = 1;
    }
    if (strength_ == 1 && z_square >= strong_in_) {
      strength_ = 2;
    }
  }

  unsigned held_by(double z_square, int sign) const {
    const bool weak = z_square >= weak_out_ && z_square < strong_in_;
    const bool strong = z_square >= strong_out_;
    return static_cast<unsigned>(strong && sign < 0) |
           static_cast<unsigned>(weak && sign < 0) << 1 |
           static_cast<unsigned>(z_square < weak_in_) << 2 |
           static_cast<unsigned>(weak && sign > 0) << 3 |
           static_cast<unsigned>(strong && sign > 0) << 4;
  }

  double weak_in_;  // squares of trend_z, all four
  double weak_out_;
  double strong_in_;
  double strong_out_;
  std::int8_t strength_ = 0;  // 0 sideways, 1 weak, 2 strong
  std::int8_t sign_ = 0;      // of the trend; no meaning while sideways
  Gate gate_;
  HeldSince<5> held_;
};

}  // namespace barometer::regime_plugin
