// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>

namespace barometer::ml_common {

// The last N numbers, oldest first, in one piece of memory: every number is kept twice, N apart, so
// that no window is ever split. Begins as N zeros.
template <std::size_t N>
class Window {
 public:
  void push(double x) {
    twice_[next_] = twice_[next_ + N] = x;
    next_ = next_ + 1 == N ? 0 : next_ + 1;
  }

  std::span<const double, N> values() const {
    return std::span<const double, N>(twice_.data() + next_, N);
  }

  void state(auto& archive) {
    archive(twice_, next_);
    if (next_ >= N) {
      throw std::invalid_argument("the saved state does not belong to this window");
    }
  }

 private:
  std::array<double, 2 * N> twice_{};
  std::uint64_t next_ = 0;
};

// Counts the bars for which the label has been the same without a break.
class LabelStreak {
 public:
  // Returns the streak's length, this bar included.
  std::int64_t update(std::int8_t label) {
    length_ = label == label_ ? length_ + 1 : 1;
    label_ = label;
    return length_;
  }

  void state(auto& archive) { archive(length_, label_); }

 private:
  std::int64_t length_ = 0;
  std::int8_t label_ = 0;
};

}  // namespace barometer::ml_common
