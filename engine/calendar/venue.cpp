// SPDX-License-Identifier: Apache-2.0
#include "calendar/venue.hpp"

#include <date/date.h>

#include <algorithm>

#include "calendar/day_rule.hpp"
#include "calendar/us_equity.hpp"
#include "config/data_config.hpp"
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

// The weekdays that a list of rules names in the venue's years.
class RuledDays {
 public:
  RuledDays(const config::VenueConfig& venue, std::vector<core::Fault>& faults)
      : venue_(venue), faults_(faults) {}

  std::vector<core::Day> of(const std::vector<std::string>& rules,
                            const std::vector<config::Location>& at) {
    std::vector<core::Day> days;
    for (std::size_t i = 0; i < rules.size(); ++i) {
      try {
        append(DayRule(rules[i]), days);
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
  // A year more on both sides: rules may move a day over New Year.
  void append(const DayRule& rule, std::vector<core::Day>& days) const {
    for (int year = venue_.first_year - 1; year <= venue_.last_year + 1; ++year) {
      if (const auto day = rule.in(year); day && !is_weekend(*day)) {
        days.push_back(*day);
      }
    }
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
    for (const core::Day day : ruled.of(half_days.days, half_days.days_at)) {
      closes.push_back({day, half_days.close});
    }
  }
  std::ranges::stable_sort(closes, {}, &EarlyClose::date);
  return closes;
}

const EarlyClose* early_close(const Venue& venue, core::Day date) {
  const auto found = std::ranges::lower_bound(venue.early_closes, date, {}, &EarlyClose::date);
  return found != venue.early_closes.end() && found->date == date ? &*found : nullptr;
}

int year_of(core::Day date) {
  return static_cast<int>(date::year_month_day{date::sys_days{date::days{date}}}.year());
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
              .last_year = config.last_year};
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

Venue find_venue(const config::DataConfig& data) {
  return data.venue_file ? make_venue(*data.venue_file) : find_venue(data.venue);
}

const TradingHours& hours_on(const Venue& venue, core::Day date) {
  const auto next = std::ranges::upper_bound(venue.hours, date, {}, &TradingHours::first);
  return next == venue.hours.begin() ? *next : *(next - 1);
}

const TradingHours& regular_hours(const Venue& venue) {
  return venue.hours.back();
}

double bars_per_session_day(const Venue& venue, core::Duration bar) {
  const TradingHours& hours = regular_hours(venue);
  const core::Duration day = bar >= core::kDay
                                 ? core::kDay
                                 : hours.close - hours.open - (hours.lunch_end - hours.lunch_begin);
  return static_cast<double>(day) / static_cast<double>(bar);
}

bool is_daily_session_bar(const Venue& venue, core::Duration bar) {
  return venue.kind != BM_VENUE_ALWAYS_OPEN && bar == core::kDay;
}

bool has_session(const Venue& venue, core::Day date) {
  return venue.kind == BM_VENUE_ALWAYS_OPEN ||
         (!is_weekend(date) && !std::ranges::binary_search(venue.holidays, date));
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

TradingSession regular_session_of(const Venue& venue, Zone& zone, core::Day date) {
  const TradingHours& hours = hours_on(venue, date);
  const core::Timestamp midnight = date * core::kDay;
  return {zone.instants(midnight + hours.open).first, zone.instants(midnight + hours.close).first};
}

TradingSession session_of(const Venue& venue, Zone& zone, core::Day date) {
  TradingSession session = regular_session_of(venue, zone, date);
  if (const EarlyClose* const early = early_close(venue, date)) {
    session.close = zone.instants(date * core::kDay + early->close).first;
  }
  return session;
}

}  // namespace barometer::calendar
