// SPDX-License-Identifier: Apache-2.0
#include "data/bad_row_log.hpp"

#include "csv_fixture.hpp"
#include "data/symbol_data_report.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("refuse turns a row's faults into the file's, with the hint to skip") {
  data::BadRowLog log("a.csv", config::BadRows::refuse);
  log.add_row(7, {{3, "a kind", "bad", ""}, {5, "a kind", "worse", "do this"}});
  REQUIRE(log.faults().size() == 2);
  CHECK(log.faults()[0].where == "a.csv:7:3");
  CHECK(contains(log.faults()[1].fix, "do this; or"));
  CHECK(contains(log.faults()[1].fix, "bad_rows: skip"));
}

TEST_CASE("skip counts a row once, whatever its faults") {
  data::BadRowLog log("a.csv", config::BadRows::skip);
  log.add_row(7, {{3, "a kind", "bad", ""}, {5, "a kind", "worse", ""}});
  data::SymbolDataReport report;
  log.write_to(report);
  CHECK(log.faults().empty());
  CHECK(report.skipped_rows == 1);
  CHECK(report.skipped == std::vector<std::string>{"a.csv:7:3: bad"});
}

TEST_CASE("what is not a row's fault cannot be skipped") {
  data::BadRowLog log("a.csv", config::BadRows::skip);
  log.add({"a.csv:1:1", "no column", ""});
  CHECK(log.faults().size() == 1);
}

TEST_CASE("skipping ten rows, or one in a hundred, is no excess") {
  data::BadRowLog log("a.csv", config::BadRows::skip);
  for (std::size_t line = 2; line < 12; ++line) {
    log.add_row(line, {{1, "a kind", "bad", ""}});
  }
  CHECK_FALSE(log.excess(10));
  log.add_row(12, {{1, "a kind", "bad", ""}});
  CHECK_FALSE(log.excess(1100));
  CHECK(log.excess(1099));
}

TEST_CASE("an excess names the most frequent reason where it first stands") {
  data::BadRowLog log("a.csv", config::BadRows::skip);
  log.add_row(2, {{1, "rare", "rare 2", ""}});
  for (std::size_t line = 3; line < 23; ++line) {
    log.add_row(line, {{4, "frequent", "frequent " + std::to_string(line), "do this"}});
  }
  const core::Fault fault = log.excess(40).value();
  CHECK(fault.where == "a.csv:3:4");
  CHECK(fault.what ==
        "21 of 40 rows would be skipped, 20 of them because frequent; first here: frequent 3");
  CHECK(contains(fault.fix, "do this; `bad_rows: skip` leaves out at most 10 rows or 1 %"));
}

TEST_CASE("alike faults stand together, and what is not listed is counted") {
  data::BadRowLog log("a.csv", config::BadRows::refuse);
  for (std::size_t line = 2; line < 12; ++line) {
    for (std::size_t kind = 0; kind < 7; ++kind) {
      log.add_row(line, {{1, "kind " + std::to_string(kind), "bad", ""}});
    }
  }
  const std::vector<core::Fault> faults = log.faults();
  REQUIRE(faults.size() == 5 * 4 + 1);
  CHECK(faults[2].where == "a.csv:4:1");
  CHECK(faults[3].what == "and 7 more rows like this: kind 0");
  CHECK(faults[20].what == "and 20 more faults of other kinds");
}

TEST_CASE("a row that would not be told is only counted") {
  data::BadRowLog refuses("a.csv", config::BadRows::refuse);
  data::BadRowLog skips("a.csv", config::BadRows::skip);
  for (std::size_t line = 2; line < 14; ++line) {
    for (data::BadRowLog* const log : {&refuses, &skips}) {
      const bool reports = log->would_report("a kind");
      CHECK(reports == (line < (log == &skips ? 12U : 5U)));
      reports ? log->add_row(line, {{1, "a kind", "bad", ""}}) : log->count_row("a kind");
    }
  }
  CHECK(refuses.faults().back().what == "and 9 more rows like this: a kind");
  CHECK(skips.skipped() == 12);
  CHECK(skips.would_report("another kind"));  // the first of a kind, whatever was kept before
}
