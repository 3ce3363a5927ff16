// SPDX-License-Identifier: Apache-2.0
#include "calendar/kept_week.hpp"

#include <algorithm>
#include <array>

#include "calendar/zone.hpp"

namespace barometer::calendar {

namespace {

using Week = std::array<bool, 7>;  // from Monday on

constexpr std::array kWeekdays{"monday", "tuesday",  "wednesday", "thursday",
                               "friday", "saturday", "sunday"};

constexpr std::int64_t kHardlyAny = 20;  // one bar in so many

bool has_other_day(const Week& week, const Week& than) {
  for (std::size_t day = 0; day < week.size(); ++day) {
    if (week[day] && !than[day]) {
      return true;
    }
  }
  return false;
}

Week days_with_bars(const Venue& venue, std::span<const core::Timestamp> closes) {
  Zone zone(venue.zone);
  std::array<std::int64_t, 7> counts{};
  for (const core::Timestamp close : closes) {
    const core::Day date = session_date_at(venue, zone, close - 1);
    counts[static_cast<std::size_t>(weekday_of(date))] += 1;
  }
  Week week{};
  std::ranges::transform(counts, week.begin(), [&closes](std::int64_t count) {
    return count * kHardlyAny > std::ssize(closes);
  });
  return week;
}

// "sunday..thursday"; empty where the days are not one row.
std::string words_of(const Week& week) {
  std::string first;
  std::string last;
  int rows = 0;
  for (std::size_t day = 0; day < week.size(); ++day) {
    const bool begins = week[day] && !week[(day + 6) % 7];
    rows += begins ? 1 : 0;
    first = begins ? kWeekdays[day] : first;
    last = week[day] && !week[(day + 1) % 7] ? kWeekdays[day] : last;
  }
  return rows == 1 ? first + ".." + last : "";
}

}  // namespace

std::string kept_week(const Venue& venue, std::span<const core::Timestamp> closes) {
  const Week week = days_with_bars(venue, closes);
  const bool other = has_other_day(week, venue.week) && has_other_day(venue.week, week);
  return other ? words_of(week) : "";
}

}  // namespace barometer::calendar
