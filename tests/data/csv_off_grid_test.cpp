// SPDX-License-Identifier: Apache-2.0
// Bars off the grid of a file's others: what is told of them.
#include "calendar/zone.hpp"
#include "csv_fixture.hpp"
#include "data/csv_reader.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

const std::string kHeader = "timestamp,open,high,low,close,volume\n";

// Rows of New York's clock, by their closes.
data::CsvBars read_us(const std::string& rows, core::Duration bar) {
  config::DataConfig config = hourly_csv();
  config.bar = bar;
  config.venue = "us_equity";
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.zone = "America/New_York";
  config.csv.stamp = config::StampSide::close;
  return read_text(kHeader + rows, config);
}

// The closes of the hours of Friday 2024-03-08.
const std::string kHoursOfFriday = [] {
  std::string rows;
  for (const char* close : {"10:30", "11:30", "12:30", "13:30", "14:30", "15:30", "16:00"}) {
    rows += "2024-03-08 " + std::string(close) + ",1,1,1,1,1\n";
  }
  return rows;
}();

}  // namespace

TEST_CASE("a bar that closes with the one before is told as that") {
  const data::CsvBars read = read_us(kHoursOfFriday + "2024-03-08 16:30,1,1,1,1,1\n", core::kHour);
  REQUIRE(read.faults.size() == 1);
  CHECK(read.faults[0].where == "x.csv:9:1");
  CHECK(contains(read.faults[0].what, "a second bar that closes 2024-03-08T21:00:00Z"));
  CHECK(contains(read.faults[0].fix, "leave one of the two out"));
  CHECK_FALSE(contains(read.faults[0].fix, "another grid"));
}

TEST_CASE("a bar off the grid on a day without a session is shown the bars of another day") {
  const data::CsvBars read = read_us(kHoursOfFriday + "2024-03-09 10:17,1,1,1,1,1\n", core::kHour);
  REQUIRE(read.faults.size() == 1);
  CHECK(contains(read.faults[0].fix,
                 "2024-03-09 has no session and bars of 2024-03-08 begin at 09:30"));
}

TEST_CASE("stamps that say their zone are not to be given another") {
  config::DataConfig config = hourly_csv();
  config.bar = 4 * core::kHour;
  config.venue = "fx";
  std::string rows = kHeader;
  calendar::Zone athens("Europe/Athens");
  const core::Timestamp first = utc("2024-03-04");  // New York's clocks change on the 10th
  for (int bar = 0; bar < 180; ++bar) {
    core::Timestamp open = first + bar * 4 * core::kHour;
    open -= athens.offset(open);
    const bool weekend = (open - first + 2 * core::kHour) % core::kWeek >= 5 * core::kDay;
    rows += weekend ? "" : core::format_utc(open + (bar == 20 ? core::kHour : 0)) + ",1,1,1,1,1\n";
  }
  config.csv.time_format = "%Y-%m-%dT%H:%M:%S%z";
  const data::CsvBars read = read_text(rows, config);
  REQUIRE(read.faults.size() == 1);
  INFO(read.faults[0].fix);
  CHECK(contains(read.faults[0].fix, "Europe/Athens"));
  CHECK_FALSE(contains(read.faults[0].fix, "data.time.zone"));
}

TEST_CASE("of a file of which a third is off the grid three are told, and the others counted") {
  std::string rows = kHeader;
  for (int i = 0; i < 20'000; ++i) {
    const long long off = i % 3 == 2 ? 60'000 : 0;
    rows += std::to_string(i * 3'600'000LL + off) + ",10,12,9,11,5\n";
  }
  for (const auto policy : {config::BadRows::refuse, config::BadRows::skip}) {
    config::DataConfig config = hourly_csv();
    config.csv.bad_rows = policy;
    const data::CsvBars read = read_text(rows, config);
    REQUIRE_FALSE(read.faults.empty());
    CHECK(contains(read.faults.back().what, policy == config::BadRows::refuse
                                                ? "and 6663 more rows like this"
                                                : "6666 of 20000 rows would be skipped"));
  }
}
