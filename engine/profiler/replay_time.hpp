// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace barometer::profiler {

// What one replay took, or several together: nanoseconds of what is measured.
struct ReplayTime {
  double ns = 0;
  double ahead_ns = 0;         // of them, tagging of all bars ahead of the loop
  double cold_ns = 0;          // of them, the loop's cold steps
  std::int64_t bars = 0;       // of all steps
  std::int64_t cold_bars = 0;  // that closed in the cold ones

  void add(const ReplayTime& one) {
    ns += one.ns;
    ahead_ns += one.ahead_ns;
    cold_ns += one.cold_ns;
    bars += one.bars;
    cold_bars += one.cold_bars;
  }

  // Whether cold steps are told apart, and leave anything.
  bool has_later() const { return cold_bars > 0 && cold_bars < bars; }

  std::int64_t later_bars() const { return bars - cold_bars; }

  // Without the cold steps, whose share of tagging ahead goes with them.
  double later_ns() const {
    return ns - cold_ns - ahead_ns * static_cast<double>(cold_bars) / static_cast<double>(bars);
  }

  // Whether a block of these replays may end: what is judged of it lasted long enough. Cold steps
  // that take most of every replay must not make a profile endless: at twenty times that it ends.
  bool lasts(double shortest_ns) const {
    constexpr double kMost = 20;
    return (has_later() ? later_ns() : ns) >= shortest_ns || ns >= kMost * shortest_ns;
  }
};

}  // namespace barometer::profiler
