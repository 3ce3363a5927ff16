// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

namespace barometer::regime_model {

// The last returns, oldest first, in one piece of memory: each is kept twice, one window apart.
class History {
 public:
  explicit History(std::int64_t window)
      : window_(static_cast<std::size_t>(window)), twice_(2 * window_) {}

  void push(double x) {
    twice_[next_] = twice_[next_ + window_] = x;
    next_ = next_ + 1 == window_ ? 0 : next_ + 1;
    ++count_;
  }

  // All returns so far, also those that have left the window.
  std::int64_t count() const { return count_; }

  std::span<const double> values() const {
    const std::size_t kept =
        count_ < static_cast<std::int64_t>(window_) ? static_cast<std::size_t>(count_) : window_;
    return std::span(twice_).subspan(next_ + window_ - kept, kept);
  }

  void clear() {
    next_ = 0;
    count_ = 0;
  }

  void state(auto& archive) {
    archive(twice_, next_, count_);
    if (twice_.size() != 2 * window_ || next_ >= window_ || count_ < 0) {
      throw std::invalid_argument("the saved state does not belong to a window of this length");
    }
  }

 private:
  std::size_t window_;
  std::vector<double> twice_;
  std::uint64_t next_ = 0;
  std::int64_t count_ = 0;
};

}  // namespace barometer::regime_model
