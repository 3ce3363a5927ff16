// SPDX-License-Identifier: Apache-2.0
#include "calendar/period.hpp"

#include <date/date.h>

#include "calendar/day.hpp"
#include "core/floor_division.hpp"

namespace barometer::calendar {

namespace {

date::year_month month_of(core::Day date) {
  const date::year_month_day day{date::sys_days{date::days{date}}};
  return {day.year(), day.month()};
}

core::Day first_day_of(const date::year_month& month) {
  return static_cast<core::Day>(date::sys_days{month / 1}.time_since_epoch().count());
}

// By weekday, holidays among them.
core::Day last_trading_day(const Venue& venue, const Period& period) {
  core::Day last = period.last;
  while (last > period.first && !is_trading_weekday(venue, last)) {
    --last;
  }
  return last;
}

}  // namespace

bool holds_sessions(const Venue& venue, core::Duration bar) {
  return is_period(bar) || is_daily_session_bar(venue, bar);
}

Period period_of(const Venue& venue, core::Duration bar, core::Day date) {
  if (bar == core::kWeek) {
    const core::Day first = date - (weekday_of(date) - first_of_week(venue) + 7) % 7;
    return {first, first + 6};
  }
  const date::year_month month = month_of(date);
  return {first_day_of(month), first_day_of(month + date::months{1}) - 1};
}

std::int64_t period_number(const Venue& venue, core::Duration bar, core::Day date) {
  if (bar == core::kWeek) {
    constexpr int kThursday = 3;  // 1970-01-01, counted from Monday
    return core::floor_divide(std::int64_t{date} + kThursday - first_of_week(venue), 7);
  }
  const date::year_month month = month_of(date);
  return std::int64_t{static_cast<int>(month.year())} * 12 + static_cast<unsigned>(month.month());
}

std::optional<core::Day> first_session_in(const Venue& venue, const Period& period) {
  for (core::Day date = period.first; date <= period.last; ++date) {
    if (has_session(venue, date)) {
      return date;
    }
  }
  return std::nullopt;
}

std::optional<core::Day> last_session_in(const Venue& venue, const Period& period) {
  for (core::Day date = period.last; date >= period.first; --date) {
    if (has_session(venue, date)) {
      return date;
    }
  }
  return std::nullopt;
}

core::Timestamp period_close(const Venue& venue, Zone& zone, core::Duration bar, core::Day date) {
  const Period period = period_of(venue, bar, date);
  const core::Day last = last_session_in(venue, period).value_or(last_trading_day(venue, period));
  return regular_session_of(venue, zone, last).close;
}

std::int64_t periods_between(const Venue& venue, core::Duration bar, core::Day from, core::Day to) {
  const core::Day end = period_of(venue, bar, to).first;
  std::int64_t periods = 0;
  for (core::Day date = period_of(venue, bar, from).last + 1; date < end;) {
    const Period period = period_of(venue, bar, date);
    periods += last_session_in(venue, period) ? 1 : 0;
    date = period.last + 1;
  }
  return periods;
}

PeriodPlace place_in_period(const Venue& venue, core::Duration bar, core::Day date) {
  const Period period = period_of(venue, bar, date);
  const auto first = first_session_in(venue, period);
  const auto last = last_session_in(venue, period);
  const bool never_closes = venue.kind == BM_VENUE_ALWAYS_OPEN;
  if (last && date >= *last && (never_closes || date > last_trading_day(venue, period))) {
    return PeriodPlace::behind;
  }
  if (!first || date <= *first) {
    return PeriodPlace::begins;
  }
  return date >= *last ? PeriodPlace::ends : PeriodPlace::inside;
}

}  // namespace barometer::calendar
