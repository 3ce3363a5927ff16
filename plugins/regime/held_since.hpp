// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace barometer::regime {

// Where the present run of each id may have begun: the first bar of the unbroken run of bars, up to
// now, on which the id would have held if it had been the state. An automaton with two thresholds
// each way finds out late; this looks back to the near threshold, from the past alone.
template <std::size_t kIds>
class HeldSince {
 public:
  HeldSince() { clear(); }

  void update(std::size_t id, bool holds, std::int64_t bar) {
    since_[id] = holds ? std::min(since_[id], bar) : kNever;
  }

  // REQUIRES: the id holds on the present bar.
  std::int64_t bar(std::size_t id) const { return since_[id]; }

  void clear() { since_.fill(kNever); }

  void state(auto& archive) { archive(since_); }

 private:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();

  std::array<std::int64_t, kIds> since_;
};

}  // namespace barometer::regime
