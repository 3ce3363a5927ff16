// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/bar_spans.hpp"
#include "calendar/zone.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// Equal pieces of a clock's days, counted from midnight; the last one ends with the day. Where
// clocks go forward a piece ends, and where they go back in one it goes on until the clock shows
// its end for the second time: a piece that begins again by the clock is one of its own. So pieces
// neither overlap nor leave a gap. Remembers the last one; not for sharing between threads.
class ClockPieces {
 public:
  // `length` is at most a day.
  ClockPieces(const Zone& clock, core::Duration length) : clock_(clock), length_(length) {}

  // The one that holds this instant.
  BarSpan at(core::Timestamp time) {
    if (time < piece_.open || time >= piece_.close) {
      piece_ = find(time);
    }
    return piece_;
  }

 private:
  BarSpan find(core::Timestamp time);
  BarSpan by_clock(core::Timestamp local) const;
  bool goes_on(const BarSpan& local, core::Timestamp other) const;

  Zone clock_;
  core::Duration length_;
  BarSpan piece_{};  // none yet
};

}  // namespace barometer::calendar
