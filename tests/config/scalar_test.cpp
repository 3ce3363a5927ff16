// SPDX-License-Identifier: Apache-2.0
#include "config/scalar.hpp"

#include <string>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("integers are decimal and nothing else") {
  CHECK(config::read_integer("0") == 0);
  CHECK(config::read_integer("-17520") == -17520);
  CHECK(config::read_integer("9223372036854775807") == 9223372036854775807);
  for (const char* text : {"", "-", "010", "0x10", "0o7", "1_000", "+1", "1.0", "1e3", " 1", "1 ",
                           "9223372036854775808", "1h", "nan"}) {
    INFO(text);
    CHECK_FALSE(config::read_integer(text));
  }
}

TEST_CASE("numbers are finite decimals") {
  CHECK(config::read_number("0.001") == 0.001);
  CHECK(config::read_number("-2.5e-3") == -0.0025);
  CHECK(config::read_number("1E6") == 1e6);
  CHECK(config::read_number("0e5") == 0.0);
  for (const char* text : {"", ".5", "5.", "01", "00.5", "+1", "1e", "1e+", "1.5.2", "inf", ".inf",
                           "nan", ".nan", "NaN", "0x1p3", "1e999", "1e-999", "1,5", "1e999999"}) {
    INFO(text);
    CHECK_FALSE(config::read_number(text));
  }
}

TEST_CASE("only true and false are booleans") {
  CHECK(config::read_boolean("true") == true);
  CHECK(config::read_boolean("false") == false);
  for (const char* text : {"yes", "no", "on", "off", "True", "TRUE", "1", "0", "y", ""}) {
    INFO(text);
    CHECK_FALSE(config::read_boolean(text));
  }
}

TEST_CASE("fractions are rounded once, whatever unit they are written in") {
  CHECK(config::read_fraction("10%") == 0.1);
  CHECK(config::read_fraction("5bps") == 0.0005);
  CHECK(config::read_fraction("0.7bps") == 0.00007);
  CHECK(config::read_fraction("99.9%") == 0.999);
  CHECK(config::read_fraction("0.1") == 0.1);
  for (const char* text : {"%", "bps", "5 bps", "5bp", "5BPS", "1e2%", "010%", "%5", "5%%"}) {
    INFO(text);
    CHECK_FALSE(config::read_fraction(text));
  }
}

TEST_CASE("durations are whole nanoseconds with their unit") {
  CHECK(config::read_duration("250ns") == 250);
  CHECK(config::read_duration("1.001us") == 1'001);
  CHECK(config::read_duration("1.5ms") == 1'500'000);
  CHECK(config::read_duration("1s") == core::kSecond);
  CHECK(config::read_duration("5min") == 5 * core::kMinute);
  CHECK(config::read_duration("0.1h") == 6 * core::kMinute);
  CHECK(config::read_duration("365d") == 365 * core::kDay);
  for (const char* text : {"", "h", "1", "1m", "1H", "1 h", "0.5ns", "1e3us", "01h", "1h30min",
                           "200000d", "99999999999999999999s"}) {
    INFO(text);
    CHECK_FALSE(config::read_duration(text));
  }
}

TEST_CASE("what is written is read back to the same bits") {
  for (const double value : {0.1, 1.0 / 3.0, 1e-300, 123456789.123, 1e20, 5e-324, 0.0005}) {
    CHECK(config::read_number(config::write_number(value)) == value);
  }
  for (const core::Duration value :
       {core::Duration{0}, core::Duration{1}, 1'500 * core::kMicrosecond, 90 * core::kMinute,
        3 * core::kDay, core::Duration{1'234'567'891}}) {
    CHECK(config::read_duration(config::write_duration(value)) == value);
  }
}

TEST_CASE("durations are written in the largest unit that divides them") {
  CHECK(config::write_duration(core::kDay) == "1d");
  CHECK(config::write_duration(90 * core::kMinute) == "90min");
  CHECK(config::write_duration(1'500 * core::kMicrosecond) == "1500us");
}
