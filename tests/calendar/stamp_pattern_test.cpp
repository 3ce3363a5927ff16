// SPDX-License-Identifier: Apache-2.0
#include "calendar/stamp_pattern.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::utc;

TEST_CASE("patterns of the formats met in practice") {
  CHECK(calendar::StampPattern("%Y-%m-%d").read("2006-01-03") == utc("2006-01-03"));
  CHECK(calendar::StampPattern("%Y%m%d %H%M%S").read("20180101 170000") ==
        utc("2018-01-01T17:00:00Z"));
  CHECK(calendar::StampPattern("%Y-%m-%d %H:%M:%S+00:00").read("2013-02-01 00:01:00+00:00") ==
        utc("2013-02-01T00:01:00Z"));
  CHECK(calendar::StampPattern("%Y-%m-%d %H:%M:%S").read("2017-3-7 0:0:0") == utc("2017-03-07"));
  CHECK(calendar::StampPattern("%Y-%m-%dT%H:%M:%S.%f").read("2015-09-23T20:57:42.146") ==
        utc("2015-09-23T20:57:42Z") + 146 * core::kMillisecond);
  CHECK(calendar::StampPattern("%d/%m/%Y").read("31/12/1969") == -core::kDay);
}

TEST_CASE("text must match from end to end") {
  const calendar::StampPattern pattern("%Y-%m-%d");
  for (const char* text : {"", "2006", "2006-01", "2006-01-03 ", " 2006-01-03", "2006-01-03T00:00",
                           "2006/01/03", "06-01-03", "2006-1-", "x", "2006-01-3x"}) {
    CHECK_FALSE(pattern.read(text).has_value());
  }
}

TEST_CASE("dates and clocks that do not exist are refused") {
  const calendar::StampPattern pattern("%Y-%m-%d %H:%M");
  for (const char* text :
       {"2023-02-29 00:00", "2024-13-01 00:00", "2024-00-01 00:00", "2024-04-31 00:00",
        "2024-01-01 24:00", "2024-01-01 23:60", "1677-12-31 00:00", "2262-01-01 00:00"}) {
    CHECK_FALSE(pattern.read(text).has_value());
  }
  CHECK(pattern.read("2024-02-29 23:59").has_value());
}

TEST_CASE("fields that touch need their full width") {
  const calendar::StampPattern pattern("%Y%m%d");
  CHECK(pattern.read("20181101") == utc("2018-11-01"));
  CHECK_FALSE(pattern.read("2018111").has_value());
}

TEST_CASE("a date alone has no clock") {
  CHECK_FALSE(calendar::StampPattern("%Y-%m-%d").has_clock());
  CHECK(calendar::StampPattern("%Y-%m-%d %H").has_clock());
}

TEST_CASE("patterns that cannot name a time are refused with the missing field") {
  const auto refusal = [](const char* text) -> std::string {
    try {
      calendar::StampPattern pattern(text);
      return "taken";
    } catch (const core::Error& error) {
      return error.what();
    }
  };
  CHECK(contains(refusal(""), "lacks %Y"));
  CHECK(contains(refusal("%Y-%d"), "lacks %m"));
  CHECK(contains(refusal("%Y-%m-%d %M"), "lacks %H"));
  CHECK(contains(refusal("%Y-%m-%d %q"), "%q is not a field"));
  CHECK(contains(refusal("%Y-%m-%d%"), "lone %"));
  CHECK(contains(refusal("%Y-%Y-%m-%d"), "twice"));
}

TEST_CASE("months by name, two-digit years, 12-hour clocks and blanks before days are read") {
  const auto read = [](const char* pattern, const char* text) {
    const auto time = calendar::StampPattern(pattern).read(text);
    return time ? core::format_utc(*time) : std::string("refused");
  };
  CHECK(read("%m-%d-%y %H:%M", "11-30-20 23:00") == "2020-11-30T23:00:00Z");
  CHECK(read("%y%m%d", "690101") == "1969-01-01T00:00:00Z");
  CHECK(read("%y%m%d", "680101") == "2068-01-01T00:00:00Z");
  CHECK(read("%d-%b-%Y", "05-Mar-2020") == "2020-03-05T00:00:00Z");
  CHECK(read("%B %e, %Y", "MARCH  5, 2020") == "2020-03-05T00:00:00Z");
  CHECK(read("%b %d, %Y", "May 5, 2020") == "2020-05-05T00:00:00Z");
  CHECK(read("%m/%d/%Y %I:%M %p", "1/31/2020 12:05 AM") == "2020-01-31T00:05:00Z");
  CHECK(read("%m/%d/%Y %I:%M:%S %p", "1/31/2020 12:05:01 pm") == "2020-01-31T12:05:01Z");
  CHECK(read("%m/%d/%Y %I:%M %p", "1/31/2020 11:00 PM") == "2020-01-31T23:00:00Z");
  CHECK(read("%m/%d/%Y %I:%M %p", "1/31/2020 13:00 PM") == "refused");
  CHECK(read("%d-%b-%Y", "05-Foo-2020") == "refused");
  CHECK(calendar::StampPattern("%m/%d/%Y %I:%M %p").fault_of("1/31/2020 13:00 PM") ==
        "there is no hour 13 on a 12-hour clock");
  CHECK_THROWS_AS(calendar::StampPattern("%Y-%m-%d %I:%M"), core::Error);
  CHECK_THROWS_AS(calendar::StampPattern("%Y-%m-%d %H:%M %p"), core::Error);
  CHECK_THROWS_AS(calendar::StampPattern("%Y-%y-%m-%d"), core::Error);
}
