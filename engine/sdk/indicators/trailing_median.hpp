// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/log_grid.hpp>
#include <barometer/sdk/indicators/rolling_fold.hpp>

#include <bit>
#include <type_traits>

namespace barometer {

class StateReader;

// Median of the last `reference` positive values, the newest among them, each counted as its
// neighbour on the logarithmic grid; of an even number, the mean of the two in the middle.
//
// A histogram over the grid with a pointer that stays at the middle, and a bit per bin that says
// whether anything is in it: a new value moves the pointer to a neighbouring occupied bin at the
// most, so the cost depends neither on the number of values nor on how far they lie apart. 128 KiB.
class TrailingMedian {
 public:
  static constexpr std::int64_t kLongest = 1'000'000;

  // Throws std::invalid_argument unless 1 <= reference <= kLongest.
  explicit TrailingMedian(std::int64_t reference)
      : ring_(checked_window(reference)), counts_(kBins), occupied_(kBins / 64 + 1) {
    if (reference > kLongest) {
      throw std::invalid_argument("a trailing median holds at most 1000000 values");
    }
  }

  // The value's square. REQUIRES: positive, finite and normal.
  void update_square(double square) {
    const int bin = log_grid_position(square) - kLogGridLowest;
    if (filled_ == ring_.size()) {
      remove(ring_[next_]);
    } else if (++filled_ == 1) {
      middle_ = bin;
    }
    ring_[next_] = bin;
    next_ = next_ + 1 == ring_.size() ? 0 : next_ + 1;
    add(bin);
    settle();
  }

  std::int64_t count() const { return static_cast<std::int64_t>(filled_); }

  // REQUIRES: count() > 0.
  double value() const {
    const double middle = log_grid_value(middle_ + kLogGridLowest);
    const bool last_of_lower_half = below_ + count_at(middle_) == filled_ / 2;
    return filled_ % 2 == 0 && last_of_lower_half
               ? 0.5 * (middle + log_grid_value(occupied_above(middle_) + kLogGridLowest))
               : middle;
  }

  void clear() {
    for (std::size_t i = 0; i < filled_; ++i) {
      counts_[static_cast<std::size_t>(ring_[i])] = 0;
      occupied_[static_cast<std::size_t>(ring_[i]) / 64] = 0;
    }
    filled_ = next_ = below_ = 0;
  }

  // The histogram is not saved: the values make it again.
  template <class Archive>
  void state(Archive& archive) {
    constexpr bool loading = std::is_same_v<Archive, StateReader>;
    if constexpr (loading) {
      clear();
    }
    archive(filled_, next_);
    for (std::int32_t& bin : ring_) {
      archive(bin);
    }
    if constexpr (loading) {
      rebuild();
    }
  }

 private:
  static constexpr std::size_t kBins = kLogGridHighest - kLogGridLowest + 1;

  std::uint64_t count_at(int bin) const { return counts_[static_cast<std::size_t>(bin)]; }

  void add(int bin) {
    const auto b = static_cast<std::size_t>(bin);
    ++counts_[b];
    occupied_[b / 64] |= std::uint64_t{1} << (b % 64);
    below_ += bin < middle_;
  }

  void remove(int bin) {
    const auto b = static_cast<std::size_t>(bin);
    --counts_[b];
    occupied_[b / 64] &= ~(std::uint64_t{counts_[b] == 0} << (b % 64));
    below_ -= bin < middle_;
  }

  // REQUIRES: there is one.
  int occupied_above(int bin) const {
    const auto next = static_cast<std::size_t>(bin) + 1;
    std::size_t word = next / 64;
    std::uint64_t bits = occupied_[word] & (~std::uint64_t{0} << (next % 64));
    while (bits == 0) {
      bits = occupied_[++word];
    }
    return static_cast<int>(word * 64) + std::countr_zero(bits);
  }

  // REQUIRES: there is one.
  int occupied_below(int bin) const {
    std::size_t word = static_cast<std::size_t>(bin) / 64;
    std::uint64_t bits = occupied_[word] & ~(~std::uint64_t{0} << (bin % 64));
    while (bits == 0) {
      bits = occupied_[--word];
    }
    return static_cast<int>(word * 64) + 63 - std::countl_zero(bits);
  }

  // Moves the pointer to the (lower) middle value's bin.
  void settle() {
    const std::uint64_t rank = (filled_ - 1) / 2;
    while (below_ > rank) {
      middle_ = occupied_below(middle_);
      below_ -= count_at(middle_);
    }
    while (below_ + count_at(middle_) <= rank) {
      below_ += count_at(middle_);
      middle_ = occupied_above(middle_);
    }
  }

  void rebuild() {
    const std::uint64_t filled = filled_;
    filled_ = 0;
    if (filled > ring_.size() || next_ >= ring_.size()) {
      throw std::invalid_argument("the saved state does not belong to a median of this length");
    }
    for (std::size_t i = 0; i < filled; ++i) {
      if (ring_[i] < 0 || static_cast<std::size_t>(ring_[i]) >= kBins) {
        throw std::invalid_argument("the saved state holds a value that is off the grid");
      }
      if (++filled_ == 1) {
        middle_ = ring_[i];
      }
      add(ring_[i]);
      settle();
    }
  }

  std::vector<std::int32_t> ring_;       // bins in order of arrival
  std::vector<std::uint32_t> counts_;    // values per bin
  std::vector<std::uint64_t> occupied_;  // a bit per bin: whether it holds any
  std::uint64_t filled_ = 0;
  std::uint64_t next_ = 0;   // place of the next value in the ring
  std::uint64_t below_ = 0;  // values in bins below the middle one
  int middle_ = 0;
};

}  // namespace barometer
