// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/key_scan.hpp>
#include <barometer/sdk/indicators/rolling_fold.hpp>

#include <bit>

namespace barometer {

// Where the newest value stands among the `lookback` values before it: 100 times the share that lie
// below it, equal ones counting half, itself not counted. 100 when it exceeds them all.
//
// Values are compared as 32-bit keys (the bits of positive floats are in their order), many
// per instruction; only where a key is within one step of the
// newest are the doubles looked at. Doubles that agree to 2^-40 count as equal: what differs by no
// more than the rounding of two sums of the same numbers is a tie.
class TrailingRank {
 public:
  // Throws std::invalid_argument when lookback < 1.
  explicit TrailingRank(std::int64_t lookback)
      : values_(checked_window(lookback)),
        keys_(padded(values_.size()), kPadding),
        lookback_(static_cast<double>(lookback)) {}

  // REQUIRES: value > 0 and finite.
  void update(double value) {
    ready_ = full_;
    if (ready_) {
      percentile_ = 100 * below(value) / lookback_;
    }
    keys_[next_] = key_of(value);
    values_[next_] = value;
    if (++next_ == values_.size()) {
      next_ = 0;
      full_ = true;
    }
  }

  bool ready() const { return ready_; }

  // Of the newest value, 0..100; NaN before `lookback` values came before it.
  double value() const { return ready_ ? percentile_ : kNotKnown; }

  // Updates until ready().
  std::int64_t warmup() const { return static_cast<std::int64_t>(values_.size()) + 1; }

  void clear() {
    next_ = 0;
    full_ = ready_ = false;
  }

  void state(auto& archive) {
    archive(next_, percentile_, full_, ready_);
    for (std::size_t i = 0; i < values_.size(); ++i) {
      archive(keys_[i], values_[i]);
    }
    if (next_ >= values_.size()) {
      throw std::invalid_argument("the saved state does not belong to a rank of this length");
    }
  }

 private:
  static std::int32_t key_of(double value) {
    return std::bit_cast<std::int32_t>(static_cast<float>(value));
  }

  // Fills the last step of the scan: above every key, so never counted.
  static constexpr std::int32_t kPadding = std::numeric_limits<std::int32_t>::max();

  static std::size_t padded(std::size_t count) {
    return (count + detail::kKeyStep - 1) / detail::kKeyStep * detail::kKeyStep;
  }

  // Values below `value`, ties counted half.
  double below(double value) const {
    const std::int32_t key = key_of(value);
    const detail::KeyCounts counts =
        detail::count_keys(keys_.data(), keys_.size(), key - 1, key + 2);
    return counts.below_low == counts.below_high ? counts.below_low : below_exactly(value);
  }

  double below_exactly(double value) const {
    const double slack = value * 0x1p-40;
    std::int64_t halves = 0;
    for (const double other : values_) {
      halves += (other < value - slack) + (other <= value + slack);
    }
    return 0.5 * static_cast<double>(halves);
  }

  std::vector<double> values_;
  std::vector<std::int32_t> keys_;  // of the values, then padding
  double lookback_;
  std::uint64_t next_ = 0;
  double percentile_ = 0;
  bool full_ = false;   // `lookback` values are stored
  bool ready_ = false;  // they were before the newest came
};

}  // namespace barometer
