// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/key_scan.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <vector>

namespace barometer {

// How many of a set of positive values lie below one, by looking at them all: for sets of up to
// some hundred values the fastest way. Values are compared as 16-bit keys, many per instruction:
// the leading bits of the double, 8192 steps per octave, counted from a base that follows the
// values (four octaves either way; what lies beyond counts as the end). Only where a key agrees
// with the asked value's are the doubles looked at, so the answer is exact.
class ScannedRank {
 public:
  explicit ScannedRank(std::size_t size)
      : values_(size),
        keys_((size + detail::kKeyStep - 1) / detail::kKeyStep * detail::kKeyStep, kPadding) {}

  // REQUIRES: value > 0 and finite; place < size.
  void put(std::size_t place, double value) {
    values_[place] = value;
    keys_[place] = key_of(value);
  }

  // Values below `low` plus values up to `high`, all places being filled. REQUIRES: low <= high.
  std::int64_t below_plus_up_to(double low, double high) {
    std::int16_t low_key = key_of(low);
    std::int16_t high_key = key_of(high);
    if (low_key == kLowest || high_key == kHighest) [[unlikely]] {
      rebase(high);
      low_key = key_of(low);
      high_key = key_of(high);
    }
    const detail::KeyCounts counts = detail::count_keys(keys_.data(), keys_.size(), low_key,
                                                        static_cast<std::int16_t>(high_key + 1));
    const std::int64_t sure = std::int64_t{counts.below_low} * 2;
    return counts.below_low == counts.below_high ? sure
                                                 : sure + among(low_key, high_key, low, high);
  }

  const std::vector<double>& values() const { return values_; }

  // The values have been changed: the keys are made again when they are asked for.
  std::vector<double>& values_to_load() {
    base_ = kNoBase;
    return values_;
  }

 private:
  static constexpr int kDroppedBits = 39;  // of the double's 52
  static constexpr std::int16_t kPadding = std::numeric_limits<std::int16_t>::max();
  static constexpr std::int16_t kHighest = kPadding - 1;
  static constexpr std::int16_t kLowest = std::numeric_limits<std::int16_t>::min();
  static constexpr std::int64_t kNoBase = std::numeric_limits<std::int32_t>::max();

  static std::int64_t leading_bits(double value) {
    return std::bit_cast<std::int64_t>(value) >> kDroppedBits;
  }

  std::int16_t key_of(double value) const {
    return static_cast<std::int16_t>(
        std::clamp<std::int64_t>(leading_bits(value) - base_, kLowest, kHighest));
  }

  void rebase(double value) {
    base_ = leading_bits(value);
    for (std::size_t i = 0; i < values_.size(); ++i) {
      keys_[i] = key_of(values_[i]);
    }
  }

  std::int64_t among(std::int16_t low_key, std::int16_t high_key, double low, double high) const {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (keys_[i] >= low_key && keys_[i] <= high_key) {
        count += (values_[i] < low) + (values_[i] <= high);
      }
    }
    return count;
  }

  std::vector<double> values_;
  std::vector<std::int16_t> keys_;  // of the values, then padding, which is above all
  std::int64_t base_ = kNoBase;     // leading bits that have the key 0
};

}  // namespace barometer
