// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/rolling_fold.hpp>

#include <bit>

namespace barometer {

// Where the newest value stands among the `lookback` values before it: 100 times the share that lie
// below it, equal ones counting half, itself not counted. 100 when it exceeds them all.
//
// Values are compared as 32-bit keys (the bits of positive floats are in their order), which the
// compiler turns into four comparisons per instruction; only where a key is within one step of the
// newest are the doubles looked at. Doubles that agree to 2^-40 count as equal: what differs by no
// more than the rounding of two sums of the same numbers is a tie.
class TrailingRank {
 public:
  // Throws std::invalid_argument when lookback < 1.
  explicit TrailingRank(std::int64_t lookback)
      : keys_(checked_window(lookback)), values_(keys_.size()) {}

  // REQUIRES: value > 0 and finite.
  void update(double value) {
    ready_ = full_;
    if (ready_) {
      percentile_ = 100 * below(value) / static_cast<double>(keys_.size());
    }
    keys_[next_] = key_of(value);
    values_[next_] = value;
    if (++next_ == keys_.size()) {
      next_ = 0;
      full_ = true;
    }
  }

  bool ready() const { return ready_; }

  // Of the newest value, 0..100; NaN before `lookback` values came before it.
  double value() const { return ready_ ? percentile_ : kNotKnown; }

  // Updates until ready().
  std::int64_t warmup() const { return static_cast<std::int64_t>(keys_.size()) + 1; }

  void clear() {
    next_ = 0;
    full_ = ready_ = false;
  }

  void state(auto& archive) {
    archive(next_, percentile_, full_, ready_);
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      archive(keys_[i], values_[i]);
    }
    if (next_ >= keys_.size()) {
      throw std::invalid_argument("the saved state does not belong to a rank of this length");
    }
  }

 private:
  static std::int32_t key_of(double value) {
    return std::bit_cast<std::int32_t>(static_cast<float>(value));
  }

  // Values below `value`, ties counted half.
  double below(double value) const {
    const std::int32_t key = key_of(value);
    const std::int32_t* keys = keys_.data();
    const auto count = static_cast<std::int32_t>(keys_.size());
    std::int32_t clearly_below = 0;
    std::int32_t not_clearly_above = 0;
    for (std::int32_t i = 0; i < count; ++i) {
      clearly_below += keys[i] < key - 1;
      not_clearly_above += keys[i] <= key + 1;
    }
    return clearly_below == not_clearly_above ? clearly_below : below_exactly(value);
  }

  double below_exactly(double value) const {
    const double slack = value * 0x1p-40;
    std::int64_t halves = 0;
    for (const double other : values_) {
      halves += (other < value - slack) + (other <= value + slack);
    }
    return 0.5 * static_cast<double>(halves);
  }

  std::vector<std::int32_t> keys_;
  std::vector<double> values_;
  std::uint64_t next_ = 0;
  double percentile_ = 0;
  bool full_ = false;   // `lookback` values are stored
  bool ready_ = false;  // they were before the newest came
};

}  // namespace barometer
