// SPDX-License-Identifier: Apache-2.0
#include "calendar/us_equity.hpp"

#include <iterator>

namespace barometer::calendar {

namespace {

constexpr const char* kHolidays[] = {
    "01-01 sunday+1",  // a Saturday's New Year is not moved into the old year's books
    "3rd monday of january",
    "3rd monday of february",
    "easter -2",
    "last monday of may",
    "06-19 saturday-1 sunday+1 from 2022",
    "07-04 saturday-1 sunday+1",
    "1st monday of september",
    "4th thursday of november",
    "12-25 saturday-1 sunday+1",
    "2001-09-11",  // attack on New York
    "2001-09-12",
    "2001-09-13",
    "2001-09-14",
    "2004-06-11",  // mourning: President Reagan
    "2007-01-02",  // President Ford
    "2012-10-29",  // hurricane Sandy
    "2012-10-30",
    "2018-12-05",  // President G. H. W. Bush
    "2025-01-09",  // President Carter
};

constexpr const char* kHalfDays[] = {
    "4th thursday of november +1",
    "12-24 on monday..thursday",
    "07-03 on monday..thursday except 2002",
    "2002-07-05",
    "2003-12-26",
};

}  // namespace

config::VenueConfig us_equity_config() {
  config::VenueConfig venue;
  venue.name = "us_equity";
  venue.zone = "America/New_York";
  venue.first_year = 2000;
  venue.last_year = 2030;
  venue.session_days_per_year = 252;
  venue.hours = {{.from = {},
                  .open = 9 * core::kHour + 30 * core::kMinute,
                  .close = 16 * core::kHour,
                  .lunch_begin = {},
                  .lunch_end = {}}};
  venue.extended_open = 4 * core::kHour;
  venue.extended_close = 20 * core::kHour;
  venue.holidays.assign(std::begin(kHolidays), std::end(kHolidays));
  config::HalfDaysConfig& half = venue.half_days.emplace_back();
  half.close = 13 * core::kHour;
  half.days.assign(std::begin(kHalfDays), std::end(kHalfDays));
  return venue;
}

}  // namespace barometer::calendar
