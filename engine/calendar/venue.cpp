// SPDX-License-Identifier: Apache-2.0
#include "calendar/venue.hpp"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>

#include "calendar/day_rule.hpp"
#include "calendar/us_equity.hpp"
#include "config/data_config.hpp"
#include "core/bar_size.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"

namespace barometer::calendar {

namespace {

const std::vector<Venue>& known_venues() {
  static const std::vector<Venue> kVenues{
      {.name = "24x7"},
      {.name = "fx",
       .kind = BM_VENUE_DESKS,
       .zone = "America/New_York",
       .session_days_per_year = 260,
       .hours = {{.open = -7 * core::kHour, .close = 17 * core::kHour}}},
      make_venue(us_equity_config()),
  };
  return kVenues;
}

int year_of(core::Day date) {
  return static_cast<int>(date::year_month_day{date::sys_days{date::days{date}}}.year());
}

// The weekdays that a list of rules names in the venue's years.
class RuledDays {
 public:
  RuledDays(const config::VenueConfig& venue, std::vector<core::Fault>& faults)
      : venue_(venue), faults_(faults) {}

  // Days of its week alone, for holidays; `all` for sessions beside them.
  std::vector<core::Day> of(const std::vector<std::string>& rules,
                            const std::vector<config::Location>& at, bool all = false) {
    std::vector<core::Day> days;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      try {
        append(DayRule(rules[i]), all, days);
      } catch (const core::Error& error) {
        core::Fault fault = error.faults().front();
        fault.where = config::to_string(venue_.file, i < at.size() ? at[i] : config::Location{});
        faults_.push_back(std::move(fault));
      }
    }
    std::ranges::sort(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
    return days;
  }

 private:
  // A year more on both sides, as rules may move a day over New Year; what falls into another year
  // is not kept: nothing is known there.
  void append(const DayRule& rule, bool all, std::vector<core::Day>& days) const {
    if (const auto date = rule.one_date(); date && !covers(*date)) {
      throw core::Error(core::ErrorKind::bad_input, outside_years(*date));
    }
    for (int year = venue_.first_year - 1; year <= venue_.last_year + 1; ++year) {
      if (const auto day = rule.in(year); day && covers(*day) && (all || in_week(*day))) {
        days.push_back(*day);
      }
    }
  }

  core::Fault outside_years(core::Day date) const {
    return {"",
            fmt::format("{} lies outside `years: {}-{}`", core::format_date(date * core::kDay),
                        venue_.first_year, venue_.last_year),
            "widen `years` where the other days of that year are listed too, or leave it out"};
  }

  bool covers(core::Day day) const {
    return year_of(day) >= venue_.first_year && year_of(day) <= venue_.last_year;
  }

  bool in_week(core::Day day) const {
    return venue_.week[static_cast<std::size_t>(weekday_of(day))];
  }

  const config::VenueConfig& venue_;
  std::vector<core::Fault>& faults_;
};

TradingHours trading_hours(const config::HoursConfig& config) {
  TradingHours hours;
  if (config.from) {
    hours.first = day_of(*config.from);
  }
  hours.open = config.open > config.close ? config.open - core::kDay : config.open;
  hours.close = config.close;
  hours.lunch_begin = config.lunch_begin.value_or(0);
  hours.lunch_end = config.lunch_end.value_or(0);
  return hours;
}

void check_zone(const config::VenueConfig& config, std::vector<core::Fault>& faults) {
  try {
    Zone{config.zone};
  } catch (const core::Error& error) {
    core::Fault fault = error.faults().front();
    fault.where = config::to_string(config.file, config.zone_at);
    faults.push_back(std::move(fault));
  }
}

std::vector<EarlyClose> early_closes(const config::VenueConfig& config, RuledDays& ruled) {
  std::vector<EarlyClose> closes;
  for (const config::HalfDaysConfig& half_days : config.half_days) {
    for (const core::Day day : ruled.of(half_days.days, half_days.days_at, true)) {
      closes.push_back({day, half_days.close});
    }
  }
  std::ranges::stable_sort(closes, {}, &EarlyClose::date);
  return closes;
}

std::vector<ExtraSession> extra_sessions(const config::VenueConfig& config, RuledDays& ruled) {
  std::vector<ExtraSession> sessions;
  for (const config::ExtraSessionsConfig& extra : config.extra_sessions) {
    for (const core::Day day : ruled.of(extra.days, extra.days_at, true)) {
      sessions.push_back({day, extra.open.value_or(0), extra.close.value_or(0)});
    }
  }
  std::ranges::stable_sort(sessions, {}, &ExtraSession::date);
  return sessions;
}

const ExtraSession* extra_session(const Venue& venue, core::Day date) {
  const auto found = std::ranges::lower_bound(venue.extra_sessions, date, {}, &ExtraSession::date);
  return found != venue.extra_sessions.end() && found->date == date ? &*found : nullptr;
}

const EarlyClose* early_close(const Venue& venue, core::Day date) {
  const auto found = std::ranges::lower_bound(venue.early_closes, date, {}, &EarlyClose::date);
  return found != venue.early_closes.end() && found->date == date ? &*found : nullptr;
}

bool is_week_or_month(core::Duration bar) {
  return bar == core::kWeek || bar == core::kMonth;
}

}  // namespace

Venue make_venue(const config::VenueConfig& config) {
  std::vector<core::Fault> faults;
  RuledDays ruled(config, faults);
  Venue venue{.name = config.name,
              .kind = BM_VENUE_SESSIONS,
              .zone = config.zone,
              .session_days_per_year = config.session_days_per_year,
              .hours = {},
              .holidays = ruled.of(config.holidays, config.holidays_at),
              .early_closes = early_closes(config, ruled),
              .first_year = config.first_year,
              .last_year = config.last_year,
              .week = config.week,
              .extra_sessions = extra_sessions(config, ruled),
              .extended_open = config.extended_open.value_or(0),
              .extended_close = config.extended_close.value_or(0),
              .hash = config.hash};
  std::ranges::transform(config.hours, std::back_inserter(venue.hours), trading_hours);
  check_zone(config, faults);
  if (!faults.empty()) {
    throw core::Error(core::ErrorKind::bad_input, std::move(faults));
  }
  return venue;
}

Venue find_venue(const std::string& name) {
  std::vector<std::string> names;
  for (const Venue& venue : known_venues()) {
    if (venue.name == name) {
      return venue;
    }
    names.push_back(venue.name);
  }
  throw core::Error(core::ErrorKind::bad_input, core::Fault{"", "there is no venue '" + name + "'",
                                                            core::suggestion(name, names)});
}

Venue find_venue(const config::DataConfig& data, const std::string& name) {
  const config::VenueConfig* const file = data.file_of(name);
  return file != nullptr ? make_venue(*file) : find_venue(name);
}

const TradingHours& hours_on(const Venue& venue, core::Day date) {
  const auto next = std::ranges::upper_bound(venue.hours, date, {}, &TradingHours::first);
  return next == venue.hours.begin() ? *next : *(next - 1);
}

const TradingHours& regular_hours(const Venue& venue) {
  return venue.hours.back();
}

double bars_per_year(const Venue& venue, core::Duration bar) {
  return is_week_or_month(bar) ? static_cast<double>(core::kYear) / static_cast<double>(bar)
                               : bars_per_session_day(venue, bar) * venue.session_days_per_year;
}

double bars_per_session_day(const Venue& venue, core::Duration bar) {
  if (is_week_or_month(bar)) {
    return bars_per_year(venue, bar) / venue.session_days_per_year;
  }
  const TradingHours& hours = regular_hours(venue);
  const core::Duration day = bar >= core::kDay
                                 ? core::kDay
                                 : hours.close - hours.open - (hours.lunch_end - hours.lunch_begin);
  return static_cast<double>(day) / static_cast<double>(bar);
}

bool is_daily_session_bar(const Venue& venue, core::Duration bar) {
  return venue.kind != BM_VENUE_ALWAYS_OPEN && bar == core::kDay;
}

bool is_trading_weekday(const Venue& venue, core::Day date) {
  return venue.week[static_cast<std::size_t>(weekday_of(date))];
}

int trading_days_per_week(const Venue& venue) {
  return venue.kind == BM_VENUE_ALWAYS_OPEN
             ? 7
             : static_cast<int>(std::ranges::count(venue.week, true));
}

int first_of_week(const Venue& venue) {
  for (std::size_t day = 0; day < venue.week.size(); ++day) {
    if (venue.week[day] && !venue.week[(day + 6) % 7]) {
      return static_cast<int>(day);
    }
  }
  return 0;
}

bool has_session(const Venue& venue, core::Day date) {
  return venue.kind == BM_VENUE_ALWAYS_OPEN || extra_session(venue, date) != nullptr ||
         (is_trading_weekday(venue, date) && !std::ranges::binary_search(venue.holidays, date));
}

bool holidays_known(const Venue& venue, core::Day date) {
  const int year = year_of(date);
  return year >= venue.first_year && year <= venue.last_year;
}

bool closes_early(const Venue& venue, core::Day date) {
  return early_close(venue, date) != nullptr;
}

core::Day session_date_of(const Venue& venue, core::Timestamp local) {
  const core::Day date = day_of(local);
  const core::Duration open = hours_on(venue, date + 1).open;
  return open < 0 && local >= (date + 1) * core::kDay + open ? date + 1 : date;
}

core::Day session_date_at(const Venue& venue, Zone& zone, core::Timestamp time) {
  return session_date_of(venue, time + zone.offset(time));
}

core::Day last_session(const Venue& venue, core::Timestamp time) {
  Zone zone(venue.zone);
  core::Day date = session_date_at(venue, zone, time);
  while (!has_session(venue, date) || session_of(venue, zone, date).close > time) {
    --date;
  }
  return date;
}

std::int64_t sessions_closed(const Venue& venue, core::Timestamp from, core::Timestamp to) {
  const core::Day last = last_session(venue, to);
  std::int64_t sessions = 0;
  for (core::Day date = last_session(venue, from) + 1; date <= last; ++date) {
    sessions += has_session(venue, date) ? 1 : 0;
  }
  return sessions;
}

TradingSession regular_session_of(const Venue& venue, Zone& zone, core::Day date) {
  const TradingHours& hours = hours_on(venue, date);
  const ExtraSession* const extra = extra_session(venue, date);
  const bool own = extra != nullptr && extra->open < extra->close;
  const core::Timestamp midnight = date * core::kDay;
  return {zone.instants(midnight + (own ? extra->open : hours.open)).first,
          zone.instants(midnight + (own ? extra->close : hours.close)).first};
}

TradingSession session_of(const Venue& venue, Zone& zone, core::Day date) {
  TradingSession session = regular_session_of(venue, zone, date);
  if (const EarlyClose* const early = early_close(venue, date)) {
    session.close = zone.instants(date * core::kDay + early->close).first;
  }
  return session;
}

TradingSession break_of(const Venue& venue, Zone& zone, core::Day date,
                        const TradingSession& session) {
  const TradingHours& hours = hours_on(venue, date);
  if (hours.lunch_begin >= hours.lunch_end) {
    return {};
  }
  const TradingSession pause{zone.instants(date * core::kDay + hours.lunch_begin).first,
                             zone.instants(date * core::kDay + hours.lunch_end).first};
  return pause.open > session.open && pause.close < session.close ? pause : TradingSession{};
}

TradingSession extended_session_of(const Venue& venue, Zone& zone, core::Day date) {
  const TradingSession session = session_of(venue, zone, date);
  if (venue.extended_open == venue.extended_close) {
    return session;
  }
  const core::Timestamp midnight = date * core::kDay;
  return {std::min(session.open, zone.instants(midnight + venue.extended_open).first),
          std::max(session.close, zone.instants(midnight + venue.extended_close).first)};
}

}  // namespace barometer::calendar
