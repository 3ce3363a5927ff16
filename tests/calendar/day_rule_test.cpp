// SPDX-License-Identifier: Apache-2.0
#include "calendar/day_rule.hpp"

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

std::string in(const char* rule, int year) {
  const auto day = calendar::DayRule(rule).in(year);
  return day ? core::format_date(*day * core::kDay) : "none";
}

std::string fault_of(const char* rule) {
  try {
    calendar::DayRule{rule};
  } catch (const core::Error& error) {
    return error.faults().front().what;
  }
  return "taken";
}

}  // namespace

TEST_CASE("a date of every year, and one that most years lack") {
  CHECK(in("12-25", 2024) == "2024-12-25");
  CHECK(in("02-29", 2024) == "2024-02-29");
  CHECK(in("02-29", 2023) == "none");
}

TEST_CASE("one date holds in its own year only") {
  CHECK(in("2012-10-29", 2012) == "2012-10-29");
  CHECK(in("2012-10-29", 2013) == "none");
}

TEST_CASE("weekdays are counted from either end of the month") {
  CHECK(in("3rd monday of january", 2024) == "2024-01-15");
  CHECK(in("1st monday of september", 2024) == "2024-09-02");  // the first Monday is the 2nd
  CHECK(in("last monday of may", 2024) == "2024-05-27");
  CHECK(in("last friday of february", 2024) == "2024-02-23");
  CHECK(in("5th friday of march", 2024) == "2024-03-29");
  CHECK(in("5th friday of february", 2024) == "none");
  CHECK(in("last wednesday of december", 2025) == "2025-12-31");
}

// Dates of Easter Sunday as the US Census Bureau lists them; 1818 and 2285 are the earliest
// possible date's neighbours, 1943 and 2038 the latest.
TEST_CASE("Easter") {
  CHECK(in("easter", 1818) == "1818-03-22");
  CHECK(in("easter", 1943) == "1943-04-25");
  CHECK(in("easter", 2000) == "2000-04-23");
  CHECK(in("easter", 2008) == "2008-03-23");
  CHECK(in("easter", 2019) == "2019-04-21");
  CHECK(in("easter", 2024) == "2024-03-31");
  CHECK(in("easter", 2038) == "2038-04-25");
  CHECK(in("easter -2", 2024) == "2024-03-29");
}

TEST_CASE("days are shifted first and moved off their weekday then") {
  CHECK(in("4th thursday of november +1", 2024) == "2024-11-29");
  CHECK(in("12-25 saturday-1 sunday+1", 2021) == "2021-12-24");
  CHECK(in("12-25 saturday-1 sunday+1", 2022) == "2022-12-26");
  CHECK(in("12-25 saturday-1 sunday+1", 2024) == "2024-12-25");
  CHECK(in("01-01 saturday-1", 2022) == "2021-12-31");  // into the year before
}

TEST_CASE("only on some weekdays, from, until and except some years") {
  CHECK(in("12-24 on monday..thursday", 2024) == "2024-12-24");  // a Tuesday
  CHECK(in("12-24 on monday..thursday", 2021) == "none");        // a Friday
  CHECK(in("06-19 from 2022", 2021) == "none");
  CHECK(in("06-19 from 2022", 2022) == "2022-06-19");
  CHECK(in("12-23 until 2018", 2018) == "2018-12-23");
  CHECK(in("12-23 until 2018", 2019) == "none");
  CHECK(in("07-03 except 2002 except 2013", 2013) == "none");
  CHECK(in("07-03 except 2002 except 2013", 2003) == "2003-07-03");
}

TEST_CASE("what is not a rule is refused with the word that is wrong") {
  CHECK(contains(fault_of("13-01"), "found '13-01'"));
  CHECK(contains(fault_of("3rd moonday of may"), "expected a weekday, found 'moonday'"));
  CHECK(contains(fault_of("3rd monday in may"), "expected 'of', found 'in'"));
  CHECK(contains(fault_of("3rd monday of"), "expected a month, found its end"));
  CHECK(contains(fault_of("easter +"), "found '+'"));
  CHECK(contains(fault_of("12-25 from"), "expected a year, found its end"));
  CHECK(contains(fault_of("12-25 on friday..monday"), "found 'friday..monday'"));
  CHECK(contains(fault_of("12-25 sunday"), "found 'sunday'"));
  CHECK(contains(fault_of("2023-02-29"), "found '2023-02-29'"));
  CHECK(contains(fault_of(""), "found its end"));
}
