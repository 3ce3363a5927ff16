// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/key_scan.hpp>

#include <algorithm>
#include <array>
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
      : values_(size), steps_((size + detail::kKeyStep - 1) / detail::kKeyStep) {
    std::fill_n(keys(), key_count(), kPadding);
  }

  // REQUIRES: value > 0 and finite; place < size.
  void put(std::size_t place, double value) {
    values_[place] = value;
    keys()[place] = key_of(value);
  }

  // Returns twice the number of values below this one, values that agree with it to 2^-40 counting
  // once; then stores it at `place`.
  // All places must be filled.
  std::int64_t halves_below_then_put(std::size_t place, double value) {
    const std::int64_t lead = leading_bits(value) - base_;
    const auto rest = std::bit_cast<std::uint64_t>(value) & kRest;
    if (rest - kTieBits < kRest - 2 * kTieBits && lead > kLowest && lead < kHighest) [[likely]] {
      const auto key = static_cast<std::int16_t>(lead);
      const detail::KeyCounts counts = detail::count_keys_then_put(keys(), key_count(), key, place);
      std::int64_t halves = 2 * counts.below;
      if (counts.equal != 0) [[unlikely]] {
        halves += halves_among(key, value);
        keys()[place] = key;
      }
      values_[place] = value;
      return halves;
    }
    const std::int64_t halves = one_by_one(value);
    put(place, value);
    return halves;
  }

  const std::vector<double>& values() const { return values_; }

  // Called when the values have been changed: the keys are computed anew at the next rank.
  std::vector<double>& values_to_load() {
    base_ = kNoBase;
    return values_;
  }

 private:
  static constexpr int kDroppedBits = 39;  // of the double's 52
  static constexpr std::uint64_t kRest = (std::uint64_t{1} << kDroppedBits) - 1;
  // Closer than this to the next key, a tie may have another key.
  static constexpr std::uint64_t kTieBits = std::uint64_t{1} << 13;
  static constexpr std::int16_t kPadding = std::numeric_limits<std::int16_t>::max();
  static constexpr std::int16_t kHighest = kPadding - 1;
  static constexpr std::int16_t kLowest = std::numeric_limits<std::int16_t>::min();
  static constexpr std::int64_t kNoBase = std::numeric_limits<std::int32_t>::max();

  // A cache line, so that no register of keys lies across two.
  struct alignas(64) Step {
    std::array<std::int16_t, detail::kKeyStep> keys;
  };

  std::int16_t* keys() { return steps_.front().keys.data(); }

  const std::int16_t* keys() const { return steps_.front().keys.data(); }

  std::size_t key_count() const { return steps_.size() * detail::kKeyStep; }

  static std::int64_t leading_bits(double value) {
    return std::bit_cast<std::int64_t>(value) >> kDroppedBits;
  }

  std::int16_t key_of(double value) const {
    const std::int64_t lead = leading_bits(value) - base_;
    return static_cast<std::int16_t>(std::clamp<std::int64_t>(lead, kLowest, kHighest));
  }

  // The rank among the values with this key alone, step by step.
  [[gnu::noinline]] std::int64_t halves_among(std::int16_t key, double value) const {
    const double slack = value * 0x1p-40;
    std::int64_t halves = 0;
    for (std::size_t step = 0; step < key_count(); step += detail::kKeyStep) {
      if (detail::count_keys(keys() + step, detail::kKeyStep, key).equal == 0) {
        continue;
      }
      for (std::size_t i = step; i < std::min(step + detail::kKeyStep, values_.size()); ++i) {
        if (keys()[i] == key) {
          halves += (values_[i] < value - slack) + (values_[i] <= value + slack);
        }
      }
    }
    return halves;
  }

  // The general case, in which the base may have to follow the values.
  [[gnu::noinline]] std::int64_t one_by_one(double value) {
    const double slack = value * 0x1p-40;
    std::int64_t halves = 0;
    for (const double other : values_) {
      halves += (other < value - slack) + (other <= value + slack);
    }
    if (key_of(value) == kLowest || key_of(value) == kHighest) {
      base_ = leading_bits(value);
      for (std::size_t i = 0; i < values_.size(); ++i) {
        keys()[i] = key_of(values_[i]);
      }
    }
    return halves;
  }

  std::vector<double> values_;
  std::vector<Step> steps_;      // keys of the values, then padding, which is above all
  std::int64_t base_ = kNoBase;  // leading bits that have the key 0
};

}  // namespace barometer
