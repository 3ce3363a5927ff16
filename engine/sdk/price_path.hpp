// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>
#include <barometer/sdk/bar.hpp>
#include <barometer/sdk/indicators/log_return.hpp>

#include <bit>
#include <cstdint>
#include <stdexcept>

namespace barometer {

// Follows a symbol's price from good bar to good bar: it decides which bars count and where a gap
// breaks the path, and computes the log return between two bars. docs/regimes.md, "Ground rules",
// defines bad bars and gaps.
class PricePath {
 public:
  PricePath(const bm_instrument& instrument, std::int64_t gap_bars)
      : by_date_(instrument.venue_kind == BM_VENUE_SESSIONS),
        bars_per_unit_(by_date_ ? instrument.bars_per_session_day
                                : 1 / static_cast<double>(instrument.bar_ns)),
        farthest_(static_cast<double>(gap_bars) + 1.5) {
    if (instrument.bar_ns <= 0 || !(instrument.bars_per_session_day > 0)) {
      throw std::invalid_argument("the instrument's bar size and bars per session day must be > 0");
    }
  }

  // A good bar has prices > 0 and high >= low; prices so far from 1 that a ratio of two could
  // overflow are as bad as NaN.
  static bool good(const Bar& bar) {
    const bool open = in_reach(bar.open);
    const bool high = in_reach(bar.high);
    const bool low = in_reach(bar.low);
    const bool close = in_reach(bar.close);
    return (open & high & low & close) && bar.high >= bar.low;
  }

  // Moves to a good bar. Returns false when the path begins here: at the first bar, and at a bar
  // behind a gap.
  bool advance(const Bar& bar, std::int32_t session_date) {
    const bool joined = go_to(bar, session_date);
    log_return_ = joined ? barometer::log_return(bar.close, previous_close_) : 0;
    return joined;
  }

  // The same without the log return, for callers that compute those of many bars at once.
  bool go_to(const Bar& bar, std::int32_t session_date) {
    const std::int64_t now = by_date_ ? session_date : bar.close_time_ns;
    const bool joined =
        begun_ && static_cast<double>(now - last_time_) * bars_per_unit_ <= farthest_;
    previous_close_ = last_close_;
    last_close_ = bar.close;
    last_time_ = now;
    begun_ = true;
    return joined;
  }

  // The log return between the last two bars of the path; the later one was entered by advance().
  double log_return() const { return log_return_; }

  double previous_close() const { return previous_close_; }

  void state(auto& archive) { archive(last_close_, last_time_, begun_); }

 private:
  // The bits of positive doubles are in the order of their values, those of negative ones and NaN
  // lie beyond: one comparison instead of two, and no branch.
  static bool in_reach(double price) {
    constexpr auto kLeast = std::bit_cast<std::uint64_t>(1e-150);
    constexpr auto kMost = std::bit_cast<std::uint64_t>(1e150);
    return std::bit_cast<std::uint64_t>(price) - kLeast <= kMost - kLeast;
  }

  bool by_date_;  // exchanges close: there, gaps are counted in calendar days
  double bars_per_unit_;
  double farthest_;  // bars from one bar to the next
  double last_close_ = 0;
  double previous_close_ = 0;
  double log_return_ = 0;
  std::int64_t last_time_ = 0;  // days or nanoseconds
  bool begun_ = false;
};

}  // namespace barometer
