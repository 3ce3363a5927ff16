// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>
#include <barometer/sdk/bar.hpp>
#include <barometer/sdk/indicators/log_return.hpp>

#include <cmath>
#include <cstdint>

namespace barometer {

// How long a bar trades, in whole bars of its size: .5 for the last hourly bar of New York, whose
// variance is that of half an hour, and for one by the clock that begins half an hour before its
// session (09:00-10:00) or covers half an hour of a lunch break.
class BarLength {
 public:
  explicit BarLength(const bm_instrument& instrument)
      : bar_ns_(instrument.bar_ns),
        may_be_cut_(instrument.venue_kind != BM_VENUE_ALWAYS_OPEN && bar_ns_ < kDay) {}

  // Whether any bar may be shorter than a whole one.
  bool may_be_cut() const { return may_be_cut_; }

  // In (0, 1].
  double of(const bm_calendar_row& row) const {
    return !may_be_cut_ || row.traded_ms == 0
               ? 1
               : static_cast<double>(row.traded_ms * kMillisecond) / static_cast<double>(bar_ns_);
  }

 private:
  static constexpr std::int64_t kMillisecond = 1'000'000;
  static constexpr std::int64_t kDay = 86'400'000'000'000;

  std::int64_t bar_ns_;
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
