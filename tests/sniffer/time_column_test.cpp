// SPDX-License-Identifier: Apache-2.0
#include "sniffer/time_column.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

std::optional<sniffer::TimeColumn> column(std::string_view text,
                                          const std::vector<std::size_t>& taken = {},
                                          bool day_in_name = false, bool many = false) {
  const auto sample = sniffer::sample_of(text);
  const auto layout = sniffer::layout_of(sample).value();
  return sniffer::time_column(layout, sniffer::rows_of(sniffer::few_lines(sample), layout), taken,
                              day_in_name, many);
}

}  // namespace

TEST_CASE("A count from 1970 comes before a text, and one that a spreadsheet has ruined does not") {
  CHECK(column("unix,date,o,h,l,c\n1704067200000,2024-01-01 00:00,1,2,1,2\n"
               "1704070800000,2024-01-01 01:00,1,2,1,2\n")
            ->column == 0);
  CHECK(column("unix,date,o,h,l,c\n1.7E+12,2024-01-01 00:00,1,2,1,2\n"
               "1.7E+12,2024-01-01 01:00,1,2,1,2\n")
            ->column == 1);
}

TEST_CASE("A second count is the bar's end") {
  const auto found = column(
      "1637971200000,1,2,1,2,5,1637971259999\n"
      "1637971260000,1,2,1,2,5,1637971319999\n");
  CHECK(found->column == 0);
  CHECK(found->close_time == 6U);
}

TEST_CASE("A time of day beside a date is joined, unless it is the same in all rows") {
  const auto found = column(
      "Date,Time,O,H,L,C\n2024-01-02,09:30:00,1,2,1,2\n"
      "2024-01-02,10:30:00,1,2,1,2\n");
  CHECK(found->time_of_day == 1U);
  CHECK(found->formats.front().format() == "%Y-%m-%d %H:%M:%S");
  CHECK_FALSE(
      column("D,T,O,H,L,C\n20240102,000000,1,2,1,2\n20240103,000000,1,2,1,2\n")->time_of_day);
}

TEST_CASE("Day and month are told apart by the order of the rows, or stay open") {
  CHECK(column("t,o,h,l,c\n30/01/2024,1,2,1,2\n01/02/2024,1,2,1,2\n")->formats.size() == 1);
  CHECK(column("t,o,h,l,c\n01/02/2024,1,2,1,2\n02/02/2024,1,2,1,2\n")->formats.size() == 2);
  const auto told = column(
      "t,o,h,l,c\n01/02/2024,1,2,1,2\n02/02/2024,1,2,1,2\n"
      "01/03/2024,1,2,1,2\n02/03/2024,1,2,1,2\n");
  REQUIRE(told->formats.size() == 1);
  CHECK(told->formats.front().format() == "%d/%m/%Y");
}

TEST_CASE("Milliseconds of a day need a date in the name; numbers that go both ways are no time") {
  const char* const rows = "34200000,1,2,1,2\n34260000,1,2,1,2\n";
  CHECK_FALSE(column(rows, {1, 2, 3, 4}));
  CHECK(column(rows, {1, 2, 3, 4}, true)->formats.front().format() == "ms_of_day");
  CHECK_FALSE(column("a,o,h,l,c\n1704067200,1,2,1,2\n1704070800,1,2,1,2\n1704067300,1,2,1,2\n"));
}
