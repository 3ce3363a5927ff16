// SPDX-License-Identifier: Apache-2.0
#include "config/scalar.hpp"

#include <string>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("integers are decimal and nothing else") {
  CHECK(read_integer("0") == 0);
  CHECK(read_integer("-17520") == -17520);
  CHECK(read_integer("9223372036854775807") == 9223372036854775807);
  for (const char* text : {"", "-", "010", "0x10", "0o7", "1_000", "+1", "1.0", "1e3", " 1", "1 ",
                           "9223372036854775808", "1h", "nan"}) {
    INFO(text);
    CHECK_FALSE(read_integer(text));
  }
}

TEST_CASE("numbers are finite decimals") {
  CHECK(read_number("0.001") == 0.001);
  CHECK(read_number("-2.5e-3") == -0.0025);
  CHECK(read_number("1E6") == 1e6);
  CHECK(read_number("0e5") == 0.0);
  for (const char* text : {"", ".5", "5.", "01", "00.5", "+1", "1e", "1e+", "1.5.2", "inf", ".inf",
                           "nan", ".nan", "NaN", "0x1p3", "1e999", "1e-999", "1,5", "1e999999"}) {
    INFO(text);
    CHECK_FALSE(read_number(text));
  }
}

TEST_CASE("only true and false are booleans") {
  CHECK(read_boolean("true") == true);
  CHECK(read_boolean("false") == false);
  for (const char* text : {"yes", "no", "on", "off", "True", "TRUE", "1", "0", "y", ""}) {
    INFO(text);
    CHECK_FALSE(read_boolean(text));
  }
}

TEST_CASE("fractions are rounded once, whatever unit they are written in") {
  CHECK(read_fraction("10%") == 0.1);
  CHECK(read_fraction("5bps") == 0.0005);
  CHECK(read_fraction("0.7bps") == 0.00007);
  CHECK(read_fraction("99.9%") == 0.999);
  CHECK(read_fraction("0.1") == 0.1);
  for (const char* text : {"%", "bps", "5 bps", "5bp", "5BPS", "1e2%", "010%", "%5", "5%%"}) {
    INFO(text);
    CHECK_FALSE(read_fraction(text));
  }
}

TEST_CASE("durations are whole nanoseconds with their unit") {
  CHECK(read_duration("250ns") == 250);
  CHECK(read_duration("1.001us") == 1'001);
  CHECK(read_duration("1.5ms") == 1'500'000);
  CHECK(read_duration("1s") == kSecond);
  CHECK(read_duration("5min") == 5 * kMinute);
  CHECK(read_duration("0.1h") == 6 * kMinute);
  CHECK(read_duration("365d") == 365 * kDay);
  for (const char* text : {"", "h", "1", "1m", "1H", "1 h", "0.5ns", "1e3us", "01h", "1h30min",
                           "200000d", "99999999999999999999s"}) {
    INFO(text);
    CHECK_FALSE(read_duration(text));
  }
}

TEST_CASE("what is written is read back to the same bits") {
  for (const double value : {0.1, 1.0 / 3.0, 1e-300, 123456789.123, 1e20, 5e-324, 0.0005}) {
    CHECK(read_number(write_number(value)) == value);
  }
  for (const Duration value : {Duration{0}, Duration{1}, 1'500 * kMicrosecond, 90 * kMinute,
                               3 * kDay, Duration{1'234'567'891}}) {
    CHECK(read_duration(write_duration(value)) == value);
  }
}

TEST_CASE("durations are written in the largest unit that divides them") {
  CHECK(write_duration(kDay) == "1d");
  CHECK(write_duration(90 * kMinute) == "90min");
  CHECK(write_duration(1'500 * kMicrosecond) == "1500us");
}
