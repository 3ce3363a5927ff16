// SPDX-License-Identifier: Apache-2.0
#include "data/bad_row_log.hpp"

#include "csv_fixture.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("refuse turns a row's faults into the file's, with the hint to skip") {
  BadRowLog log("a.csv", BadRows::refuse);
  log.add_row(7, {{3, "bad", ""}, {5, "worse", "do this"}});
  REQUIRE(log.faults().size() == 2);
  CHECK(log.faults()[0].where == "a.csv:7:3");
  CHECK(has(log.faults()[1].fix, "do this; or"));
  CHECK(has(log.faults()[1].fix, "bad_rows: skip"));
}

TEST_CASE("skip counts a row once, whatever its faults") {
  BadRowLog log("a.csv", BadRows::skip);
  log.add_row(7, {{3, "bad", ""}, {5, "worse", ""}});
  SymbolDataReport report;
  log.write_to(report);
  CHECK(log.faults().empty());
  CHECK(report.skipped_rows == 1);
  CHECK(report.skipped == std::vector<std::string>{"a.csv:7:3: bad"});
}

TEST_CASE("what is not a row's fault cannot be skipped") {
  BadRowLog log("a.csv", BadRows::skip);
  log.add({"a.csv:1:1", "no column", ""});
  CHECK(log.faults().size() == 1);
}
