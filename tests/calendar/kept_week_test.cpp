// SPDX-License-Identifier: Apache-2.0
#include "calendar/kept_week.hpp"

#include <vector>

#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;

namespace {

// Closes at 18:00 UTC for ten weeks from Sunday 2024-01-07 on, on the days that are listed.
std::string kept(const std::vector<int>& days_after_sunday) {
  std::vector<core::Timestamp> closes;
  for (int week = 0; week < 10; ++week) {
    for (const int day : days_after_sunday) {
      closes.push_back(utc("2024-01-07T18:00:00Z") + (7 * week + day) * core::kDay);
    }
  }
  return calendar::kept_week(calendar::find_venue("us_equity"), closes);
}

}  // namespace

TEST_CASE("the week that bars keep is told where the venue has another") {
  CHECK(kept({0, 1, 2, 3, 4}) == "sunday..thursday");
  CHECK(kept({0, 1, 2, 3, 6}) == "saturday..wednesday");
  CHECK(kept({1, 2, 3, 4, 5}).empty());
  CHECK(kept({0, 1, 2, 3, 4, 5}).empty());  // every day of the venue, and one more
  CHECK(kept({1, 2, 3}).empty());
  CHECK(kept({0, 2, 4}).empty());
}
