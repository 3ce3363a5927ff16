// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/indicators/ordered_rank.hpp>
#include <barometer/sdk/indicators/rolling_fold.hpp>
#include <barometer/sdk/indicators/scanned_rank.hpp>
#include <barometer/sdk/state.hpp>

#include <optional>
#include <type_traits>

namespace barometer {

// Where the newest value stands among the `lookback` values before it: 100 times the share that lie
// below it, equal ones counting half, itself not counted. 100 when it exceeds them all.
//
// Doubles that agree to 2^-40 count as equal: what differs by no more than the rounding of two sums
// of the same numbers is a tie. Up to kScanned values are all compared; beyond that they are kept
// in order, at O(log lookback) per value. Both ways are exact.
class TrailingRank {
 public:
  static constexpr std::int64_t kScanned = 1024;

  // Throws std::invalid_argument when lookback < 1.
  explicit TrailingRank(std::int64_t lookback)
      : scanned_(checked_window(lookback)), to_percent_(50 / static_cast<double>(lookback)) {
    if (lookback > kScanned) {
      ordered_.emplace(scanned_.values().size());
    }
  }

  // REQUIRES: value > 0 and finite.
  void update(double value) {
    ready_ = full_;
    if (ready_) [[likely]] {
      percentile_ = to_percent_ * static_cast<double>(replace_oldest(value));
    } else {
      add(value);
    }
    if (++next_ == scanned_.values().size()) {
      next_ = 0;
      full_ = true;
    }
  }

  bool ready() const { return ready_; }

  // The rank of the newest value, 0..100; NaN before `lookback` values came before it.
  double value() const { return ready_ ? percentile_ : kNotKnown; }

  // The number of updates until ready().
  std::int64_t warmup() const { return static_cast<std::int64_t>(scanned_.values().size()) + 1; }

  void clear() {
    next_ = 0;
    full_ = ready_ = false;
    if (ordered_) {
      ordered_->clear();
    }
  }

  template <class Archive>
  void state(Archive& archive) {
    constexpr bool loading = std::is_same_v<Archive, StateReader>;
    archive(next_, percentile_, full_, ready_);
    const std::size_t size = scanned_.values().size();
    archive_values(archive);
    if (next_ >= size || scanned_.values().size() != size) {
      throw std::invalid_argument("the saved state does not belong to a rank of this length");
    }
    if constexpr (loading) {
      order_again();
    }
  }

 private:
  void archive_values(auto& archive) {
    for (double& value : scanned_.values_to_load()) {
      archive(value);
    }
  }

  // Returns twice the values below, ties counted once.
  std::int64_t replace_oldest(double value) {
    if (!ordered_) [[likely]] {
      return scanned_.halves_below_then_put(next_, value);
    }
    const double slack = value * 0x1p-40;
    const std::int64_t halves = ordered_->below_plus_up_to(value - slack, value + slack);
    ordered_->remove(scanned_.values()[next_]);
    add(value);
    return halves;
  }

  void add(double value) {
    if (ordered_) {
      ordered_->add(value);
    }
    scanned_.put(next_, value);
  }

  void order_again() {
    if (ordered_) {
      ordered_->clear();
      const std::size_t filled = full_ ? scanned_.values().size() : next_;
      for (std::size_t i = 0; i < filled; ++i) {
        ordered_->add(scanned_.values()[i]);
      }
    }
  }

  ScannedRank scanned_;  // in order of arrival
  std::optional<OrderedRank> ordered_;
  double to_percent_;
  std::uint64_t next_ = 0;
  double percentile_ = 0;
  bool full_ = false;   // `lookback` values are stored
  bool ready_ = false;  // they were before the newest came
};

}  // namespace barometer
