// SPDX-License-Identifier: Apache-2.0
#include "data/stamp_parser.hpp"

#include <limits>
#include <random>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr core::Timestamp kFirst = std::numeric_limits<core::Timestamp>::min();

data::StampParser parser_of(const config::DataConfig& config) {
  return data::StampParser(config, calendar::find_venue(config.venue));
}

std::string refusal_of(const config::DataConfig& config) {
  try {
    parser_of(config);
    return "taken";
  } catch (const core::Error& error) {
    return error.what();
  }
}

config::DataConfig daily(const char* venue) {
  config::DataConfig config = hourly_csv();
  config.bar = core::kDay;
  config.venue = venue;
  config.csv.time_format = "%Y-%m-%d";
  config.csv.stamp = std::nullopt;
  return config;
}

}  // namespace

TEST_CASE("epochs of every unit name the same instant") {
  config::DataConfig config = hourly_csv();
  const core::Timestamp close_time = utc("2017-08-17T05:00:00Z");
  for (const auto& [format, text] : {std::pair{"epoch_s", "1502942400"},
                                     {"epoch_ms", "1502942400000"},
                                     {"epoch_us", "1502942400000000"},
                                     {"epoch_ns", "1502942400000000000"}}) {
    config.csv.time_format = format;
    CHECK(parser_of(config).close_time(text, kFirst) == close_time);
  }
}

TEST_CASE("a bar stamped at its open closes one bar later, at its close right there") {
  config::DataConfig config = hourly_csv();
  CHECK(parser_of(config).close_time("0", kFirst) == core::kHour);
  CHECK(parser_of(config).close_time("-3600000", kFirst) == 0);
  config.csv.stamp = config::StampSide::close;
  CHECK(parser_of(config).close_time("0", kFirst) == 0);
}

TEST_CASE("what is no whole number of units in 64 bits of nanoseconds is refused") {
  config::DataConfig config = hourly_csv();
  for (const char* text : {"", "-", "+1", "1.5", "1.60678E+12", "0x10", " 1", "1 ", "abc",
                           "9214646400001", "99999999999999999999", "-9214646400001"}) {
    CHECK_FALSE(parser_of(config).close_time(text, kFirst).has_value());
    CHECK(contains(parser_of(config).refusal(text), "epoch_ms"));
  }
}

TEST_CASE("what is read the plain way is what the other way reads") {
  std::mt19937_64 random(7);
  const std::string alphabet = "0123456789012345678901234567890123456789.- ";
  for (const char* format : {"epoch_s", "epoch_ms", "epoch_us", "epoch_ns"}) {
    config::DataConfig config = hourly_csv();
    config.csv.time_format = format;
    data::StampParser parser = parser_of(config);
    int plain = 0;
    for (int i = 0; i < 20'000; ++i) {
      std::string stamp;
      for (std::size_t size = random() % 20; stamp.size() < size;) {
        stamp += alphabet[random() % (i % 2 == 0 ? 40 : alphabet.size())];
      }
      const std::string text = std::string(files::kReadableBefore, ',') + stamp;
      const std::string_view cell = std::string_view(text).substr(files::kReadableBefore);
      INFO(format << " " << stamp);
      if (core::Timestamp time = 0; parser.read_plain_close_time(cell, time)) {
        REQUIRE(parser.close_time(stamp, kFirst) == time);
        ++plain;
      }
    }
    CHECK(plain > 5'000);
  }
}

TEST_CASE("no other stamps are read the plain way") {
  const std::string text = std::string(files::kReadableBefore, ',') + "1502942400000";
  const std::string_view cell = std::string_view(text).substr(files::kReadableBefore);
  core::Timestamp time = 0;
  CHECK(parser_of(hourly_csv()).read_plain_close_time(cell, time));
  config::DataConfig zoned = hourly_csv();
  zoned.csv.zone = "Europe/Athens";
  CHECK_FALSE(parser_of(zoned).read_plain_close_time(cell, time));
  config::DataConfig sessions = daily("us_equity");
  sessions.csv.time_format = "epoch_ms";
  sessions.csv.stamp = config::StampSide::open;
  CHECK_FALSE(parser_of(sessions).read_plain_close_time(cell, time));
}

TEST_CASE("a daily session date closes at 16:00 New York, in both seasons") {
  data::StampParser parser = parser_of(daily("us_equity"));
  CHECK(parser.close_time("2024-03-08", kFirst) == utc("2024-03-08T21:00:00Z"));
  CHECK(parser.close_time("2024-03-11", kFirst) == utc("2024-03-11T20:00:00Z"));
}

TEST_CASE("a daily date of a 24x7 venue closes at the end of the UTC day") {
  CHECK(parser_of(daily("24x7")).close_time("2024-03-08", kFirst) == utc("2024-03-09"));
}

TEST_CASE("daily exchange bars with a clock time belong to the stamp's local date") {
  config::DataConfig config = daily("us_equity");
  config.csv.time_format = "%Y%m%d %H:%M";
  config.csv.zone = "venue";
  config.csv.stamp = config::StampSide::open;
  CHECK(parser_of(config).close_time("20240308 00:00", kFirst) == utc("2024-03-08T21:00:00Z"));
  config.csv.stamp = config::StampSide::close;
  CHECK(parser_of(config).close_time("20240308 16:00", kFirst) == utc("2024-03-08T21:00:00Z"));
  CHECK(parser_of(config).close_time("20240309 00:00", kFirst) == utc("2024-03-08T21:00:00Z"));
}

TEST_CASE("local text is read in its zone") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m-%d %H:%M:%S";
  config.csv.zone = "Europe/Warsaw";
  config.csv.stamp = config::StampSide::close;
  // Warsaw was UTC+2: 16:00 there is the first US half hour's end, 10:00 in New York.
  CHECK(parser_of(config).close_time("2017-05-16 16:00:00", kFirst) == utc("2017-05-16T14:00:00Z"));
}

TEST_CASE("a repeated hour is read first as the earlier, then as the later one") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.zone = "America/New_York";
  config.csv.stamp = config::StampSide::close;
  data::StampParser parser = parser_of(config);
  const core::Timestamp first = utc("2024-11-03T05:00:00Z");
  CHECK(parser.close_time("2024-11-03 01:00", first - core::kHour) == first);
  CHECK(parser.close_time("2024-11-03 01:00", first) == first + core::kHour);
}

TEST_CASE("a skipped hour is refused with the reason") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.zone = "America/New_York";
  data::StampParser parser = parser_of(config);
  CHECK_FALSE(parser.close_time("2024-03-10 02:30", kFirst).has_value());
  CHECK(contains(parser.refusal("2024-03-10 02:30"), "clocks went forward"));
}

TEST_CASE("open or close must be said where it cannot be inferred") {
  config::DataConfig config = hourly_csv();
  config.csv.stamp = std::nullopt;
  CHECK(contains(refusal_of(config), "stamp: open"));
  config.csv.time_format = "%Y-%m-%d";
  CHECK(contains(refusal_of(config), "stamp: open"));
  config.bar = core::kDay;
  CHECK(refusal_of(config) == "taken");
}

TEST_CASE("config faults carry the place of the format, and of the zone where it is the zone's") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m";
  config.csv.time_format_at = {7, 12};
  CHECK(contains(refusal_of(config), "test.yaml:7:12"));
  config.csv.time_format = "%Y-%m-%d %H";
  config.csv.zone = "Mars/Olympus";
  config.csv.zone_at = {8, 11};
  CHECK(contains(refusal_of(config), "test.yaml:8:11"));
  CHECK(contains(refusal_of(config), "Mars/Olympus"));
}

TEST_CASE("an epoch with a zone counts by the clock of that zone, as servers do") {
  config::DataConfig config = hourly_csv();
  config.csv.zone = "Europe/Athens";
  config.csv.stamp = config::StampSide::close;
  data::StampParser parser = parser_of(config);
  // Midnight of 2024-01-15 and of 2024-07-15 by Athens' clock, at UTC+2 and UTC+3.
  CHECK(parser.close_time("1705276800000", kFirst) == utc("2024-01-14T22:00:00Z"));
  CHECK(parser.close_time("1721001600000", kFirst) == utc("2024-07-14T21:00:00Z"));
}

TEST_CASE("%z reads the offset of each stamp, whatever the one before had") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m-%d %H:%M:%S%z";
  config.csv.stamp = config::StampSide::close;
  data::StampParser parser = parser_of(config);
  CHECK(parser.close_time("2024-03-08 10:30:00-05:00", kFirst) == utc("2024-03-08T15:30:00Z"));
  CHECK(parser.close_time("2024-03-11 10:30:00-0400", kFirst) == utc("2024-03-11T14:30:00Z"));
  CHECK(parser.close_time("2024-03-11 10:30:00+05", kFirst) == utc("2024-03-11T05:30:00Z"));
  CHECK(parser.close_time("2024-03-11 10:30:00+00:20:00", kFirst) == utc("2024-03-11T10:10:00Z"));
  CHECK(parser.close_time("2024-03-11 10:30:00Z", kFirst) == utc("2024-03-11T10:30:00Z"));
  for (const char* text :
       {"2024-03-11 10:30:00", "2024-03-11 10:30:00+5",
        "2024-03-11 10:30:00+05:", "2024-03-11 10:30:00+99:00", "2024-03-11 10:30:00 EST"}) {
    CHECK_FALSE(parser.close_time(text, kFirst).has_value());
  }
}

TEST_CASE("a zone beside %z, and an offset as literal text, are refused with what to write") {
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m-%d %H:%M:%S%z";
  config.csv.zone = "America/New_York";
  CHECK(contains(refusal_of(config), "leave data.time.zone out"));
  for (const char* literal : {"+00:00", "-0500", "+05"}) {
    config.csv.zone = "UTC";
    config.csv.time_format = std::string("%Y-%m-%d %H:%M:%S") + literal;
    CHECK(contains(refusal_of(config), "write data.time.format: \"%Y-%m-%d %H:%M:%S%z\""));
  }
  config.csv.time_format = "%Y-%m-%dT%H:%M:%SZ";
  CHECK(refusal_of(config) == "taken");
  config.csv.zone = "America/New_York";
  CHECK(contains(refusal_of(config), "ends in 'Z', but data.time.zone is America/New_York"));
  config.csv.time_format = "%Y-%m-%d-00";
  config.bar = core::kDay;
  CHECK(refusal_of(config) == "taken");
}

TEST_CASE(
    "daily bars of a venue with sessions: open and close stamps name the session around them") {
  config::DataConfig config = daily("fx");
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.stamp = config::StampSide::open;
  CHECK(parser_of(config).close_time("2021-03-08 22:00", kFirst) == utc("2021-03-09T22:00:00Z"));
  // Summer in New York, winter in Athens: an hour after the open, and an hour before it.
  CHECK(parser_of(config).close_time("2021-03-15 22:00", kFirst) == utc("2021-03-16T21:00:00Z"));
  CHECK(parser_of(config).close_time("2021-03-15 20:00", kFirst) == utc("2021-03-16T21:00:00Z"));
  CHECK(parser_of(config).close_time("2021-03-09 00:00", kFirst) == utc("2021-03-09T22:00:00Z"));
  config.csv.stamp = config::StampSide::close;
  CHECK(parser_of(config).close_time("2021-03-08 22:00", kFirst) == utc("2021-03-08T22:00:00Z"));
  CHECK(parser_of(config).close_time("2021-03-15 22:00", kFirst) == utc("2021-03-15T21:00:00Z"));
  config = daily("us_equity");
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.stamp = config::StampSide::open;
  CHECK(parser_of(config).close_time("2024-03-08 14:30", kFirst) == utc("2024-03-08T21:00:00Z"));
  CHECK(parser_of(config).close_time("2024-03-08 05:00", kFirst) == utc("2024-03-08T21:00:00Z"));
}
