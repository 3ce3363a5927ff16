// SPDX-License-Identifier: Apache-2.0
// The stated rules of us_equity against the market-hours database of LEAN, day by day.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "calendar/venue.hpp"
#include "csv_fixture.hpp"
#include "data/market_data.hpp"
#include "files/text_file.hpp"
#include "real_data.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

nlohmann::json us_entry() {
  const files::TextFile text(real_data() / "lean/market-hours/market-hours-database.json.gz");
  return nlohmann::json::parse(text.view())["entries"]["Equity-usa-[*]"];
}

// "1/17/2000"
core::Day day_of_us(const std::string& text) {
  int month = 0;
  int day = 0;
  int year = 0;
  REQUIRE(std::sscanf(text.c_str(), "%d/%d/%d", &month, &day, &year) == 3);
  return calendar::day_of(utc(fmt::format("{:04}-{:02}-{:02}", year, month, day).c_str()));
}

// Weekdays of the years that both know: the database ends with 2028.
const core::Day kFirst = calendar::day_of(utc("2000-01-01"));
const core::Day kLast = calendar::day_of(utc("2028-12-31"));

bool compared(core::Day day) {
  return day >= kFirst && day <= kLast && !calendar::is_weekend(day);
}

std::set<core::Day> listed(const nlohmann::json& days) {
  std::set<core::Day> out;
  for (const auto& [key, value] : days.items()) {
    const core::Day day = day_of_us(days.is_array() ? value.get<std::string>() : key);
    if (compared(day)) {
      out.insert(day);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("every weekday from 2000 to 2028 is a session or a holiday as the database has it") {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  const std::set<core::Day> holidays = listed(us_entry()["holidays"]);
  REQUIRE(holidays.size() > 270);
  for (core::Day day = kFirst; day <= kLast; ++day) {
    if (compared(day) && calendar::has_session(venue, day) == holidays.contains(day)) {
      FAIL_CHECK(core::format_date(day * core::kDay));
    }
  }
}

TEST_CASE("every half day from 2000 to 2028 closes at 13:00 as the database has it") {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  const nlohmann::json early = us_entry()["earlyCloses"];
  const std::set<core::Day> half_days = listed(early);
  REQUIRE(half_days.size() > 60);
  CHECK(std::all_of(early.begin(), early.end(), [](const auto& at) { return at == "13:00:00"; }));
  for (core::Day day = kFirst; day <= kLast; ++day) {
    if (compared(day) && calendar::closes_early(venue, day) != half_days.contains(day)) {
      FAIL_CHECK(core::format_date(day * core::kDay));
    }
  }
  CHECK(std::ranges::all_of(venue.early_closes, [](const calendar::EarlyClose& close) {
    return close.close == 13 * core::kHour;
  }));
}
