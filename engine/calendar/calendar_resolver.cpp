// SPDX-License-Identifier: Apache-2.0
#include "calendar/calendar_resolver.hpp"

#include <date/date.h>

#include <algorithm>
#include <limits>

#include "calendar/period.hpp"

namespace barometer::calendar {

namespace {

date::year_month_day civil(core::Day day) {
  return date::sys_days{date::days{day}};
}

// The next date after `date` with a session, as far as holidays are known.
core::Day next_session_date(const Venue& venue, core::Day date) {
  do {
    ++date;
  } while (!has_session(venue, date));
  return date;
}

bool is_third_friday(core::Day date) {
  const auto day = static_cast<unsigned>(civil(date).day());
  return weekday_of(date) == 4 && day >= 15 && day <= 21;
}

// The third Friday, or the last session before it where that has none.
bool is_expiry(core::Day date, core::Day next) {
  for (core::Day day = date; day < next; ++day) {
    if (is_third_friday(day)) {
      return true;
    }
  }
  return false;
}

// A day off between two sessions that is not the week's pause.
bool is_holiday_eve(const Venue& venue, core::Day date, core::Day next) {
  for (core::Day day = date + 1; day < next; ++day) {
    if (is_trading_weekday(venue, day)) {
      return true;
    }
  }
  return false;
}

bm_calendar_flags date_flags(const Venue& venue, core::Day date) {
  bm_calendar_flags flags = 0;
  const auto set_if = [&](bool holds, bm_calendar_flags flag) { flags |= holds ? flag : 0u; };
  if (!has_session(venue, date)) {
    set_if(!holidays_known(venue, date), BM_HOLIDAYS_UNKNOWN);
    return flags | BM_NO_SESSION;
  }
  const core::Day next = next_session_date(venue, date);
  const auto month = civil(date).month();
  const bool month_end = civil(next).month() != month;
  set_if(!holidays_known(venue, date) || !holidays_known(venue, next), BM_HOLIDAYS_UNKNOWN);
  set_if(month_end, BM_DAY_MONTH_END);
  set_if(month_end && static_cast<unsigned>(month) % 3 == 0, BM_DAY_QUARTER_END);
  set_if(is_expiry(date, next), BM_DAY_EXPIRY);
  set_if(is_holiday_eve(venue, date, next), BM_DAY_HOLIDAY_EVE);
  set_if(closes_early(venue, date), BM_DAY_HALF);
  return flags;
}

}  // namespace

CalendarResolver::CalendarResolver(const Venue& venue, core::Duration bar)
    : venue_(venue), zone_(venue.zone), bar_(bar), whole_sessions_(holds_sessions(venue, bar)) {}

bm_calendar_row CalendarResolver::row(const BarSpan& span) {
  const core::Duration length = span.close - span.open;
  const core::Timestamp middle = span.close - length / 2;
  const core::Timestamp local = middle + zone_.offset(middle);
  if (const core::Day date = session_date_of(venue_, local); date != day_.session_date) {
    open_day(date);
  }
  bm_calendar_row row = day_;
  row.local_minute =
      static_cast<std::int32_t>(core::floor_modulo(local, core::kDay) / core::kMinute);
  row.flags |= asia_.flag_at(middle) | europe_.flag_at(middle) | us_.flag_at(middle);
  row.flags |= !whole_sessions_ && middle >= lunch_.open && middle < lunch_.close
                   ? bm_calendar_flags{BM_IN_LUNCH_BREAK}
                   : 0u;
  row.length_ms = unless_whole(length);
  row.traded_ms = unless_whole(traded(span));
  return row;
}

std::uint32_t CalendarResolver::unless_whole(core::Duration length) const {
  return whole_sessions_ || length == bar_
             ? 0
             : static_cast<std::uint32_t>(length / core::kMillisecond);
}

// All of a bar that lies outside of trading: somebody did trade in it.
core::Duration CalendarResolver::traded(const BarSpan& span) const {
  const core::Timestamp open = std::max(span.open, std::min(trades_from_, span.close));
  const core::Duration in_break = std::min(span.close, lunch_.close) - std::max(open, lunch_.open);
  const core::Duration trading = span.close - open - std::max<core::Duration>(in_break, 0);
  return trading > 0 ? trading : span.close - span.open;
}

// From when on there is trading up to this session: always where the one before ends with it.
core::Timestamp CalendarResolver::trading_begins(core::Day date, const TradingSession& session) {
  const bool goes_on =
      !has_session(venue_, date) ||
      (has_session(venue_, date - 1) && session_of(venue_, zone_, date - 1).close == session.open);
  return goes_on ? std::numeric_limits<core::Timestamp>::min() : session.open;
}

void CalendarResolver::open_day(core::Day date) {
  const TradingSession session = session_of(venue_, zone_, date);
  trades_from_ = trading_begins(date, session);
  day_.session_open_ns = session.open;
  day_.session_close_ns = session.close;
  day_.session_date = date;
  day_.flags = date_flags(venue_, date);
  lunch_ = has_session(venue_, date) ? break_of(venue_, zone_, date, session) : TradingSession{};
}

}  // namespace barometer::calendar
