// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/timestamp.hpp"

// Weeks and months, by session dates: what bars above a day hold. A week begins on the venue's
// first day of the week (first_of_week()), a month is that of the calendar.

namespace barometer::calendar {

// Whether a bar holds a week or a month.
constexpr bool is_period(core::Duration bar) {
  return bar > core::kDay;
}

// Whether a bar holds whole sessions, so that its last one is its row of the calendar: weeks and
// months, and the daily bars of a venue with sessions.
bool holds_sessions(const Venue& venue, core::Duration bar);

// Dates, both inside.
struct Period {
  core::Day first = 0;
  core::Day last = 0;
};

// The one that holds a date. REQUIRES: is_period(bar), as do all below.
Period period_of(const Venue& venue, core::Duration bar, core::Day date);

// One more from each to the next.
std::int64_t period_number(const Venue& venue, core::Duration bar, core::Day date);

// Its first and its last date with a session; nullopt where it has none.
std::optional<core::Day> first_session_in(const Venue& venue, const Period& period);
std::optional<core::Day> last_session_in(const Venue& venue, const Period& period);

// When a bar closes that holds this date: with the regular close of the last session of its period,
// or of its last trading day where no session is left.
core::Timestamp period_close(const Venue& venue, Zone& zone, core::Duration bar, core::Day date);

// How many periods with a session lie between those of two dates.
std::int64_t periods_between(const Venue& venue, core::Duration bar, core::Day from, core::Day to);

// Where the date of a stamp stands in its period.
enum class PeriodPlace {
  begins,  // no session lies before it
  inside,
  ends,   // the last session, or a holiday behind it
  behind  // the last trading day is over; at a venue that never closes the last day
};

PeriodPlace place_in_period(const Venue& venue, core::Duration bar, core::Day date);

}  // namespace barometer::calendar
