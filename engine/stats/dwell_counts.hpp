// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace barometer::stats {

// How long the episodes of a label lasted, counted by length in bars: as many numbers as the
// longest has bars, however many there are.
class DwellCounts {
 public:
  // REQUIRES: bars >= 1.
  void add(std::int64_t bars) {
    const auto at = static_cast<std::size_t>(bars);
    if (at >= of_length_.size()) {
      of_length_.resize(at + 1, 0);
    }
    ++of_length_[at];
    ++count_;
    sum_ += bars;
  }

  // Episodes.
  std::int64_t count() const { return count_; }

  std::optional<double> longest() const {
    return count_ > 0 ? std::optional(static_cast<double>(of_length_.size() - 1)) : std::nullopt;
  }

  std::optional<double> mean() const {
    return count_ > 0 ? std::optional(static_cast<double>(sum_) / static_cast<double>(count_))
                      : std::nullopt;
  }

  // The middle one, or the mean of the two middle ones.
  std::optional<double> median() const {
    return count_ > 0
               ? std::optional(0.5 * static_cast<double>(at((count_ - 1) / 2) + at(count_ / 2)))
               : std::nullopt;
  }

  bool operator==(const DwellCounts&) const = default;

 private:
  // Entry `rank` of the lengths in ascending order.
  std::int64_t at(std::int64_t rank) const {
    std::size_t length = 0;
    for (std::int64_t seen = 0; seen <= rank; seen += of_length_[length]) {
      ++length;
    }
    return static_cast<std::int64_t>(length);
  }

  std::vector<std::int64_t> of_length_;
  std::int64_t count_ = 0;
  std::int64_t sum_ = 0;
};

}  // namespace barometer::stats
