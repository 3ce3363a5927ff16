// SPDX-License-Identifier: Apache-2.0
#include "calendar/bar_spans.hpp"

#include <algorithm>
#include <limits>

#include "calendar/period.hpp"

namespace barometer::calendar {

BarSpans::BarSpans(const Venue& venue, core::Duration bar, const BarGrid& grid)
    : venue_(venue),
      zone_(venue.zone),
      bar_(bar),
      grid_(grid),
      clock_(grid.zone.empty() ? zone_ : Zone(grid.zone), bar),
      whole_sessions_(holds_sessions(venue, bar)),
      full_length_(venue.kind == BM_VENUE_ALWAYS_OPEN || bar >= core::kDay ||
                   !(grid.origin == GridOrigin::session || grid.within_sessions)),
      date_(std::numeric_limits<core::Day>::min()) {}

BarSpans::Place BarSpans::place_of(core::Timestamp time) {
  const core::Day date = session_date_at(venue_, zone_, time);
  if (date != date_) {
    date_ = date;
    exists_ = has_session(venue_, date);
    session_ = session_of(venue_, zone_, date);
    break_ = break_of(venue_, zone_, date, session_);
  }
  if (break_.open == break_.close) {
    return {session_, exists_};
  }
  return time < break_.open ? Place{{session_.open, break_.open}, exists_}
                            : Place{{break_.close, session_.close}, exists_};
}

bool BarSpans::in_break(core::Timestamp time) {
  return place_of(time).exists && time >= break_.open && time < break_.close;
}

bool BarSpans::joined_by_break(const BarSpan& earlier, const BarSpan& later) {
  return in_break(earlier.close) && earlier.close == break_.open && later.open == break_.close;
}

core::Timestamp BarSpans::next_open(core::Timestamp time) {
  const Place place = place_of(time);
  if (place.exists && time < place.session.close) {
    return std::max(time, place.session.open);
  }
  const core::Day next = date_ + 1;
  return has_session(venue_, next) ? session_of(venue_, zone_, next).open
                                   : std::numeric_limits<core::Timestamp>::max();
}

core::Timestamp BarSpans::end_by_session(core::Timestamp open) {
  const core::Timestamp end = open + bar_;
  const bool by_session = grid_.origin == GridOrigin::session;
  const Place place = place_of(open);
  // By the clock a bar that begins in a break goes on into the rest of the session.
  if (!place.holds(open) && (by_session || !in_break(open))) {
    return by_session ? std::min(end, next_open(open)) : end;
  }
  // By the clock a bar that reaches into the next session holds trades of both.
  const bool reaches_on = !by_session && next_open(place.session.close) < end;
  return reaches_on ? end : std::min(end, place.session.close);
}

// The last multiple of a bar by the clock before a close.
core::Timestamp BarSpans::last_clock_open(core::Timestamp close) {
  const core::Duration phase = grid_.origin == GridOrigin::clock ? grid_.phase : 0;
  return close - 1 - core::floor_modulo(local_phase(close - 1) - phase, bar_);
}

// Inside a session, a whole number of bars after its open.
bool BarSpans::begins_on_grid(core::Timestamp open) {
  const Place place = place_of(open);
  return place.holds(open) && (open - place.session.open) % bar_ == 0;
}

BarSpan BarSpans::from_close(core::Timestamp close) {
  const bool by_session = grid_.origin == GridOrigin::session;
  if (whole_sessions_) {
    const core::Day date = session_date_at(venue_, zone_, close - 1);
    return {regular_session_of(venue_, zone_, date).open, close};
  }
  if (venue_.kind == BM_VENUE_ALWAYS_OPEN || !(by_session || grid_.within_sessions)) {
    return {close - bar_, close};
  }
  const Place place = place_of(close - 1);
  const core::Timestamp opened = place.session.open;
  if (by_session && place.holds(close - 1) &&
      (close == place.session.close || (close - opened) % bar_ == 0)) {
    return {opened + (close - opened - 1) / bar_ * bar_, close};
  }
  const bool at_edge = by_session ? !place.holds(close - 1) && close == next_open(close - 1)
                                  : place.holds(close - 1) && close == place.session.close;
  if (at_edge && !(by_session && begins_on_grid(close - bar_))) {
    const core::Timestamp open = last_clock_open(close);
    return from_open(open).close == close ? BarSpan{open, close} : BarSpan{close - bar_, close};
  }
  return from_open(close - bar_);
}

bool BarSpans::fits_session(core::Timestamp open) {
  const Place place = place_of(open);
  const bool by_session = core::floor_modulo(open - place.session.open, bar_) == 0;
  return by_session || (!place.holds(open) && local_phase(open) == 0);
}

}  // namespace barometer::calendar
