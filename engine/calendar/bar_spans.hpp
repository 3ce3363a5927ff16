// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "calendar/bar_grid.hpp"
#include "calendar/local_phase.hpp"
#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/floor_division.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// When a bar begins and ends, UTC.
struct BarSpan {
  core::Timestamp open = 0;
  core::Timestamp close = 0;
};

// The one pair of open and close of each bar that every check goes by, from either of the two. Bars
// of one session a day begin with their session; those of a week or a month have the open of their
// last session, which is their row of the calendar. Not for sharing between threads.
class BarSpans {
 public:
  // The venue outlives it.
  BarSpans(const Venue& venue, core::Duration bar, const BarGrid& grid);

  // Of the bar that begins at this time.
  BarSpan from_open(core::Timestamp open) {
    return {open, full_length_ ? open + bar_ : end_by_session(open)};
  }

  // Of the bar whose close was said to be this time: its own, which from_open() gives, or its open
  // and the full length of a bar. The close of what it returns gives the same again.
  BarSpan from_close(core::Timestamp close);

  // Whether a bar may begin at this time.
  bool fits(core::Timestamp open) {
    return grid_.origin == GridOrigin::clock ? local_phase(open) == grid_.phase
                                             : fits_session(open);
  }

  // Session of the date that an instant belongs to, and whether there is one on that date. Of a
  // session with a break it is the part before, or from the break's begin on the part behind it.
  struct Place {
    TradingSession session;
    bool exists = false;

    bool holds(core::Timestamp time) const {
      return exists && time >= session.open && time < session.close;
    }
  };

  Place place_of(core::Timestamp time);

  // Whether it lies in the break of a session.
  bool in_break(core::Timestamp time);

  // Whether trading breaks off where the first ends, and resumes where the other begins.
  bool joined_by_break(const BarSpan& earlier, const BarSpan& later);

  // By the clock that the grid is counted on.
  core::Duration local_phase(core::Timestamp time) { return clock_.of(time); }

  // Since the last point of the clock's grid.
  core::Duration phase_from_grid(core::Timestamp time) {
    return core::floor_modulo(local_phase(time) - grid_.phase, bar_);
  }

 private:
  // From when on there is trading at or after `time`; far away where there is none on the date of
  // `time` and the next one.
  core::Timestamp next_open(core::Timestamp time);
  core::Timestamp end_by_session(core::Timestamp open);
  bool fits_session(core::Timestamp open);
  bool begins_on_grid(core::Timestamp open);
  core::Timestamp last_clock_open(core::Timestamp close);

  const Venue& venue_;
  Zone zone_;
  core::Duration bar_;
  BarGrid grid_;
  LocalPhase clock_;
  bool whole_sessions_;
  bool full_length_;  // every bar, wherever it begins
  core::Day date_;    // of what follows
  bool exists_ = false;
  TradingSession session_;
  TradingSession break_;
};

}  // namespace barometer::calendar
