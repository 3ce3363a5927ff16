// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

// Folds the last n values into a summary: a sum, an extreme, moments, a line.
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
    follow(&value, 1, [](auto&&...) {});
  }

  // Enters many values; each(i, summary) is called with the value() after the i-th. Returns how
  // many came before ready(), whose summaries have no meaning.
  template <class Each>
  std::size_t follow(const double* values, std::size_t count, Each each) {
    std::size_t early = full_ ? 0 : count;
    Back back = back_;  // copies that no store can change: they stay in registers
    Summary* const buffer = buffer_.data();
    const std::size_t size = buffer_.size();
    for (std::size_t i = 0; i < count; ++i) {
      buffer[back.length] = Fold::start(values[i]);
      back.append(values[i]);
      if (back.length == size) [[unlikely]] {
        turn();
        back.length = 0;
        early = std::min(early, i);
      }
      each(i, joined(back, buffer, size));
    }
    back_ = back;
    return early;
  }

  // REQUIRES: ready().
  Summary value() const { return joined(back_, buffer_.data(), buffer_.size()); }

  bool ready() const { return full_; }

  // The number of updates until ready().
  std::int64_t warmup() const { return window(); }

  std::int64_t window() const { return static_cast<std::int64_t>(buffer_.size()); }

  void clear() {
    back_.length = 0;
    full_ = false;
  }

  void state(auto& archive) {
    archive(back_, full_);
    for (Summary& summary : buffer_) {
      archive(summary);
    }
    if (back_.length >= buffer_.size()) {
      throw std::invalid_argument("the saved state does not belong to a window of this length");
    }
  }

 private:
  // The values since the last full block.
  struct Back {
    Summary summary{};
    std::uint64_t length = 0;

    void append(double value) {
      if (length == 0) {
        summary = Fold::start(value);
      } else {
        Fold::append(summary, real(length), value);
      }
      ++length;
    }

    void state(auto& archive) { archive(summary, length); }
  };

  // Converts through a signed number, which plain x86-64 does in one instruction.
  static double real(std::size_t length) {
    return static_cast<double>(static_cast<std::int64_t>(length));
  }

  static Summary joined(const Back& back, const Summary* buffer, std::size_t size) {
    if (back.length == 0) {
      return buffer[0];
    }
    return Fold::join(buffer[back.length], real(size - back.length), back.summary,
                      real(back.length));
  }

  // The full back block becomes the front: every value makes room for the suffix it begins.
  [[gnu::noinline]] void turn() {
    for (std::size_t i = buffer_.size() - 1; i-- > 0;) {
      Fold::prepend(buffer_[i], buffer_[i + 1], real(buffer_.size() - 1 - i));
    }
    full_ = true;
  }

  std::vector<Summary> buffer_;
  Back back_{};
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
