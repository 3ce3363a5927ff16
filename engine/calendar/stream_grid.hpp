// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "calendar/bar_grid.hpp"
#include "calendar/bar_spans.hpp"
#include "calendar/local_phase.hpp"
#include "calendar/venue.hpp"
#include "config/data_config.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// Where bars begin and end that come one by one, so that nobody can ask what grid most of them lie
// on. Wherever it takes a bar, read_grid() of all bars that it took gives the same span
// (calendar/grid_check.hpp), because it takes those alone of which that is certain:
//
// * At a venue that never closes the first bar shows the phase, and the others must have it.
// * Where bars divide an hour and every session and break of the venue begins and ends on a
//   multiple of them, the clock's grid and the session's are one.
// * Other bars shorter than a day must begin inside a session, a whole number of bars after trading
//   began or resumed, and a stamp of a close must be where they end: where there are no others,
//   read_grid() finds the session's grid.
// * Bars of one session a day must be of a date with a session.
//
// Not for sharing between threads. REQUIRES: the bar is at most a day.
class StreamGrid {
 public:
  // `side` is that of the stamps. The venue outlives it.
  StreamGrid(const Venue& venue, core::Duration bar, std::optional<config::StampSide> side);

  // Of the bar whose stamp says this close, whether or not it is taken.
  BarSpan span_of(core::Timestamp close) {
    return by_open_ ? spans_.from_open(close - bar_) : spans_.from_close(close);
  }

  // Whether that bar, whose stamp says `close`, is taken.
  bool fits(core::Timestamp close, const BarSpan& span);

  // By which the calendar of a bar with this close of its own is resolved.
  BarSpan calendar_span(core::Timestamp close) { return spans_.from_close(close); }

  // A bar that fits was taken.
  void take(const BarSpan& span) {
    if (!phase_ && venue_.kind == BM_VENUE_ALWAYS_OPEN) [[unlikely]] {
      phase_ = clock_.of(span.open);
    }
  }

  // Of the first bar, where the venue never closes; none before it and elsewhere.
  std::optional<core::Duration> phase() const { return phase_; }

  void set_phase(std::optional<core::Duration> phase) { phase_ = phase; }

  const BarGrid& grid() const { return grid_; }

  // Bars that begin outside of sessions are not taken.
  bool within_sessions() const { return !aligned_; }

 private:
  const Venue& venue_;
  core::Duration bar_;
  bool by_open_;
  bool whole_sessions_;
  bool aligned_;  // every grid of the venue is the same
  BarGrid grid_;
  BarSpans spans_;
  LocalPhase clock_;
  std::optional<core::Duration> phase_;
};

}  // namespace barometer::calendar
