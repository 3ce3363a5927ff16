// SPDX-License-Identifier: Apache-2.0
// Daily fx files whose dates are those of the evenings, Sunday to Thursday, with `stamp: open`: one
// bar dated on a Friday, or too few Sundays, stopped the shift to the sessions, and the refusal
// advised `sunday_stubs: merge`, with which most bars closed a day early and Mondays were two days.
// The shift holds for all of the file, and a Friday evening is a bad row of its own.
#include "../data/csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

config::DataConfig daily_fx(config::SundayStubs stubs) {
  config::DataConfig config = hourly_csv();
  config.bar = core::kDay;
  config.venue = "fx";
  config.csv.time_format = "%Y-%m-%d";
  config.csv.stamp = config::StampSide::open;
  config.csv.sunday_stubs = stubs;
  return config;
}

const std::string kHeader = "timestamp,open,high,low,close,volume\n";

std::string rows(const std::vector<const char*>& dates) {
  std::string text = kHeader;
  for (const char* date : dates) {
    text += std::string(date) + ",1,1,1,1,1\n";
  }
  return text;
}

const std::string kWeek =
    rows({"2024-03-03", "2024-03-04", "2024-03-05", "2024-03-06", "2024-03-07"});

}  // namespace

TEST_CASE("one week of evening dates is moved to its sessions, whatever is said of Sundays") {
  for (const auto stubs : {config::SundayStubs::refuse, config::SundayStubs::merge}) {
    const data::CsvBars read = read_text(kWeek, daily_fx(stubs));
    REQUIRE(read.faults.empty());
    REQUIRE(read.bars.size() == 5);
    CHECK(read.bars[0].close_time_ns == utc("2024-03-04T22:00:00Z"));
    CHECK(read.bars[4].close_time_ns == utc("2024-03-08T22:00:00Z"));
    CHECK(read.report.merged_bars == 0);
  }
}

TEST_CASE("a bar of a Friday evening is refused alone, and never by the advice to merge") {
  const std::string text =
      rows({"2024-03-03", "2024-03-04", "2024-03-05", "2024-03-06", "2024-03-07", "2024-03-08",
            "2024-03-10", "2024-03-11", "2024-03-12", "2024-03-13", "2024-03-14", "2024-03-17"});
  for (const auto stubs : {config::SundayStubs::refuse, config::SundayStubs::merge}) {
    config::DataConfig config = daily_fx(stubs);
    const data::CsvBars refused = read_text(text, config);
    REQUIRE(refused.faults.size() == 1);
    CHECK(refused.faults[0].where == "x.csv:7:1");
    CHECK_FALSE(contains(refused.faults[0].fix, "merge"));
    config.csv.bad_rows = config::BadRows::skip;
    const data::CsvBars read = read_text(text, config);
    REQUIRE(read.bars.size() == 11);
    CHECK(read.bars[5].close_time_ns == utc("2024-03-11T21:00:00Z"));
  }
}

TEST_CASE("a week that nothing is said of is refused with both readings") {
  config::DataConfig config = daily_fx(config::SundayStubs::refuse);
  config.csv.stamp = std::nullopt;
  const data::CsvBars read = read_text(kWeek, config);
  REQUIRE(read.faults.size() == 1);
  CHECK(contains(read.faults[0].fix, "`data.time.stamp: open`"));
  CHECK(contains(read.faults[0].fix, "`data.sunday_stubs: merge`"));
}
