// SPDX-License-Identifier: Apache-2.0
#include "core/timestamp.hpp"

#include <limits>
#include <random>

#include "support/catch.hpp"

using namespace barometer;

// Expected seconds since 1970 are those of GNU date: `date -u -d 2000-02-29 +%s`.

TEST_CASE("the epoch and days around it") {
  CHECK(core::format_utc(0) == "1970-01-01T00:00:00Z");
  CHECK(core::format_utc(-1) == "1969-12-31T23:59:59.999999999Z");
  CHECK(core::format_date(-1) == "1969-12-31");
  CHECK(core::format_utc(-core::kDay) == "1969-12-31T00:00:00Z");
}

TEST_CASE("the first and the last time that 64 bits can say") {
  CHECK(core::format_utc(std::numeric_limits<core::Timestamp>::min()) ==
        "1677-09-21T00:12:43.145224192Z");
  CHECK(core::format_utc(std::numeric_limits<core::Timestamp>::max()) ==
        "2262-04-11T23:47:16.854775807Z");
}

TEST_CASE("known dates in seconds since 1970") {
  CHECK(core::parse_utc("2022-10-11T10:00:00Z") == 1'665'482'400 * core::kSecond);
  CHECK(core::parse_utc("2000-02-29") == 951'782'400 * core::kSecond);
  CHECK(core::parse_utc("1969-12-31") == -86'400 * core::kSecond);
  CHECK(core::parse_utc("1900-03-01") == -2'203'891'200 * core::kSecond);
}

TEST_CASE(
    "date, date and minute, and the full form are read, with T or a blank, with Z or without") {
  const core::Timestamp expected = 1'665'482'400 * core::kSecond;
  for (const char* text : {"2022-10-11 10:00", "2022-10-11T10:00", "2022-10-11 10:00:00",
                           "2022-10-11T10:00:00", "2022-10-11T10:00:00Z", "2022-10-11 10:00Z"}) {
    CHECK(core::parse_utc(text) == expected);
  }
}

TEST_CASE("leap days follow the Gregorian rule") {
  CHECK(core::parse_utc("2024-02-29"));
  CHECK(core::parse_utc("2000-02-29"));
  CHECK_FALSE(core::parse_utc("2023-02-29"));
  CHECK_FALSE(core::parse_utc("1900-02-29"));
  CHECK_FALSE(core::parse_utc("2100-02-29"));
}

TEST_CASE("what is no date is refused") {
  for (const char* text : {"",
                           "2022",
                           "2022-13-01",
                           "2022-00-10",
                           "2022-04-31",
                           "2022-01-00",
                           "2022-1-01",
                           "22-01-01",
                           "2022/01/01",
                           "2022-01-01T",
                           "2022-01-01 24:00",
                           "2022-01-01 10:60",
                           "2022-01-01 10:00:60",
                           "2022-01-01 10",
                           "2022-01-01 10:00:00.5",
                           "2022-01-01 10:00+01:00",
                           "2022-01-01 10:00ZZ",
                           " 2022-01-01",
                           "2022-01-01 ",
                           "-022-01-01",
                           "2o22-01-01"}) {
    CHECK_FALSE(core::parse_utc(text));
  }
}

TEST_CASE("years that do not wholly fit are refused, not wrapped round") {
  CHECK(core::parse_utc("1678-01-01"));
  CHECK(core::parse_utc("2261-12-31 23:59:59"));
  CHECK_FALSE(core::parse_utc("1677-12-31"));
  CHECK_FALSE(core::parse_utc("2262-01-01"));
  CHECK_FALSE(core::parse_utc("9999-12-31"));
}

TEST_CASE("every whole second comes back as it was written") {
  std::mt19937_64 random(1);
  std::uniform_int_distribution<std::int64_t> second(-9'000'000'000, 9'000'000'000);
  for (int i = 0; i < 5'000; ++i) {
    const core::Timestamp time = second(random) * core::kSecond;
    CHECK(core::parse_utc(core::format_utc(time)) == time);
  }
}

TEST_CASE("a duration is written in the largest unit that says it exactly") {
  CHECK(core::format_duration(core::kHour) == "1h");
  CHECK(core::format_duration(core::kDay) == "1d");
  CHECK(core::format_duration(36 * core::kHour) == "36h");
  CHECK(core::format_duration(90 * core::kMinute) == "90min");
  CHECK(core::format_duration(90 * core::kSecond) == "90s");
  CHECK(core::format_duration(1'500 * core::kMillisecond) == "1.5s");
  CHECK(core::format_duration(20 * core::kMicrosecond) == "20us");
  CHECK(core::format_duration(1'050) == "1.05us");
  CHECK(core::format_duration(999) == "999ns");
  CHECK(core::format_duration(0) == "0ns");
}

TEST_CASE("no duration is rounded") {
  CHECK(core::format_duration(12'345 * core::kSecond) == "12345s");
  CHECK(core::format_duration(1'234'567) == "1234.567us");
  CHECK(core::format_duration(-core::kHour) == "-1h");
  CHECK(core::format_duration(std::numeric_limits<core::Duration>::min()) ==
        "-9223372036854775.808us");
}
