// SPDX-License-Identifier: Apache-2.0
#include "data/grid_faults.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>

#include "calendar/day.hpp"
#include "calendar/period.hpp"
#include "calendar/zone.hpp"
#include "core/bar_size.hpp"

namespace barometer::data {

namespace {

constexpr std::array kWeekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                               "Friday", "Saturday", "Sunday"};

core::Day date_of(const calendar::Venue& venue, core::Timestamp close) {
  calendar::Zone zone(venue.zone);
  return calendar::session_date_at(venue, zone, close - 1);
}

}  // namespace

bool is_without_session(const calendar::Venue& venue, core::Duration bar, core::Timestamp close) {
  return calendar::holds_sessions(venue, bar) &&
         !calendar::has_session(venue, date_of(venue, close));
}

std::string off_grid_text(const calendar::Venue& venue, core::Duration bar, core::Timestamp close) {
  const std::string what =
      fmt::format("the bar closing {} is off the grid of {} bars on venue {}",
                  core::format_utc(close), core::format_bar_size(bar), venue.name);
  if (!is_without_session(venue, bar, close)) {
    return what;
  }
  const core::Day date = date_of(venue, close);
  return what + fmt::format(": {} {} {}",
                            kWeekdays[static_cast<std::size_t>(calendar::weekday_of(date))],
                            core::format_date(date * core::kDay),
                            calendar::is_trading_weekday(venue, date) ? "is a holiday there"
                                                                      : "is no trading day there");
}

std::string second_close_text(const calendar::Venue& venue, core::Duration bar,
                              core::Timestamp close) {
  return calendar::is_period(bar)
             ? fmt::format("a second bar of the {} that closes {}",
                           bar == core::kWeek ? "week" : "month", core::format_utc(close))
             : fmt::format(
                   "a second bar that closes {}: on venue {} it ends where a session or a "
                   "break begins or ends",
                   core::format_utc(close), venue.name);
}

}  // namespace barometer::data
