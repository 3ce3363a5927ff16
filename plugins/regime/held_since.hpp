// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace barometer::regime_plugin {

// Where the present run of each id may have begun: the first bar of the unbroken run of bars, up to
// now, on which the id would have held if it had been the state. An automaton with two thresholds
// each way finds out late; this looks back to the near threshold, from the past alone.
template <std::size_t kIds>
class HeldSince {
 public:
  // Bit i of `holds`: whether id i does.
  void update(unsigned holds, std::int64_t bar) {
    for (unsigned begun = holds & ~holds_; begun != 0; begun &= begun - 1) {
      since_[static_cast<std::size_t>(std::countr_zero(begun))] = bar;
    }
    holds_ = holds;
  }

  // REQUIRES: the id holds on the present bar.
  std::int64_t bar(std::size_t id) const { return since_[id]; }

  void clear() { holds_ = 0; }

  void state(auto& archive) { archive(since_, holds_); }

 private:
  std::array<std::int64_t, kIds> since_{};
  unsigned holds_ = 0;
};

}  // namespace barometer::regime_plugin
