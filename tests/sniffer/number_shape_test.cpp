// SPDX-License-Identifier: Apache-2.0
#include "sniffer/number_shape.hpp"

#include "support/catch.hpp"

using namespace barometer;
using sniffer::marks_of;
using sniffer::number_by;
using sniffer::number_shape;

TEST_CASE("What is a number in some way of writing, and what is none") {
  for (const char* cell : {"1", "-1.5", "1e-5", "1.60678E+12", "1,234.5", "1.234,5", "1'234",
                           "0.123", "$1,234.50", "12 \xe2\x82\xac", ".5", "1 234 567,8"}) {
    INFO(cell);
    CHECK(number_shape(cell));
  }
  for (const char* cell : {"", "NaN", "2024-01-02", "2024.01.02", "09:30", "20180101 170000", "x1",
                           "1,23,456", "1.2.3", "1e", "AAPL", "-"}) {
    INFO(cell);
    CHECK_FALSE(number_shape(cell));
  }
}

TEST_CASE("Marks of a file are those that all of its numbers share") {
  CHECK(marks_of({"1.5", "2"}).marks.decimal == '.');
  const auto german = marks_of({"91,5", "1.234,75"});
  CHECK(german.marks.decimal == ',');
  const auto thousands = marks_of({"1.234.567", "1.234"});
  CHECK(thousands.marks.decimal == ',');
  CHECK(thousands.marks.thousands == '.');
  CHECK(marks_of({"$1,234.50"}).marks.currency == "$");
  CHECK(marks_of({"1,234.50"}).marks.thousands == ',');
  CHECK(marks_of({"91.715", "92.001"}).marks.decimal == '.');
}

TEST_CASE("Three digits behind every comma may be thousands or decimals") {
  const auto found = marks_of({"91,715", "92,001"});
  CHECK_FALSE(found.clear);
  CHECK(found.marks.thousands == ',');
  CHECK(found.other.decimal == ',');
  CHECK(marks_of({"1,715", "999"}).clear);
  CHECK(marks_of({"0,715", "1,715"}).marks.decimal == ',');
}

TEST_CASE("A number is read by its marks alone") {
  CHECK(number_by(" 1.234,5 ", {',', '.'}) == 1234.5);
  CHECK(number_by("1.234,5", {}) == std::nullopt);
  CHECK(number_by("", {}) == std::nullopt);
}
