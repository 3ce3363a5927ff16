// SPDX-License-Identifier: Apache-2.0
#include "data/sunday_bars.hpp"

#include <algorithm>
#include <string>

#include "calendar/day.hpp"
#include "calendar/venue.hpp"
#include "csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

config::DataConfig daily_fx(config::SundayStubs stubs) {
  config::DataConfig config = hourly_csv();
  config.bar = core::kDay;
  config.venue = "fx";
  config.csv.time_format = "%Y-%m-%d";
  config.csv.stamp = std::nullopt;
  config.csv.sunday_stubs = stubs;
  return config;
}

const std::string kHeader = "timestamp,open,high,low,close,volume\n";

// 2021-01-03 and 2021-01-10 are Sundays.
const std::string kTwoWeeks = kHeader +
                              "2021-01-03,1.10,1.30,1.05,1.20,5\n"
                              "2021-01-04,1.21,1.25,1.15,1.22,100\n"
                              "2021-01-05,1.22,1.26,1.16,1.23,100\n"
                              "2021-01-08,1.23,1.27,1.17,1.24,100\n"
                              "2021-01-10,1.24,1.28,1.18,1.25,5\n"
                              "2021-01-11,1.25,1.29,1.10,1.26,100\n";

}  // namespace

TEST_CASE("a Sunday is refused with the key that makes it a part of Monday") {
  const data::CsvBars read = read_text(kTwoWeeks, daily_fx(config::SundayStubs::refuse));
  REQUIRE(read.faults.size() == 2);
  CHECK(read.faults[0].where == "x.csv:2:1");
  CHECK(contains(read.faults[0].what, "Sunday 2021-01-03"));
  CHECK(contains(read.faults[0].fix, "`data.sunday_stubs: merge`"));
}

TEST_CASE("merged, Monday begins on Sunday evening") {
  const data::CsvBars read = read_text(kTwoWeeks, daily_fx(config::SundayStubs::merge));
  REQUIRE(read.faults.empty());
  REQUIRE(read.bars.size() == 4);
  CHECK(read.report.merged_bars == 2);
  CHECK(same_bars({read.bars[0]}, {{utc("2021-01-04T22:00:00Z"), 1.10, 1.30, 1.05, 1.22, 105}}));
  CHECK(same_bars({read.bars[3]}, {{utc("2021-01-11T22:00:00Z"), 1.24, 1.29, 1.10, 1.26, 105}}));
}

TEST_CASE("a Sunday without its Monday begins the next session that has a bar") {
  const data::CsvBars read = read_text(kHeader +
                                           "2021-01-01,1,1,1,1,1\n2021-01-03,2,3,1,1,1\n"
                                           "2021-01-05,1,1,1,1,1\n2021-01-06,1,1,1,1,1\n",
                                       daily_fx(config::SundayStubs::merge));
  REQUIRE(read.faults.empty());
  REQUIRE(read.bars.size() == 3);
  CHECK(same_bars({read.bars[1]}, {{utc("2021-01-05T22:00:00Z"), 2, 3, 1, 1, 2}}));
  CHECK(read.report.merged_bars == 1);
}

TEST_CASE("a Sunday that no session follows is left out and counted") {
  const data::CsvBars last =
      read_text(kHeader + "2021-01-07,1,1,1,1,1\n2021-01-08,1,1,1,1,1\n2021-01-10,1,1,1,1,1\n",
                daily_fx(config::SundayStubs::merge));
  REQUIRE(last.faults.empty());
  CHECK(last.bars.size() == 2);
  CHECK(last.report.merged_bars == 0);
  CHECK(last.report.left_out_stubs == 1);
}

TEST_CASE("dates from Sunday to Thursday are those of the evenings, where the config says so") {
  const std::string text = kHeader +
                           "2021-01-03,1,1,1,1,1\n2021-01-04,1,1,1,1,1\n2021-01-05,1,1,1,1,1\n"
                           "2021-01-06,1,1,1,1,1\n2021-01-07,1,1,1,1,1\n2021-01-10,1,1,1,1,1\n";
  config::DataConfig config = daily_fx(config::SundayStubs::merge);
  const data::CsvBars refused = read_text(text, config);
  REQUIRE(refused.faults.size() == 2);
  CHECK(contains(refused.faults[0].fix, "`data.time.stamp: open`"));
  config.csv.stamp = config::StampSide::open;
  const data::CsvBars read = read_text(text, config);
  REQUIRE(read.bars.size() == 6);
  CHECK(read.bars[0].close_time_ns == utc("2021-01-04T22:00:00Z"));
  CHECK(read.bars[4].close_time_ns == utc("2021-01-08T22:00:00Z"));
}

// Monday, the first of January, is a holiday of the venue: its bar goes, and the Sunday must not go
// with it.
TEST_CASE("a Sunday before a Monday that is left out begins Tuesday") {
  config::DataConfig config = daily_fx(config::SundayStubs::merge);
  config.csv.bad_rows = config::BadRows::skip;
  std::string text = kHeader;
  for (int day = 18; day <= 29; ++day) {
    text += day % 7 == 2 || day % 7 == 3 ? "" : "2023-12-" + std::to_string(day) + ",1,1,1,1,1\n";
  }
  text +=
      "2023-12-31,2,3,1,1,1\n2024-01-01,1,1,1,1,1\n2024-01-02,1,1,1,1,10\n2024-01-03,1,1,1,1,1\n";
  calendar::Venue venue = calendar::find_venue("fx");
  venue.holidays.push_back(calendar::day_of(utc("2024-01-01T00:00:00Z")));
  const data::CsvBars read =
      data::read_csv(text, "x.csv", config, venue, data::StampParser(config, venue));
  const auto tuesday =
      std::ranges::find(read.bars, utc("2024-01-02T22:00:00Z"), &data::BarRow::close_time_ns);
  REQUIRE(tuesday != read.bars.end());
  CHECK(tuesday->volume == 11);
  CHECK(tuesday->open == 2);
}

TEST_CASE("daily stamps of the wrong side are told the side, by epoch too") {
  config::DataConfig config = daily_fx(config::SundayStubs::refuse);
  config.csv.time_format = "epoch_ms";
  config.csv.stamp = config::StampSide::open;
  std::string text = kHeader;
  for (int day = 1; day <= 26; ++day) {  // closes of Monday to Friday, 17:00 New York
    const core::Timestamp close = utc("2024-01-01T22:00:00Z") + (day - 1) * core::kDay;
    text += day % 7 == 6 || day % 7 == 0 || day == 1
                ? ""
                : std::to_string(close / 1'000'000) + ",1,1,1,1,1\n";
  }
  const data::CsvBars read = read_text(text, config);
  REQUIRE_FALSE(read.faults.empty());
  CHECK(contains(read.faults[0].fix, "`data.time.stamp: close`"));
}
