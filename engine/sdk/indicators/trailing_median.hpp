// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/log_grid.hpp>
#include <barometer/sdk/indicators/rolling_fold.hpp>

#include <type_traits>

namespace barometer {

class StateReader;

// Median of the last `reference` positive values, the newest among them, each counted as its
// neighbour on the logarithmic grid; of an even number, the mean of the two in the middle.
//
// A histogram over the grid with a pointer that stays at the middle: a new value moves it by a few
// bins, so the cost does not depend on the number of values. 120 KiB.
class TrailingMedian {
 public:
  static constexpr std::int64_t kLongest = 65'535;

  // Throws std::invalid_argument unless 1 <= reference <= kLongest.
  explicit TrailingMedian(std::int64_t reference)
      : ring_(checked_window(reference)), counts_(kBins) {
    if (reference > kLongest) {
      throw std::invalid_argument("a trailing median holds at most 65535 values");
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
    int upper = middle_;
    if (filled_ % 2 == 0 && below_ + count_at(middle_) == filled_ / 2) {
      do {
        ++upper;
      } while (count_at(upper) == 0);
    }
    const double lower_value = log_grid_value(middle_ + kLogGridLowest);
    return upper == middle_ ? lower_value
                            : 0.5 * (lower_value + log_grid_value(upper + kLogGridLowest));
  }

  void clear() {
    for (std::size_t i = 0; i < filled_; ++i) {
      counts_[static_cast<std::size_t>(ring_[i])] = 0;
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
    ++counts_[static_cast<std::size_t>(bin)];
    below_ += bin < middle_;
  }

  void remove(int bin) {
    --counts_[static_cast<std::size_t>(bin)];
    below_ -= bin < middle_;
  }

  // Moves the pointer to the (lower) middle value's bin.
  void settle() {
    const std::uint64_t rank = (filled_ - 1) / 2;
    while (below_ > rank) {
      below_ -= count_at(--middle_);
    }
    while (below_ + count_at(middle_) <= rank) {
      below_ += count_at(middle_++);
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

  std::vector<std::int32_t> ring_;     // bins in order of arrival
  std::vector<std::uint16_t> counts_;  // values per bin
  std::uint64_t filled_ = 0;
  std::uint64_t next_ = 0;   // place of the next value in the ring
  std::uint64_t below_ = 0;  // values in bins below the middle one
  int middle_ = 0;
};

}  // namespace barometer
