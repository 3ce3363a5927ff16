// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

// What the last n values come to, for anything that can be folded: sums, extremes, moments, lines.
//
// A two-stack queue in one buffer: its front part holds summaries of suffixes of the last full
// block of n values, its back part is one running summary of the values since. Nothing is ever
// subtracted, so a value that has left the window leaves no trace, not even in the last bit, and
// n values give the same bits wherever they were saved and loaded. The blocks are counted from the
// first value. Cost per value: O(1), with n steps at once at the end of each block.

namespace barometer {

inline constexpr double kNotKnown = std::numeric_limits<double>::quiet_NaN();

// Throws std::invalid_argument unless the window holds at least `minimum` values.
inline std::size_t checked_window(std::int64_t window, std::int64_t minimum = 1) {
  if (window < minimum) {
    throw std::invalid_argument("a window of " + std::to_string(window) +
                                " values is too short: at least " + std::to_string(minimum));
  }
  return static_cast<std::size_t>(window);
}

// `Fold` has a type Summary, and for runs of values a followed by b, with their lengths as double:
//   static Summary start(double value)
//   static void append(Summary& run, double length, double value)
//   static void prepend(Summary& first, const Summary& rest, double rest_length)
//   static Summary join(const Summary& a, double a_length, const Summary& b, double b_length)
template <class Fold>
class RollingFold {
 public:
  using Summary = typename Fold::Summary;

  // Throws std::invalid_argument when window < 1. Allocates; nothing else does.
  explicit RollingFold(std::int64_t window) : buffer_(checked_window(window)) {}

  void update(double value) {
    if (back_length_ == 0) {
      back_ = Fold::start(value);
    } else {
      Fold::append(back_, real(back_length_), value);
    }
    buffer_[back_length_] = Fold::start(value);
    if (++back_length_ == buffer_.size()) {
      turn();
    }
  }

  // REQUIRES: ready().
  Summary value() const {
    if (back_length_ == 0) {
      return buffer_[0];
    }
    return Fold::join(buffer_[back_length_], real(buffer_.size() - back_length_), back_,
                      real(back_length_));
  }

  bool ready() const { return full_; }

  // Updates until ready().
  std::int64_t warmup() const { return window(); }

  std::int64_t window() const { return static_cast<std::int64_t>(buffer_.size()); }

  void clear() {
    back_length_ = 0;
    full_ = false;
  }

  void state(auto& archive) {
    archive(back_, back_length_, full_);
    for (Summary& summary : buffer_) {
      archive(summary);
    }
    if (back_length_ >= buffer_.size()) {
      throw std::invalid_argument("the saved state does not belong to a window of this length");
    }
  }

 private:
  // By way of a signed number: plain x86-64 converts those in one instruction.
  static double real(std::size_t length) {
    return static_cast<double>(static_cast<std::int64_t>(length));
  }

  // The full back block becomes the front: every value makes room for the suffix it begins.
  void turn() {
    for (std::size_t i = buffer_.size() - 1; i-- > 0;) {
      Fold::prepend(buffer_[i], buffer_[i + 1], real(buffer_.size() - 1 - i));
    }
    back_length_ = 0;
    full_ = true;
  }

  std::vector<Summary> buffer_;
  Summary back_{};
  std::uint64_t back_length_ = 0;
  bool full_ = false;
};

// A fold that is one associative operation on doubles.
template <class Operation>
struct PlainFold {
  using Summary = double;

  static double start(double value) { return value; }

  static void append(double& run, double, double value) { run = Operation{}(run, value); }

  static void prepend(double& first, double rest, double) { first = Operation{}(first, rest); }

  static double join(double a, double, double b, double) { return Operation{}(a, b); }
};

}  // namespace barometer
