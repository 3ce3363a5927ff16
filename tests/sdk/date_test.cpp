// SPDX-License-Identifier: Apache-2.0
#include <barometer/sdk/date.hpp>

#include <chrono>

#include "support/catch.hpp"

using barometer::Date;
using barometer::Weekday;

TEST_CASE("days are the dates of the standard library's calendar, there and back") {
  bool same = true;
  for (std::int32_t days = -800'000; days <= 800'000; ++days) {
    const std::chrono::year_month_day expected{std::chrono::sys_days{std::chrono::days{days}}};
    const std::chrono::weekday weekday{std::chrono::sys_days{std::chrono::days{days}}};
    const Date date{days};
    same = same && date.year() == static_cast<int>(expected.year()) &&
           date.month() == static_cast<int>(static_cast<unsigned>(expected.month())) &&
           date.day() == static_cast<int>(static_cast<unsigned>(expected.day())) &&
           static_cast<unsigned>(date.weekday()) + 1 == weekday.iso_encoding() &&
           Date::of(date.year(), date.month(), date.day()) == date;
  }
  CHECK(same);
}

TEST_CASE("dates are compared by day") {
  CHECK(Date::of(2020, 2, 29) < Date::of(2020, 3, 1));
  CHECK(Date::of(1970, 1, 1).days == 0);
  CHECK(Date::of(2018, 2, 5).weekday() == Weekday::monday);
}
