// SPDX-License-Identifier: Apache-2.0
#include "core/date_fault.hpp"

#include "support/catch.hpp"

using barometer::core::date_fault;

TEST_CASE("what makes a date none is named: the month, then the day, then the year") {
  CHECK(date_fault(2018, 26, 2) == "there is no month 26");
  CHECK(date_fault(2018, 0, 2) == "there is no month 0");
  CHECK(date_fault(2018, 2, 30) == "2018-02 has no day 30");
  CHECK(date_fault(2016, 2, 29).empty());
  CHECK(date_fault(1900, 2, 29) == "1900-02 has no day 29");
  CHECK(date_fault(9999, 12, 31) == "the year 9999 is not between 1678 and 2261");
  CHECK(date_fault(1, 1, 1) == "the year 0001 is not between 1678 and 2261");
  CHECK(date_fault(1678, 1, 1).empty());
  CHECK(date_fault(2261, 12, 31).empty());
}

TEST_CASE("a text that is no date says nothing") {
  CHECK(date_fault("2262-01-01") == "the year 2262 is not between 1678 and 2261");
  CHECK(date_fault("2018-02-30 10:00") == "2018-02 has no day 30");
  for (const char* text : {"", "2018", "2018-2-30", "-018-02-30", "2018-02-300", "yesterday"}) {
    INFO(text);
    CHECK(date_fault(text).empty());
  }
}
