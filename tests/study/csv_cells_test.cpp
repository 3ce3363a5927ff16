// SPDX-License-Identifier: Apache-2.0
#include "study/csv_cells.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("cells are found by their names") {
  const study::CsvHeader header("time,symbol,,price");
  CHECK(header.names() == std::vector<std::string>{"time", "symbol", "", "price"});
  CHECK(header.cell("1,AAA,x,2.5", "price") == "2.5");
  CHECK(header.cell("1,AAA,x,2.5", "time") == "1");
  CHECK(header.cell("1,AAA", "price").empty());
  CHECK(header.cell("1,AAA,x,2.5", "other").empty());
  CHECK(study::CsvHeader::cell_at("a,b", 1) == "b");
  CHECK(study::CsvHeader::cell_at("a,b", 2).empty());
}
