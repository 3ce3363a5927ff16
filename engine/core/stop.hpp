// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>

namespace barometer::core {

// The user's wish to end the loading, seen through a flag of the caller's; without one nothing ends
// it.
class Stop {
 public:
  Stop() = default;

  explicit Stop(const std::atomic<bool>* flag) : flag_(flag) {}

  // Throws Error{interrupted} once the flag is set.
  void check() const {
    if (flag_ != nullptr && flag_->load(std::memory_order_relaxed)) {
      refuse();
    }
  }

  // The same, at every few thousandth item of a loop.
  void check_at(std::size_t item) const {
    if (item % kItems == 0) {
      check();
    }
  }

 private:
  static constexpr std::size_t kItems = 4096;

  [[noreturn]] static void refuse();

  const std::atomic<bool>* flag_ = nullptr;
};

}  // namespace barometer::core
