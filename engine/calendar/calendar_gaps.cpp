// SPDX-License-Identifier: Apache-2.0
#include "calendar/calendar_gaps.hpp"

#include <algorithm>

namespace barometer::calendar {

CalendarGaps::CalendarGaps(const Venue& venue, core::Duration bar)
    : venue_(venue), zone_(venue.zone), bar_(bar), daily_(is_daily_session_bar(venue, bar)) {}

// Just before the time, so that a close at midnight still belongs to its own date.
core::Day CalendarGaps::date_of(core::Timestamp time) {
  return session_date_of(venue_, time - 1 + zone_.offset(time - 1));
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

std::int64_t CalendarGaps::bars_in(core::Day date, core::Timestamp from, core::Timestamp to) {
  if (!has_session(venue_, date)) {
    return 0;
  }
  const TradingSession session = session_of(venue_, zone_, date);
  const TradingHours& hours = hours_on(venue_, date);
  const core::Timestamp midnight = date * core::kDay;
  const auto bars_from = [&](core::Timestamp begin, core::Timestamp end) {
    const core::Duration open = std::min(end, to) - std::max(begin, from);
    return open > 0 ? (open + bar_ - 1) / bar_ : 0;
  };
  if (hours.lunch_begin == hours.lunch_end) {
    return bars_from(session.open, session.close);
  }
  const core::Timestamp lunch = zone_.instants(midnight + hours.lunch_begin).first;
  const core::Timestamp back = zone_.instants(midnight + hours.lunch_end).first;
  return bars_from(session.open, std::min(lunch, session.close)) + bars_from(back, session.close);
}

std::int64_t CalendarGaps::missing(core::Timestamp from, core::Timestamp to) {
  const core::Day first = date_of(from);
  const core::Day last = date_of(to);
  if (daily_) {
    return sessions_between(first, last);
  }
  std::int64_t bars = 0;
  for (core::Day date = first; date <= last; ++date) {
    bars += bars_in(date, from, to);
  }
  // The later bar is one of them where it lies in a session.
  bars -= bars_in(last, to - 1, to);
  return std::max(bars, std::int64_t{0});
}

}  // namespace barometer::calendar
