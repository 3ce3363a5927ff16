// SPDX-License-Identifier: Apache-2.0
#include "profile/timings_csv.hpp"

#include <fstream>

#include "core/error.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::TempFolder;

namespace {

profile::Replicates read(const std::string& text, double unit = 1e6) {
  const TempFolder folder;
  std::ofstream(folder / "times.csv") << text;
  return profile::read_timings(folder / "times.csv", unit);
}

std::string fault_of(const std::string& text) {
  try {
    read(text);
  } catch (const core::Error& error) {
    CHECK(error.kind() == core::ErrorKind::bad_input);
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("one column per process, in the unit that is stated") {
  const profile::Replicates side = read("a,b\n5,50\n1,10\n1, 11 \r\n1,12\n\n1,1e1\n");
  REQUIRE(side.processes.size() == 2);
  CHECK(side.processes[0].blocks_ns == std::vector<double>{5e6, 1e6, 1e6, 1e6, 1e6});
  CHECK(side.processes[1].blocks_ns == std::vector<double>{5e7, 1e7, 1.1e7, 1.2e7, 1e7});
  CHECK(side.processes[1].cold_step_ns == 5e7);
  CHECK(side.name == "times.csv");
}

TEST_CASE("three rows are too few") {
  CHECK(contains(fault_of("a\n1\n1\n1\n"), "3 rows of times, at least 5 are needed"));
}

TEST_CASE("ragged rows are named by their lines") {
  const std::string fault = fault_of("a,b\n1,1\n1\n1,1,1\n1,1\n1,1\n");
  CHECK(contains(fault, "times.csv:3:1: 1 fields, expected 2"));
  CHECK(contains(fault, "times.csv:4:1: 3 fields, expected 2"));
}

TEST_CASE("what is no time is named by line and column") {
  for (const char* bad : {"nan", "-1", "0", "inf", "fast", "", "1.5x"}) {
    const std::string fault = fault_of(std::string("a,b\n1,1\n1,") + bad + "\n1,1\n1,1\n1,1\n");
    CHECK(contains(fault, "times.csv:3:3: '" + std::string(bad) + "' is no time"));
  }
}

TEST_CASE("all faults come at once") {
  const std::string fault = fault_of("a,b\n1,x\n1\n");
  CHECK(contains(fault, ":2:3:"));
  CHECK(contains(fault, ":3:1:"));
  CHECK(contains(fault, "2 rows"));
}

TEST_CASE("a header line is needed") {
  CHECK(contains(fault_of("1,1\n1,1\n1,1\n1,1\n1,1\n1,1\n"), "where the header line is expected"));
}

TEST_CASE("an empty file and one that is not there are bad input") {
  CHECK(contains(fault_of(""), "is empty"));
  CHECK_THROWS_AS(profile::read_timings("/nowhere/times.csv", 1), core::Error);
}

TEST_CASE("times are read with their unit") {
  CHECK(*profile::parse_time_ns("4.649ms") == Approx(4.649e6));
  CHECK(*profile::parse_time_ns("82 us") == Approx(82e3));
  CHECK(*profile::parse_time_ns("1.5s") == Approx(1.5e9));
  for (const char* bad : {"4.649", "ms", "-1ms", "0ms", "nanms", "1 hour", "1e999s", ""}) {
    CHECK_FALSE(profile::parse_time_ns(bad));
  }
}
