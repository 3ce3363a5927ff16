// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/log_grid.hpp>
#include <barometer/sdk/indicators/rolling_fold.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <type_traits>

namespace barometer {

class StateReader;

// Median of the last `reference` positive values, the newest among them, each counted as its
// neighbour on the logarithmic grid; of an even number, the mean of the two in the middle.
//
// A histogram over the part of the grid around the median with a pointer that stays at the middle,
// and a bit per bin that says whether anything is in it: a new value moves the pointer to a
// neighbouring occupied bin at the most, so the cost depends neither on the number of values nor on
// how far they lie apart. What lies beyond the part (a sixteenth to sixteen times the median, when
// it was placed) is known to be below or above; where the pointer leaves it, it is placed anew with
// one pass over the values. 33 KiB and 4 bytes a value.
class TrailingMedian {
 public:
  static constexpr std::int64_t kLongest = 1'000'000;

  // Throws std::invalid_argument unless 1 <= reference <= kLongest.
  explicit TrailingMedian(std::int64_t reference)
      : ring_(checked_window(reference)), counts_(kBins), occupied_(kBins / 64) {
    if (reference > kLongest) {
      throw std::invalid_argument("a trailing median holds at most 1000000 values");
    }
  }

  // The value's square. REQUIRES: positive, finite and normal.
  void update_square(double square) {
    const std::int32_t entering = log_grid_position(square);
    const std::int32_t leaving = ring_[next_];
    ring_[next_] = entering;
    next_ = next_ + 1 == ring_.size() ? 0 : next_ + 1;
    if (filled_ < ring_.size()) [[unlikely]] {
      grow(entering);
      return;
    }
    leave(leaving);
    enter(entering);
    // A value that replaces one on its own side of the middle does not move the pointer. The test
    // avoids && and ||, because a branch on which of the two is greater would be mispredicted.
    const bool both_below = (entering < middle_) & (leaving < middle_);
    const bool both_above = (entering > upper_) & (leaving > upper_);
    if (both_below | both_above) {
      return;
    }
    below_ += static_cast<std::uint64_t>(entering < middle_) -
              static_cast<std::uint64_t>(leaving < middle_);
    settle();
  }

  std::int64_t count() const { return static_cast<std::int64_t>(filled_); }

  // REQUIRES: count() > 0.
  double value() const { return value_; }

  void clear() {
    filled_ = next_ = below_ = 0;
    empty_bins();
  }

  // Forgets all but the newest values: one pass over those, and over the ring. REQUIRES: 1 <= count
  // <= count().
  void keep_newest(std::int64_t count) {
    const auto kept = static_cast<std::uint64_t>(count);
    const std::uint64_t size = ring_.size();
    const std::uint64_t oldest = (next_ + size - kept) % size;
    std::rotate(ring_.begin(), ring_.begin() + static_cast<std::ptrdiff_t>(oldest), ring_.end());
    filled_ = kept;
    next_ = kept == size ? 0 : kept;
    rebuild();
  }

  // The histogram is not saved; it is rebuilt from the values.
  template <class Archive>
  void state(Archive& archive) {
    archive(filled_, next_);
    for (std::int32_t& position : ring_) {
      archive(position);
    }
    if constexpr (std::is_same_v<Archive, StateReader>) {
      rebuild();
    }
  }

 private:
  static constexpr std::int32_t kBins = 8 * 1024;
  static constexpr std::int32_t kNone = std::numeric_limits<std::int32_t>::min();

  bool has_bin(std::int32_t position) const {
    return static_cast<std::uint32_t>(position - origin_) < static_cast<std::uint32_t>(kBins);
  }

  std::size_t bin_of(std::int32_t position) const {
    return static_cast<std::size_t>(position - origin_);
  }

  std::uint64_t count_at(std::int32_t position) const { return counts_[bin_of(position)]; }

  [[gnu::noinline]] void grow(std::int32_t position) {
    if (++filled_ == 1) {
      place(position);
    }
    below_ += position < middle_;
    enter(position);
    settle();
  }

  void enter(std::int32_t position) {
    if (has_bin(position)) [[likely]] {
      const std::size_t bin = bin_of(position);
      ++counts_[bin];
      occupied_[bin / 64] |= std::uint64_t{1} << (bin % 64);
    }
  }

  void leave(std::int32_t position) {
    if (has_bin(position)) [[likely]] {
      const std::size_t bin = bin_of(position);
      --counts_[bin];
      occupied_[bin / 64] &= ~(std::uint64_t{counts_[bin] == 0} << (bin % 64));
    }
  }

  // The nearest position with a value, among the bins; kNone when there is none.
  std::int32_t occupied_above(std::int32_t position) const {
    const std::size_t next = bin_of(position) + 1;
    std::size_t word = next / 64;
    std::uint64_t mask = ~std::uint64_t{0} << (next % 64);
    for (; word < occupied_.size(); ++word, mask = ~std::uint64_t{0}) {
      if (const std::uint64_t bits = occupied_[word] & mask; bits != 0) {
        return origin_ + static_cast<std::int32_t>(word * 64) + std::countr_zero(bits);
      }
    }
    return kNone;
  }

  std::int32_t occupied_below(std::int32_t position) const {
    std::size_t word = bin_of(position) / 64;
    std::uint64_t mask = ~(~std::uint64_t{0} << (bin_of(position) % 64));
    for (;; --word, mask = ~std::uint64_t{0}) {
      if (const std::uint64_t bits = occupied_[word] & mask; bits != 0) {
        return origin_ + static_cast<std::int32_t>(word * 64) + 63 - std::countl_zero(bits);
      }
      if (word == 0) {
        return kNone;
      }
    }
  }

  // The value that follows the middle one's, wherever it is. REQUIRES: there is one.
  std::int32_t next_above() const {
    const std::int32_t near = occupied_above(middle_);
    return near != kNone ? near : far_above();
  }

  std::int32_t far_above() const {
    std::int32_t nearest = std::numeric_limits<std::int32_t>::max();
    for (std::size_t i = 0; i < filled_; ++i) {
      nearest = ring_[i] > middle_ ? std::min(nearest, ring_[i]) : nearest;
    }
    return nearest;
  }

  std::int32_t far_below() const {
    std::int32_t nearest = kNone;
    for (std::size_t i = 0; i < filled_; ++i) {
      nearest = ring_[i] < middle_ ? std::max(nearest, ring_[i]) : nearest;
    }
    return nearest;
  }

  // Moves the pointer to the (lower) middle value's bin.
  void settle() {
    const std::uint64_t rank = (filled_ - 1) / 2;
    while (below_ > rank) {
      const std::int32_t lower = occupied_below(middle_);
      if (lower == kNone) [[unlikely]] {
        place_among(far_below());
      } else {
        middle_ = lower;
        below_ -= count_at(lower);
      }
    }
    while (below_ + count_at(middle_) <= rank) {
      const std::int32_t higher = occupied_above(middle_);
      if (higher == kNone) [[unlikely]] {
        place_among(far_above());
      } else {
        below_ += count_at(middle_);
        middle_ = higher;
      }
    }
    find_value();
  }

  void find_value() {
    const bool last_of_lower_half = below_ + count_at(middle_) == filled_ / 2;
    upper_ = filled_ % 2 == 0 && last_of_lower_half ? next_above() : middle_;
    value_ = upper_ == middle_ ? log_grid_value(middle_)
                               : 0.5 * (log_grid_value(middle_) + log_grid_value(upper_));
  }

  void empty_bins() {
    std::fill(counts_.begin(), counts_.end(), 0u);
    std::fill(occupied_.begin(), occupied_.end(), std::uint64_t{0});
  }

  // Bins and pointer around a position.
  void place(std::int32_t position) {
    middle_ = position;
    origin_ = position - kBins / 2;
  }

  [[gnu::noinline]] void place_among(std::int32_t position) {
    place(position);
    empty_bins();
    below_ = 0;
    for (std::size_t i = 0; i < filled_; ++i) {
      below_ += ring_[i] < middle_;
      enter(ring_[i]);
    }
  }

  void rebuild() {
    if (filled_ > ring_.size() || next_ >= ring_.size()) {
      throw std::invalid_argument("the saved state does not belong to a median of this length");
    }
    for (std::size_t i = 0; i < filled_; ++i) {
      if (ring_[i] < kLogGridLowest || ring_[i] > kLogGridHighest) {
        throw std::invalid_argument("the saved state holds a value that is off the grid");
      }
    }
    if (filled_ > 0) {
      place_among(ring_[0]);
      settle();
    }
  }

  std::vector<std::int32_t> ring_;       // grid positions in order of arrival
  std::vector<std::uint32_t> counts_;    // values per bin
  std::vector<std::uint64_t> occupied_;  // a bit per bin: whether it holds any
  std::uint64_t filled_ = 0;
  std::uint64_t next_ = 0;   // place of the next value in the ring
  std::uint64_t below_ = 0;  // values below the middle one's bin, whether they have bins or not
  std::int32_t middle_ = 0;  // grid position; always has a bin
  std::int32_t upper_ = 0;   // of the other middle value, where there are two
  double value_ = 0;
  std::int32_t origin_ = 0;  // grid position of the first bin
};

}  // namespace barometer
