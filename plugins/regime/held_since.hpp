// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace barometer::regime_plugin {

// Where each label may have begun: the first bar of the unbroken sequence of bars, up to
// now, on which the label would have held if it had been the state. An automaton with two
// thresholds each way finds out late; this looks back to the near threshold, from the past alone.
template <std::size_t kLabels>
class HeldSince {
 public:
  // Bit i of `holds`: whether label i does.
  void update(unsigned holds, std::int64_t bar) {
    for (unsigned begun = holds & ~holds_; begun != 0; begun &= begun - 1) {
      since_[static_cast<std::size_t>(std::countr_zero(begun))] = bar;
    }
    holds_ = holds;
  }

  // REQUIRES: the label holds on the present bar.
  std::int64_t bar(std::size_t label) const { return since_[label]; }

  void clear() { holds_ = 0; }

  void state(auto& archive) { archive(since_, holds_); }

 private:
  std::array<std::int64_t, kLabels> since_{};
  unsigned holds_ = 0;
};

}  // namespace barometer::regime_plugin
