// SPDX-License-Identifier: Apache-2.0
#include "data/venue.hpp"

#include <vector>

#include "core/error.hpp"
#include "core/nearest_name.hpp"

namespace barometer {

namespace {

const std::vector<Venue>& known_venues() {
  static const std::vector<Venue> kVenues{
      {.name = "24x7", .kind = BM_VENUE_ALWAYS_OPEN, .zone = "UTC"},
      {.name = "us_equity",
       .kind = BM_VENUE_SESSIONS,
       .zone = "America/New_York",
       .open = 9 * kHour + 30 * kMinute,
       .close = 16 * kHour,
       .session_days_per_year = 252},
  };
  return kVenues;
}

}  // namespace

Venue find_venue(const std::string& name) {
  std::vector<std::string> names;
  for (const Venue& venue : known_venues()) {
    if (venue.name == name) {
      return venue;
    }
    names.push_back(venue.name);
  }
  throw Error(ExitCode::bad_input,
              Fault{"", "there is no venue '" + name + "'", suggestion(name, names)});
}

double bars_per_session_day(const Venue& venue, Duration bar) {
  const Duration day = bar >= kDay ? kDay : venue.close - venue.open;
  return static_cast<double>(day) / static_cast<double>(bar);
}

bool is_daily_session_bar(const Venue& venue, Duration bar) {
  return venue.kind == BM_VENUE_SESSIONS && bar == kDay;
}

bool has_session(const Venue& venue, Day date) {
  return venue.kind != BM_VENUE_SESSIONS || !is_weekend(date);
}

Session session_of(const Venue& venue, Zone& zone, Day date) {
  const Timestamp midnight = date * kDay;
  return {zone.instants(midnight + venue.open).first, zone.instants(midnight + venue.close).first};
}

}  // namespace barometer
