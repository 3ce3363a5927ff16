// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "calendar/day.hpp"
#include "calendar/zone.hpp"
#include "core/timestamp.hpp"

namespace barometer::config {
struct DataConfig;
struct VenueConfig;
}  // namespace barometer::config

namespace barometer::calendar {

// Times of day are counted from the session date's midnight by the venue's clock; a session that
// opens on the evening before has a negative open.
struct TradingHours {
  core::Day first =
      std::numeric_limits<core::Day>::min();  // session date from which on these hours hold
  core::Duration open = 0;
  core::Duration close = core::kDay;
  core::Duration lunch_begin = 0;  // equal to lunch_end where there is no break
  core::Duration lunch_end = 0;
};

struct EarlyClose {
  core::Day date = 0;
  core::Duration close = 0;
};

// A session on a day that has none otherwise; open and close are equal where the venue's hours
// hold.
struct ExtraSession {
  core::Day date = 0;
  core::Duration open = 0;
  core::Duration close = 0;
};

// When a venue trades, in its own local time.
struct Venue {
  std::string name;
  bm_venue_kind kind = BM_VENUE_ALWAYS_OPEN;
  std::string zone = "UTC";  // IANA
  double session_days_per_year = 365;
  std::vector<TradingHours> hours{{}};               // ascending in `first`, at least one
  std::vector<core::Day> holidays{};                 // of the week, without a session; ascending
  std::vector<EarlyClose> early_closes{};            // half days, ascending
  int first_year = std::numeric_limits<int>::min();  // of those that the two lists cover
  int last_year = std::numeric_limits<int>::max();
  std::array<bool, 7> week{true, true, true, true, true, false, false};  // trading days from Monday
  std::vector<ExtraSession> extra_sessions{};                            // ascending
  core::Duration extended_open = 0;  // trading before and after hours; equal for none
  core::Duration extended_close = 0;
  std::string hash{};  // of its file's bytes; empty for a built-in one
};

// Start and end of trading on one session date, UTC.
struct TradingSession {
  core::Timestamp open = 0;
  core::Timestamp close = 0;
};

// The venue that `data` names so: of its file, else the built-in of that name. Built in are
// * "24x7": the local day is the UTC day, every day;
// * "fx": Monday to Friday, each day from 17:00 of the evening before to 17:00 New York, no
//   holidays, as no holiday closes all of it;
// * "us_equity": 09:30-16:00 New York, holidays and half days of NYSE and Nasdaq 2000 to 2030.
// Throws Error{bad_input}: an unknown name with a suggestion, rules that are not understood.
Venue find_venue(const config::DataConfig& data, const std::string& name);
Venue find_venue(const std::string& name);

// From a venue's file; throws Error{bad_input} with every fault in its rules.
Venue make_venue(const config::VenueConfig& config);

// Those of `date`; the last ones are the regular ones of today.
const TradingHours& hours_on(const Venue& venue, core::Day date);
const TradingHours& regular_hours(const Venue& venue);

// Bars in one session day of regular hours: its length over the bar's, 1 for a daily bar, 390 for
// US-equity minutes. Of a week or a month the share of it that a session day is.
double bars_per_session_day(const Venue& venue, core::Duration bar);

// 52.1775 weeks and 12 months (365.2425 days) at any venue; else those of its session days.
double bars_per_year(const Venue& venue, core::Duration bar);

// One bar a session: its stamps are session dates, not multiples of 24 hours.
bool is_daily_session_bar(const Venue& venue, core::Duration bar);

// Whether sessions fall on this day of the week, unless it is a holiday.
bool is_trading_weekday(const Venue& venue, core::Day date);

// Those of Monday to Friday are 5.
int trading_days_per_week(const Venue& venue);

// The first trading day after the pause of the week: 0 Monday .. 6 Sunday.
int first_of_week(const Venue& venue);

// Holidays count as far as they are known; where they are not, every weekday has a session.
bool has_session(const Venue& venue, core::Day date);
bool holidays_known(const Venue& venue, core::Day date);
bool closes_early(const Venue& venue, core::Day date);

// The session date that `local`, a wall clock reading counted as if it were UTC, belongs to; where
// there is no session on it, the date that would have one on other days.
core::Day session_date_of(const Venue& venue, core::Timestamp local);

// The same of a UTC time; `zone` is the venue's.
core::Day session_date_at(const Venue& venue, Zone& zone, core::Timestamp time);

// The last session that has closed by `time`, half days as they are: its date.
core::Day last_session(const Venue& venue, core::Timestamp time);

// How many sessions have closed after `from`, up to `to`.
std::int64_t sessions_closed(const Venue& venue, core::Timestamp from, core::Timestamp to);

// The session of `date`, half days as they are; where there is none, what it would be on a weekday.
TradingSession session_of(const Venue& venue, Zone& zone, core::Day date);

// The same with trading before and after hours, where the venue has any.
TradingSession extended_session_of(const Venue& venue, Zone& zone, core::Day date);

// The break, such as lunch, inside the session of `date`; open and close are equal for none.
TradingSession break_of(const Venue& venue, Zone& zone, core::Day date,
                        const TradingSession& session);

// With the regular close on half days too: what a date-only stamp of a daily bar stands for.
TradingSession regular_session_of(const Venue& venue, Zone& zone, core::Day date);

}  // namespace barometer::calendar
