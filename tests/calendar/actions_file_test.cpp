// SPDX-License-Identifier: Apache-2.0
#include "calendar/actions_file.hpp"

#include "calendar/day.hpp"
#include "config/data_config.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;

namespace {

core::Day day(std::string_view date) {
  return calendar::day_of(*core::parse_utc(date));
}

config::ActionsConfig csv(config::PriceSeries prices = config::PriceSeries::raw) {
  return {.path = "", .path_at = {}, .format = config::ActionsFormat::csv, .prices = prices};
}

config::ActionsConfig lean(config::PriceSeries prices = config::PriceSeries::raw) {
  return {.path = "", .path_at = {}, .format = config::ActionsFormat::lean, .prices = prices};
}

std::string told_of(std::string_view text) {
  std::string told;
  for (const core::Fault& fault : calendar::read_actions(text, "a.csv", csv()).faults) {
    told += core::to_string(fault) + "\n";
  }
  return told;
}

}  // namespace

TEST_CASE("the simple table: ex-date, units after for one before, dividend a unit") {
  const calendar::ActionsFile file = calendar::read_actions(
      "date,split,dividend\n2014-05-08,,3.29\n2014-06-09,7,\n2015-01-02,0.05,0.5\n", "a.csv",
      csv());
  REQUIRE(file.faults.empty());
  REQUIRE(file.actions.size() == 3);
  CHECK(file.actions[0].ex_date == day("2014-05-08"));
  CHECK(file.actions[0].dividend == 3.29);
  CHECK(file.actions[0].split == 1);
  CHECK(file.actions[1].split == 7);
  CHECK(file.actions[2].split == 0.05);
  CHECK(file.actions[2].dividend == 0.5);
}

TEST_CASE("a row may carry a UTC time, after the session date of that day") {
  const calendar::ActionsFile file = calendar::read_actions(
      "date,split,dividend\n2014-06-09,,1\n2014-06-09T12:00:00Z,7,\n2014-06-09 13:30,2,\n"
      "2014-06-10,2,\n",
      "a.csv", csv());
  REQUIRE(file.faults.empty());
  REQUIRE(file.actions.size() == 4);
  CHECK(!file.actions[0].time_ns);
  CHECK(file.actions[1].ex_date == day("2014-06-09"));
  CHECK(file.actions[1].time_ns == core::parse_utc("2014-06-09 12:00"));
  CHECK(file.actions[2].split == 2);
  const auto faults = calendar::read_actions(
      "date,split,dividend\n2014-06-09T12:00:00Z,7,\n2014-06-09,2,\n2014-06-09T25:00:00Z,7,\n",
      "a.csv", csv());
  REQUIRE(faults.faults.size() == 2);
  CHECK(core::to_string(faults.faults[0]).find("a.csv:3:1: expected a later date") == 0);
  CHECK(core::to_string(faults.faults[1]).find("or a UTC time such as") != std::string::npos);
}

TEST_CASE("every fault of a table is told with its line") {
  const calendar::ActionsFile file = calendar::read_actions(
      "date,split,dividend\n2014-06-09,7\n2014-13-01,,1\n2014-06-09,-7,\n2014-06-09,,x\n"
      "2014-06-10,2,\n2014-06-10,2,\n",
      "a.csv", csv());
  REQUIRE(file.faults.size() == 5);
  CHECK(core::to_string(file.faults[0]).find("a.csv:2:1: expected three columns") == 0);
  CHECK(core::to_string(file.faults[1]).find("a.csv:3:1: expected a date") == 0);
  CHECK(core::to_string(file.faults[2]).find("a.csv:4:12: expected units after the split") == 0);
  CHECK(core::to_string(file.faults[3]).find("a.csv:5:13: expected a dividend") == 0);
  CHECK(core::to_string(file.faults[4]).find("a.csv:7:1: expected a later date") == 0);
  CHECK(calendar::read_actions("when,split\n", "a.csv", csv()).faults.size() == 1);
}

// Rows of the published factor file of AAPL; 7:1 on 2014-06-09, 3.29 on 2014-05-08 at 592.33,
// 0.47 on 2014-08-07 at 94.97.
TEST_CASE("factor files: what neighbours differ in happened after the date of the first") {
  const calendar::ActionsFile file = calendar::read_actions(
      "20140205,0.8908440,0.03571430,512.59\n20140507,0.8961764,0.03571430,592.33\n"
      "20140606,0.9011818,0.03571430,645.57\n20140806,0.9011818,0.25,94.97\n"
      "20141105,0.9056639,0.25,108.86",
      "aapl.csv", lean());
  REQUIRE(file.faults.empty());
  REQUIRE(file.actions.size() == 4);
  CHECK(file.actions[1].ex_date == day("2014-05-08"));
  CHECK(file.actions[1].dividend_share * 592.33 == Approx(3.29).epsilon(1e-4));
  CHECK(file.actions[2].ex_date == day("2014-06-07"));
  CHECK(file.actions[2].split == 7);  // the factors say 6.9999972
  CHECK(file.actions[2].dividend_share == 0);
  CHECK(file.actions[3].dividend_share * 94.97 == Approx(0.47).epsilon(1e-3));
}

TEST_CASE("ratios that are not simple stay what they are; reverse splits are simple too") {
  const calendar::ActionsFile google = calendar::read_actions(
      "20140327,1,0.997307,1\n20150424,1,0.997307,565.06\n20501231,1,1,0", "goog.csv", lean());
  REQUIRE(google.actions.size() == 1);
  CHECK(google.actions[0].split.value() == Approx(1 / 0.997307).epsilon(1e-15));
  const calendar::ActionsFile aig = calendar::read_actions(
      "20080902,0.6978142,20,22.02\n20090630,0.7048563,20,1.13\n20110119,0.7048563,1,51.2",
      "aig.csv", lean());
  REQUIRE(aig.actions.size() == 2);
  CHECK(aig.actions[1].split == 0.05);
}

TEST_CASE("prices that are adjusted already take no splits, and the same dividends") {
  const calendar::ActionsFile file = calendar::read_actions(
      "20140507,0.8961764,0.03571430,592.33\n20140606,0.9011818,0.03571430,645.57\n"
      "20140806,0.9011818,0.25,94.97",
      "aapl.csv", lean(config::PriceSeries::split_adjusted));
  REQUIRE(file.actions.size() == 1);
  CHECK(file.actions[0].split == 1);
  CHECK(file.actions[0].dividend_share > 0);
}

TEST_CASE("line ends, byte order marks, quotes and blanks are as spreadsheets write them") {
  for (const char* text : {"date,split,dividend\r\n2018-05-07,,0.5\r\n2018-05-08,1/2,\r\n",
                           "\xef\xbb\xbf"
                           "date,split,dividend\n2018-05-07,,0.5\n2018-05-08,1/2,",
                           "\"date\",\"split\",\"dividend\"\n\"2018-05-07\",\"\",\"0.5\"\n"
                           "2018-05-08,\"1/2\",\n",
                           "\n date, split, dividend\n2018-05-07, , 0.5\n 2018-05-08 , 1/2 , \n"}) {
    INFO(text);
    const calendar::ActionsFile file = calendar::read_actions(text, "a.csv", csv());
    CHECK(told_of(text).empty());
    REQUIRE(file.actions.size() == 2);
    CHECK(file.actions[0].dividend == 0.5);
    CHECK(file.actions[1].split == 0.5);
  }
  CHECK(calendar::read_actions("20140606,1,0.5,1\r\n20140806,1,1,1\r\n", "a.csv", lean())
            .actions.size() == 1);
}

TEST_CASE("what is no table of commas is named") {
  using barometer_test::contains;
  CHECK(
      contains(told_of("date;split;dividend\n2018-05-07;;0.5\n"), "separated by ';', not by ','"));
  CHECK(contains(told_of("date\tsplit\tdividend\n"), "separated by a tab"));
  CHECK(contains(told_of(std::string_view("\xff\xfe"
                                          "d\0a\0",
                                          6)),
                 "a.csv:1:1: this is UTF-16 text"));
  CHECK(contains(told_of("PAR1abc"), "a Parquet file"));
  CHECK(contains(told_of("date,split,dividend\r2018-05-07,,1\r"), "carriage return alone"));
}

TEST_CASE("rows of nothing and dates that are none are told with their cell") {
  CHECK(told_of("date,split,dividend\n2018-05-05,,\n") ==
        "a.csv:2:1: the row has neither a split nor a dividend\n    leave such rows out\n");
  CHECK(barometer_test::contains(told_of("date,split,dividend\n9999-12-31,,1\n"),
                                 "the year 9999 is not between 1678 and 2261"));
  CHECK(barometer_test::contains(told_of("date,split,dividend\n 2018-02-30,,1\n"),
                                 "2018-02 has no day 30"));
  CHECK(told_of("date,split,dividend\n2018-05-05, x,\n").find("a.csv:2:13: ") == 0);
}

TEST_CASE("a split may be written as a pair with a colon") {
  CHECK(calendar::read_split("4:1").value() == calendar::SplitRatio(4));
  CHECK(calendar::read_split("1:20").value() == calendar::SplitRatio(1, 20));
  CHECK_FALSE(calendar::read_split("4:0"));
  CHECK_FALSE(calendar::read_split("0"));
}
