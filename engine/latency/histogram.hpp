// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numeric>
#include <optional>
#include <vector>

namespace barometer::latency {

// A log-linear histogram of positive doubles, after HdrHistogram: every power of two is cut into
// 2^kBits equal buckets, and the middle of a bucket stands for what fell into it, so a quantile is
// off by at most 2^-(kBits + 1) of its value. An IEEE 754 double already has this shape: the
// exponent and the first kBits of the mantissa, read as an integer, number the bucket.
//
// Fixed memory, taken at construction; recording allocates nothing, locks nothing, cannot fail.
// Counts are exact. Values from 1/64 to 2^42 keep the promise (as nanoseconds: up to 73 minutes);
// what lies outside counts in the first or last bucket.
template <int kBits>
class Histogram {
 public:
  Histogram() : Histogram(kLowest, kHighest) {}

  // The part of it that holds what lies between two values: as good, and small where they are near
  // each other. REQUIRES: whatever is recorded does; both in the range above, lowest <= highest.
  Histogram(double lowest, double highest)
      : counts_(key(highest) - key(lowest) + 1), first_key_(key(lowest)) {}

  void record(double value) noexcept {
    ++counts_[bucket(value)];
    max_ = std::max(max_, value);
  }

  // REQUIRES: both are for the same values. Merging is associative and commutative to the bit.
  void merge(const Histogram& other) noexcept {
    std::transform(counts_.begin(), counts_.end(), other.counts_.begin(), counts_.begin(),
                   std::plus<>{});
    max_ = std::max(max_, other.max_);
  }

  void clear() noexcept {
    std::fill(counts_.begin(), counts_.end(), 0);
    max_ = 0;
  }

  // Summed when asked for, which is cheaper than keeping count in the hot path.
  std::int64_t count() const noexcept {
    return std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0});
  }

  // Exact; 0 when empty.
  double max() const noexcept { return max_; }

  // The value at rank ceil(q x count), within the promise; q in (0, 1]. 0 when empty.
  double quantile(double q) const noexcept {
    const auto wanted = static_cast<std::int64_t>(std::ceil(q * static_cast<double>(count())));
    std::int64_t seen = 0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      seen += counts_[i];
      if (seen >= wanted) {
        return std::min(middle(i), max_);
      }
    }
    return max_;
  }

  // Calls visit(from, to, count) for every bucket that holds something, ascending.
  template <class Visit>
  void each_bucket(Visit visit) const {
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      if (counts_[i] > 0) {
        visit(floor_of(i), floor_of(i + 1), counts_[i]);
      }
    }
  }

  bool operator==(const Histogram&) const = default;

 private:
  static constexpr double kLowest = 0x1p-6;
  static constexpr double kHighest = 0x1p42;
  static constexpr int kShift = 52 - kBits;  // an IEEE 754 double has 52 bits of mantissa

  static std::uint64_t key(double value) noexcept {
    return std::bit_cast<std::uint64_t>(std::clamp(value, kLowest, kHighest)) >> kShift;
  }

  double floor_of(std::size_t index) const noexcept {
    return std::bit_cast<double>((index + first_key_) << kShift);
  }

  std::size_t bucket(double value) const noexcept { return key(value) - first_key_; }

  double middle(std::size_t index) const noexcept {
    return 0.5 * (floor_of(index) + floor_of(index + 1));
  }

  std::vector<std::int64_t> counts_;
  std::uint64_t first_key_;
  double max_ = 0;
};

// 0.098 % and 0.78 %: latency.md promises 0.1 % for the whole bar and 1 % for a stage.
using BarHistogram = Histogram<9>;
using StageHistogram = Histogram<6>;

// A quantile needs ten samples beyond it before it says anything about the tail; without them
// there is none.
template <int kBits>
std::optional<double> carried_quantile(const Histogram<kBits>& times, double q) {
  constexpr double kSamplesBeyond = 10;
  // 1 - q is not exact in binary: 10,000 samples are enough for p99.9.
  constexpr double kRounding = 1e-9;
  const double beyond = static_cast<double>(times.count()) * (1.0 - q);
  return beyond + kRounding >= kSamplesBeyond ? std::optional{times.quantile(q)} : std::nullopt;
}

}  // namespace barometer::latency
