// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/regime.h>

#include <compare>
#include <cstdint>

namespace barometer {

enum class Weekday : std::int8_t {
  monday,
  tuesday,
  wednesday,
  thursday,
  friday,
  saturday,
  sunday,
  unknown = BM_TAG_UNKNOWN
};

// A day of the Gregorian calendar. Days from and to year, month and day: H. Hinnant,
// chrono-Compatible Low-Level Date Algorithms (2021).
struct Date {
  std::int32_t days = 0;  // since 1970-01-01; the difference of two dates

  // `month` from 1, `day` from 1.
  static constexpr Date of(int year, int month, int day) {
    const int shifted = month <= 2 ? year - 1 : year;  // a year begins in March
    const int era = (shifted >= 0 ? shifted : shifted - 399) / 400;
    const int of_era = shifted - era * 400;
    const int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return {era * kEraDays + of_era * 365 + of_era / 4 - of_era / 100 + of_year - kEpoch};
  }

  constexpr int year() const { return civil().year; }

  constexpr int month() const { return civil().month; }  // 1..12

  constexpr int day() const { return civil().day; }  // 1..31

  // 1970-01-01 was a Thursday.
  constexpr Weekday weekday() const {
    const std::int32_t since_monday = (days + 3) % 7;
    return static_cast<Weekday>(since_monday < 0 ? since_monday + 7 : since_monday);
  }

  friend constexpr auto operator<=>(const Date&, const Date&) = default;

 private:
  struct Civil {
    int year;
    int month;
    int day;
  };

  static constexpr int kEraDays = 146'097;  // of 400 years
  static constexpr int kEpoch = 719'468;    // days from 0000-03-01 to 1970-01-01

  constexpr Civil civil() const {
    const int shifted = days + kEpoch;
    const int era = (shifted >= 0 ? shifted : shifted - (kEraDays - 1)) / kEraDays;
    const int of_era = shifted - era * kEraDays;
    const int year = (of_era - of_era / 1'460 + of_era / 36'524 - of_era / 146'096) / 365;
    const int of_year = of_era - (365 * year + year / 4 - year / 100);
    const int from_march = (5 * of_year + 2) / 153;
    const int month = from_march < 10 ? from_march + 3 : from_march - 9;
    return {year + era * 400 + (month <= 2 ? 1 : 0), month,
            of_year - (153 * from_march + 2) / 5 + 1};
  }
};

}  // namespace barometer
