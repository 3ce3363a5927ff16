// SPDX-License-Identifier: Apache-2.0
#include "config/load_venue.hpp"

#include <array>
#include <fstream>

#include "config/load.hpp"
#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

constexpr const char* kWhole = R"(name: xyz
zone: Asia/Tokyo
years: 2016-2030
sessions_per_year: 245
hours:
  - {open: 09:00, close: 15:00, lunch: 11:30-12:30}
  - {from: 2024-11-05, open: 17:00, close: 16:00}
holidays: [01-01, 3rd monday of july]
half_days:
  - {close: 12:15, days: [12-24 on monday..thursday]}
)";

// What a file with these lines is told, one fault a line, without the file's folder.
std::string told(const std::string& yaml) {
  const TempFolder folder;
  const std::string file = (folder.path() / "v.yaml").string();
  std::ofstream(file) << yaml;
  config::FaultList faults;
  config::load_venue(file, faults);
  try {
    core::throw_if_any(std::move(faults).take());
  } catch (const core::Error& error) {
    std::string lines;
    for (const core::Fault& fault : error.faults()) {
      lines += fault.where.substr(fault.where.rfind('/') + 1) + ": " + fault.what + "\n";
    }
    return lines;
  }
  return "taken";
}

std::string without(std::string text, const std::string& part, const std::string& with = "") {
  return text.replace(text.find(part), part.size(), with);
}

}  // namespace

TEST_CASE("every key of a venue's file arrives") {
  const TempFolder folder;
  const std::string file = (folder.path() / "v.yaml").string();
  std::ofstream(file) << kWhole;
  const config::RunConfig config = config::parse_config(
      "strategy: {plugin: x}\ndata: {source: synthetic, venue: " + file + "}\n", "t.yaml");
  const config::VenueConfig& venue = *config.data.file_of(file);
  CHECK(venue.file == file);
  CHECK(venue.name == "xyz");
  CHECK(venue.zone == "Asia/Tokyo");
  CHECK(venue.zone_at.line == 2);
  CHECK(venue.first_year == 2016);
  CHECK(venue.last_year == 2030);
  CHECK(venue.session_days_per_year == 245);
  REQUIRE(venue.hours.size() == 2);
  CHECK_FALSE(venue.hours[0].from);
  CHECK(venue.hours[0].open == 9 * core::kHour);
  CHECK(venue.hours[0].lunch_end == 12 * core::kHour + 30 * core::kMinute);
  CHECK(venue.hours[1].from == core::parse_utc("2024-11-05"));
  CHECK(venue.hours[1].open == 17 * core::kHour);
  CHECK_FALSE(venue.hours[1].lunch_begin);
  CHECK(venue.holidays == std::vector<std::string>{"01-01", "3rd monday of july"});
  CHECK(venue.holidays_at[1].column == 19);
  REQUIRE(venue.half_days.size() == 1);
  CHECK(venue.half_days[0].close == 12 * core::kHour + 15 * core::kMinute);
  CHECK(venue.half_days[0].days == std::vector<std::string>{"12-24 on monday..thursday"});
}

TEST_CASE("what a venue must say and does not is told, all of it") {
  CHECK(told("name: xyz\n") ==
        "v.yaml:1:1: zone: expected UTC, venue or a time zone such as America/New_York, found no "
        "such key\n"
        "v.yaml:1:1: years: expected years such as 2000-2030, found no such key\n"
        "v.yaml:1:1: hours: expected a list of hours, found no such key\n");
}

TEST_CASE("times, spans and years that are none are refused at their place") {
  CHECK(told(without(kWhole, "09:00", "9:00")) ==
        "v.yaml:6:12: hours[0].open: expected a time of day such as 09:30, found '9:00'\n");
  CHECK(
      told(without(kWhole, "11:30-12:30", "12:30-11:30")).find("hours[0].lunch: expected a span") !=
      std::string::npos);
  CHECK(told(without(kWhole, "11:30-12:30", "08:30-09:30"))
            .find("expected a break between open and close") != std::string::npos);
  CHECK(told(without(kWhole, "2016-2030", "2030-2016")).find("years: expected years such as") !=
        std::string::npos);
  CHECK(told(without(kWhole, "15:00", "24:30")).find("hours[0].close: expected a time of day") !=
        std::string::npos);
}

TEST_CASE("a half day closes between open and close") {
  for (const char* close : {"08:00", "15:30"}) {
    INFO(close);
    CHECK(told(without(kWhole, "close: 12:15", "close: " + std::string(close)))
              .find("half_days: expected days that close between the open and the close") !=
          std::string::npos);
  }
}

TEST_CASE("a session that opens in the evening may have a break in the morning") {
  const std::string evening =
      without(kWhole, "open: 09:00, close: 15:00", "open: 17:00, close: 15:00");
  CHECK(told(evening).find("lunch") == std::string::npos);
}

TEST_CASE("the first hours hold since ever") {
  CHECK(told(without(kWhole, "{open: 09:00", "{from: 2001-01-01, open: 09:00"))
            .find("hours: expected hours in the order of their `from`, the first without") !=
        std::string::npos);
}

TEST_CASE("hours that changed come in order") {
  CHECK(told(without(kWhole, "from: 2024-11-05, ", ""))
            .find("hours: expected hours in the order of their `from`") != std::string::npos);
}

TEST_CASE("a misspelt key is told with the nearest one") {
  CHECK(told(without(kWhole, "holidays", "holydays")).find("found 'holydays'") !=
        std::string::npos);
}

TEST_CASE("a week of its own, sessions beside it and trading before and after hours") {
  const TempFolder folder;
  const std::string file = (folder.path() / "v.yaml").string();
  std::ofstream(file) << R"(name: xyz
zone: Asia/Riyadh
years: 2016-2030
week: sunday..thursday
hours: {open: 10:00, close: 15:00}
extended: 09:30-15:20
extra_sessions:
  - {days: [2024-03-02]}
  - {open: 18:00, close: 19:00, days: [2024-03-08]}
)";
  config::FaultList faults;
  const config::VenueConfig venue = config::load_venue(file, faults).value();
  core::throw_if_any(std::move(faults).take());
  CHECK(venue.week == std::array<bool, 7>{true, true, true, true, false, false, true});
  CHECK(venue.extended_open == 9 * core::kHour + 30 * core::kMinute);
  CHECK(venue.extended_close == 15 * core::kHour + 20 * core::kMinute);
  REQUIRE(venue.extra_sessions.size() == 2);
  CHECK_FALSE(venue.extra_sessions[0].open);
  CHECK(venue.extra_sessions[1].close == 19 * core::kHour);
  CHECK(venue.extra_sessions[1].days == std::vector<std::string>{"2024-03-08"});
}

TEST_CASE("weeks, extended hours and extra sessions that are none are told") {
  const auto with = [](const std::string& line) { return told(std::string(kWhole) + line + "\n"); };
  for (const char* week : {"week: sunday", "week: sun..thu", "week: sunday-thursday"}) {
    CHECK(with(week).find("week: expected the first and the last trading day") !=
          std::string::npos);
  }
  CHECK(with("extended: 08:00-16:00").find("extended: expected a span that all hours lie in") !=
        std::string::npos);
  CHECK(with("extra_sessions: [{open: 10:00, days: [2024-03-02]}]")
            .find("close: expected a time after `open`") != std::string::npos);
}
