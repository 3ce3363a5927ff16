// SPDX-License-Identifier: Apache-2.0
#include "calendar/calendar_gaps.hpp"

#include <algorithm>
#include <limits>

#include "calendar/period.hpp"
#include "core/floor_division.hpp"

namespace barometer::calendar {

CalendarGaps::CalendarGaps(const Venue& venue, core::Duration bar, const BarGrid& grid)
    : venue_(venue),
      zone_(venue.zone),
      bar_(bar),
      daily_(is_daily_session_bar(venue, bar)),
      by_session_(grid.origin == GridOrigin::session),
      spans_(venue, bar, grid) {}

// Just before the time, so that a close at midnight still belongs to its own date.
core::Day CalendarGaps::date_of(core::Timestamp time) {
  return session_date_at(venue_, zone_, time - 1);
}

bool CalendarGaps::knows(core::Timestamp from, core::Timestamp to) {
  return holidays_known(venue_, date_of(from)) && holidays_known(venue_, date_of(to));
}

std::int64_t CalendarGaps::sessions_between(core::Day from, core::Day to) const {
  std::int64_t sessions = 0;
  for (core::Day day = from + 1; day < to; ++day) {
    sessions += has_session(venue_, day) ? 1 : 0;
  }
  return sessions;
}

// Closes of bars with trading in `part` that are later than all counted and earlier than `to`. All
// of them are whole bars apart, except the last, which trading may cut.
std::int64_t CalendarGaps::count_part(const TradingSession& part, core::Timestamp to) {
  if (part.close <= part.open) {
    return 0;
  }
  const core::Timestamp first = part.open - (by_session_ ? 0 : spans_.phase_from_grid(part.open));
  const std::int64_t whole = (part.close - first - 1) / bar_;  // before the last
  const core::Timestamp last = spans_.from_open(first + whole * bar_).close;
  const auto closed_by = [&](core::Timestamp time) {
    return time >= last
               ? whole + 1
               : std::clamp(core::floor_divide(time - first, bar_), std::int64_t{0}, whole);
  };
  const std::int64_t bars = std::max(closed_by(to - 1) - closed_by(counted_), std::int64_t{0});
  counted_ = std::max(counted_, std::min(last, to - 1));
  return bars;
}

std::int64_t CalendarGaps::count_session(core::Day date, core::Timestamp to) {
  const TradingSession session = session_of(venue_, zone_, date);
  const TradingSession pause = break_of(venue_, zone_, date, session);
  if (pause.open == pause.close) {
    return count_part(session, to);
  }
  const std::int64_t before = count_part({session.open, pause.open}, to);
  return before + count_part({pause.close, session.close}, to);
}

std::int64_t CalendarGaps::bars_on(core::Day date) {
  counted_ = std::numeric_limits<core::Timestamp>::min() / 2;
  return daily_ ? 1 : count_session(date, std::numeric_limits<core::Timestamp>::max() / 2);
}

std::int64_t CalendarGaps::missing(core::Timestamp from, core::Timestamp to) {
  const core::Day first = date_of(from);
  const core::Day last = date_of(to);
  if (is_period(bar_)) {
    return periods_between(venue_, bar_, first, last);
  }
  if (daily_) {
    return sessions_between(first, last);
  }
  counted_ = from;
  std::int64_t bars = 0;
  for (core::Day date = first; date <= last; ++date) {
    bars += has_session(venue_, date) ? count_session(date, to) : 0;
  }
  return bars;
}

}  // namespace barometer::calendar
