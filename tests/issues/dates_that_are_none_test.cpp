// SPDX-License-Identifier: Apache-2.0
// A time that fits the pattern and is no date was called a year out of range, or text of another
// form; and the pattern that the message suggested was that of one cell, which the other rows of
// the file did not follow.
#include <string>
#include <string_view>

#include "config/support.hpp"
#include "data/csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

// What reading daily rows at these dates says.
std::string told_of(std::initializer_list<const char*> dates, const std::string& format) {
  config::DataConfig config = hourly_csv();
  config.bar = core::kDay;
  config.csv.time.name = "date";
  config.csv.time_format = format;
  std::string text = "date,open,high,low,close,volume\n";
  for (const char* date : dates) {
    text += std::string(date) + ",1,2,1,2,5\n";
  }
  std::string told;
  for (const core::Fault& fault : read_text(text, config).faults) {
    told += core::to_string(fault) + "\n";
  }
  return told;
}

void check_told(const std::string& told, std::string_view part) {
  INFO(told);
  CHECK(told.find(part) != std::string::npos);
}

}  // namespace

TEST_CASE("a date that is none is told by its month, day or year") {
  const std::string american = told_of({"02/23/2018", "02/26/2018"}, "%d/%m/%Y");
  check_told(american, "'02/26/2018' is no time: as %d/%m/%Y, there is no month 26");
  check_told(american, "did you mean data.time.format: \"%m/%d/%Y\"?");
  check_told(told_of({"2018-13-01"}, "%Y-%m-%d"), "there is no month 13");
  check_told(told_of({"2018-02-27", "2018-02-30"}, "%Y-%m-%d"), "2018-02 has no day 30");
  check_told(told_of({"2262-04-05"}, "%Y-%m-%d"), "the year 2262 is not between 1678 and 2261");
  check_told(told_of({"2018-02-27 25:00"}, "%Y-%m-%d %H:%M"), "there is no time of day 25:00:00");
}

TEST_CASE("the suggested pattern is that of the file's rows, not of one") {
  const std::string days =
      told_of({"01/01/2020", "02/01/2020", "12/01/2020", "13/01/2020"}, "%Y-%m-%d");
  check_told(days, "did you mean data.time.format: \"%d/%m/%Y\"?");
  CHECK(days.find("%m/%d/%Y") == std::string::npos);
  check_told(told_of({"01/02/2020", "02/02/2020"}, "%Y-%m-%d"),
             "\"%m/%d/%Y\" or data.time.format: \"%d/%m/%Y\"?");
  // A bad date among good ones does not hide what the others are.
  std::string rows = told_of({"2018-02-26", "2018-02-27", "2018-02-28", "2018-03-01", "2018-03-02",
                              "2018-03-05", "2018-03-06", "2018-03-07", "2018-13-08", "2018-03-09"},
                             "%d/%m/%Y");
  check_told(rows, "did you mean data.time.format: \"%Y-%m-%d\"?");
  const std::string one = told_of({"2018-02-26", "27/02/2018", "2018-02-28"}, "%Y-%m-%d");
  check_told(one, "'27/02/2018' is not a time written as %Y-%m-%d\n    mend the row");
  CHECK(one.find("did you mean") == std::string::npos);
}

TEST_CASE("periods out of range and dates that are none are told in the config") {
  const auto told = [](const std::string& to) {
    return messages_of("data: {source: synthetic, to: " + to + "}\nstrategy: {plugin: x}\n");
  };
  check_told(told("9999-12-31"), "the year 9999 is not between 1678 and 2261");
  check_told(told("2262-01-01"), "the year 2262 is not between 1678 and 2261");
  check_told(told("0001-01-01"), "the year 0001 is not between 1678 and 2261");
  check_told(told("2018-02-30"), "2018-02 has no day 30");
}
