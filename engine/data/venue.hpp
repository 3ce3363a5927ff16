// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <string>

#include "core/timestamp.hpp"
#include "data/day.hpp"
#include "data/zone.hpp"

namespace barometer {

// When a venue trades, in its own local time. Holidays and half days are not known yet: where a
// venue has sessions, every weekday counts as one.
struct Venue {
  std::string name;
  bm_venue_kind kind = BM_VENUE_ALWAYS_OPEN;
  std::string zone = "UTC";  // IANA
  Duration open = 0;         // of the local day
  Duration close = kDay;
  double session_days_per_year = 365;
};

// Start and end of trading on one session date, UTC.
struct Session {
  Timestamp open = 0;
  Timestamp close = 0;
};

// "24x7" (local day is the UTC day) or "us_equity" (09:30-16:00 America/New_York, Monday to
// Friday); throws Error{bad_input} with a suggestion for any other name.
Venue find_venue(const std::string& name);

// Bars in one session day: its length over the bar's, 1 for a daily bar, 390 for US-equity minutes.
double bars_per_session_day(const Venue& venue, Duration bar);

// One bar a session: its stamps are session dates, not multiples of 24 hours.
bool is_daily_session_bar(const Venue& venue, Duration bar);

bool has_session(const Venue& venue, Day date);

// The session of `date`; where there is none, what it would be on a weekday.
Session session_of(const Venue& venue, Zone& zone, Day date);

}  // namespace barometer
