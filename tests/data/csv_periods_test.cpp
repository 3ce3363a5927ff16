// SPDX-License-Identifier: Apache-2.0
// Files whose rows are weeks or months, and files that only seem so.
#include <string>

#include "core/bar_size.hpp"
#include "csv_fixture.hpp"
#include "data/bar_row.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

const std::string kHeader = "timestamp,open,high,low,close,volume\n";

config::DataConfig dated(core::Duration bar, const std::string& venue) {
  config::DataConfig config = hourly_csv();
  config.bar = bar;
  config.venue = venue;
  config.csv.time_format = "%Y-%m-%d";
  config.csv.stamp = std::nullopt;
  return config;
}

std::string rows_of(std::initializer_list<const char*> dates) {
  std::string rows = kHeader;
  for (const char* date : dates) {
    rows += std::string(date) + ",1,1,1,1,1\n";
  }
  return rows;
}

// Every weekday of so many weeks from Monday 2021-03-01 on.
std::string daily_rows(int weeks) {
  std::string rows = kHeader;
  for (int day = 0; day < 7 * weeks; ++day) {
    if (day % 7 < 5) {
      rows += core::format_date(utc("2021-03-01") + day * core::kDay) + ",1,1,1,1,1\n";
    }
  }
  return rows;
}

std::string told(const data::CsvBars& read) {
  std::string text;
  for (const core::Fault& fault : read.faults) {
    text += core::to_string(fault) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("weeks by their last session, holidays as they fall, close with it") {
  // 2021-04-02 was Good Friday.
  const data::CsvBars read = read_text(rows_of({"2021-03-26", "2021-04-01", "2021-04-09"}),
                                       dated(core::kWeek, "us_equity"));
  INFO(told(read));
  REQUIRE(read.bars.size() == 3);
  CHECK(read.bars[0].close_time_ns == utc("2021-03-26T20:00:00Z"));
  CHECK(read.bars[1].close_time_ns == utc("2021-04-01T20:00:00Z"));
  CHECK(read.bars[2].close_time_ns == utc("2021-04-09T20:00:00Z"));
}

TEST_CASE("months by the month's last day close with the last session before it") {
  const data::CsvBars read = read_text(rows_of({"2021-01-31", "2021-02-28", "2021-03-31"}),
                                       dated(core::kMonth, "us_equity"));
  INFO(told(read));
  REQUIRE(read.bars.size() == 3);
  CHECK(read.bars[0].close_time_ns == utc("2021-01-29T21:00:00Z"));
  CHECK(read.bars[1].close_time_ns == utc("2021-02-26T21:00:00Z"));
}

TEST_CASE("a coin's weeks in milliseconds of their open begin on Monday") {
  config::DataConfig config = hourly_csv();
  config.bar = core::kWeek;
  std::string rows = kHeader;
  for (int week = 0; week < 3; ++week) {
    rows += std::to_string((utc("2021-03-01") + week * core::kWeek) / core::kMillisecond) +
            ",1,1,1,1,1\n";
  }
  const data::CsvBars read = read_text(rows, config);
  INFO(told(read));
  REQUIRE(read.bars.size() == 3);
  CHECK(read.bars[0].close_time_ns == utc("2021-03-08"));
}

TEST_CASE("a clock of the exchange names the week that begins there") {
  config::DataConfig config = dated(core::kWeek, "fx");
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.stamp = config::StampSide::open;
  // 17:00 in New York, before summer time and in it.
  const data::CsvBars read =
      read_text(rows_of({"2021-02-28 22:00", "2021-03-07 22:00", "2021-03-14 21:00"}), config);
  INFO(told(read));
  REQUIRE(read.bars.size() == 3);
  CHECK(read.bars[0].close_time_ns == utc("2021-03-05T22:00:00Z"));
  CHECK(read.bars[2].close_time_ns == utc("2021-03-19T21:00:00Z"));
}

TEST_CASE("days under a week's size are refused with the size that was found") {
  const data::CsvBars read = read_text(daily_rows(6), dated(core::kWeek, "us_equity"));
  REQUIRE(read.faults.size() == 1);
  CHECK(contains(told(read),
                 "x.csv:2:1: bars are not 1w long: 24 of 29 steps between bars are 1d "
                 "and the smallest is 1d"));
}

TEST_CASE("weeks under a month's size and months under a week's are refused with theirs") {
  CHECK(contains(told(read_text(rows_of({"2021-03-01", "2021-03-08", "2021-03-15", "2021-03-22",
                                         "2021-03-29", "2021-04-05"}),
                                dated(core::kMonth, "us_equity"))),
                 "bars are not 1mo long: 5 of 5 steps between bars are 7d"));
  CHECK(contains(told(read_text(rows_of({"2021-01-29", "2021-02-26", "2021-03-31"}),
                                dated(core::kWeek, "us_equity"))),
                 "bars are not 1w long: 1 of 2 steps between bars are 28d"));
  CHECK(contains(told(read_text(rows_of({"2021-03-05", "2021-03-12", "2021-03-19"}),
                                dated(core::kDay, "us_equity"))),
                 "bars are not 1d long: 2 of 2 steps between bars are 5 sessions"));
}

TEST_CASE("two rows of one week are a fault at the second") {
  const data::CsvBars read =
      read_text(rows_of({"2021-03-05", "2021-03-12", "2021-03-15", "2021-03-19", "2021-03-26"}),
                dated(core::kWeek, "us_equity"));
  REQUIRE(read.faults.size() == 1);
  CHECK(contains(told(read),
                 "x.csv:5:1: a second bar of the week that closes "
                 "2021-03-19T20:00:00Z"));
}

TEST_CASE("a week without a session is off the grid, where the calendar knows") {
  const data::CsvBars read =
      read_text(rows_of({"2001-08-31", "2001-09-07", "2001-09-14", "2001-09-21"}),
                dated(core::kWeek, "us_equity"));
  // Closed from the 11th to the 14th, open on Monday the 10th.
  INFO(told(read));
  REQUIRE(read.bars.size() == 4);
  CHECK(read.bars[2].close_time_ns == utc("2001-09-10T20:00:00Z"));
}

TEST_CASE("weeks dated by Sundays are refused until the side is said, at the first such row") {
  config::DataConfig config = dated(core::kWeek, "us_equity");
  const std::string rows = rows_of({"2021-02-28", "2021-03-07", "2021-03-14"});
  CHECK(contains(told(read_text(rows, config)),
                 "x.csv:2:1: the date 2021-02-28, a Sunday, may begin a week's bar or end it"));
  config.csv.stamp = config::StampSide::open;
  CHECK(read_text(rows, config).bars.at(0).close_time_ns == utc("2021-03-05T21:00:00Z"));
  config.csv.stamp = config::StampSide::close;
  CHECK(read_text(rows, config).bars.at(0).close_time_ns == utc("2021-02-26T21:00:00Z"));
}

TEST_CASE("finer bars than the configured size are to be resampled to it") {
  const auto fix = [](const data::CsvBars& read) {
    REQUIRE(read.faults.size() == 1);
    return read.faults[0].fix;
  };
  const std::string days = daily_rows(6);
  CHECK(fix(read_text(days, dated(core::kWeek, "us_equity"))) ==
        "bars are 1d: write `bar: 1d` and `resample: 1w`");
  CHECK(fix(read_text(days, dated(core::kMonth, "us_equity"))) ==
        "bars are 1d: write `bar: 1d` and `resample: 1mo`");
  config::DataConfig hours = hourly_csv();
  hours.csv.volume.reset();
  std::string rows = "timestamp,open,high,low,close\n";
  for (int i = 0; i < 30; ++i) {
    rows += std::to_string(i * 3'600'000) + ",1,1,1,1\n";
  }
  for (const auto& [bar, told] : {std::pair{4 * core::kHour, "4h"}, {core::kDay, "1d"}}) {
    hours.bar = bar;
    CHECK(fix(read_text(rows, hours)) ==
          std::string("bars are 1h: write `bar: 1h` and `resample: ") + told + "`");
  }
  hours.bar = 4 * core::kHour;
  hours.resample = core::kDay;
  CHECK(fix(read_text(rows, hours)) == "bars are 1h: write `bar: 1h` and `resample: 1d`");
  // No bar of 90 minutes is made of hours, and none of an hour of weeks.
  hours.resample.reset();
  hours.bar = 90 * core::kMinute;
  CHECK(contains(fix(read_text(rows, hours)), "say the bar size of the source"));
  CHECK(contains(fix(read_text(rows_of({"2021-03-05", "2021-03-12", "2021-03-19"}),
                               dated(core::kDay, "us_equity"))),
                 "say the bar size of the source"));
}
