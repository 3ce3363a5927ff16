// SPDX-License-Identifier: Apache-2.0
// The CSV reader and the tables of the summary each had a type `barometer::Cell`. The members of
// their vectors were weak symbols of one name, and a build without inlining could read no CSV: it
// ended as "out of memory". This program needs both vectors; a Debug build (`make debug`) links
// only one of two that share a name. tests/house/names_test.py refuses such names.
#include <string>

#include "data/csv_fixture.hpp"
#include "report/table.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("one program reads a CSV with quoted cells and renders a table") {
  const data::CsvBars read = read_text(
      "timestamp,open,high,low,close,volume\n"
      "\"1502942400000\",\"10\",12,9,11,5\n"
      "1502946000000,11,13,10,12,6\n",
      hourly_csv());
  CHECK(read.faults.empty());
  REQUIRE(read.bars.size() == 2);
  CHECK(read.bars[0].open == 10);

  report::Table table("lr");
  table.row({{"bars"}, {std::to_string(read.bars.size())}});
  CHECK(barometer_test::contains(table.render(report::Style{}, 0), "bars  2\n"));
}
