// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>
#include <barometer/sdk/bar.hpp>
#include <barometer/sdk/indicators/log_return.hpp>

#include <cmath>
#include <cstdint>

namespace barometer {

// How long a bar trades, in whole bars of its size: .5 for the last hourly bar of New York, whose
// variance is that of half an hour. Where bars are counted by the clock, one that begins before its
// session (09:00-10:00) trades from the session's open on.
class BarLength {
 public:
  explicit BarLength(const bm_instrument& instrument)
      : bar_ns_(instrument.bar_ns),
        exchange_(instrument.venue_kind == BM_VENUE_SESSIONS),
        may_be_cut_(instrument.venue_kind != BM_VENUE_ALWAYS_OPEN && bar_ns_ < kDay) {}

  // Whether any bar may be shorter than a whole one.
  bool may_be_cut() const { return may_be_cut_; }

  // In (0, 1].
  double of(std::int64_t close_time_ns, const bm_calendar_row& row) const {
    if (!may_be_cut_) {
      return 1;
    }
    std::int64_t length = row.length_ms == 0 ? bar_ns_ : row.length_ms * kMillisecond;
    const bool over_open = exchange_ && (row.flags & BM_NO_SESSION) == 0 &&
                           close_time_ns > row.session_open_ns &&
                           close_time_ns - length < row.session_open_ns;
    length = over_open ? close_time_ns - row.session_open_ns : length;
    return length == bar_ns_ ? 1 : static_cast<double>(length) / static_cast<double>(bar_ns_);
  }

 private:
  static constexpr std::int64_t kMillisecond = 1'000'000;
  static constexpr std::int64_t kDay = 86'400'000'000'000;

  std::int64_t bar_ns_;
  bool exchange_;
  bool may_be_cut_;
};

// The log return of a whole bar, from that of a bar of this length: what moved while it traded is
// divided by the root of its length, the night before its open is a whole one at any length.
inline double whole_return(const Bar& bar, double previous_close, double of_closes, double length) {
  if (length == 1) {
    return of_closes;
  }
  const double night = log_return(bar.open, previous_close);
  return night + (of_closes - night) / std::sqrt(length);
}

}  // namespace barometer
