// SPDX-License-Identifier: Apache-2.0
// That converted bars are equal to the bit: tests/report/plain_market_test.cpp.
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer_test;
using barometer::write_file;

namespace {

constexpr const char* kDays =
    "Date,Open,High,Low,Close,Volume\n2024-01-11,10,12.5,9,11,500\n2024-01-12,11,15,10,14,0\n"
    "2024-01-16,14,14,12,12.25,300\n2024-01-18,12,13,11,12,300\n";

Finished data(const TempFolder& folder, const std::string& arguments) {
  return run_command("cd " + folder.path().string() +
                     " && " BAROMETER_BINARY_DIR "/barometer data " + arguments);
}

}  // namespace

TEST_CASE("data head shows bars as they are read, by both clocks") {
  const TempFolder folder;
  write_file(folder / "SPY.csv", kDays);
  const Finished shown = data(folder, "head SPY.csv --bars 1");
  INFO(shown.output);
  CHECK(shown.exit_code == 0);
  CHECK(contains(shown.output, "SPY: 4 bars of 1d, us_equity\n"));
  CHECK(contains(shown.output, "2024-01-11 14:30  2024-01-11 21:00  2024-01-11 16:00"));
  CHECK(contains(shown.output, "10  12.5    9     11     500\n"));
  CHECK_FALSE(contains(shown.output, "2024-01-12"));
  CHECK(contains(shown.output, "2024-01-18 21:00"));
}

TEST_CASE("data describe counts what is missing and finds the largest moves") {
  const TempFolder folder;
  write_file(folder / "SPY.csv", kDays);
  const Finished described = data(folder, "describe SPY.csv");
  INFO(described.output);
  CHECK(described.exit_code == 0);
  // Monday the 15th is a holiday, the 17th is missing; 14 / 11 is +27.3 %.
  CHECK(contains(described.output,
                 "gaps     1 with 1 bar missing, the longest 1 bar from "
                 "2024-01-16T21:00:00Z\n"));
  CHECK(contains(described.output, "volume   0 in 1 bar; 0 bars flat\n"));
  CHECK(contains(described.output,
                 "lowest 9 at 2024-01-11T21:00:00Z, highest 15 at "
                 "2024-01-12T21:00:00Z\n"));
  CHECK(contains(described.output, "moves    +27.3 % at 2024-01-12T21:00:00Z, -12.5 % at "));
}

TEST_CASE("data convert writes files and a config that runs") {
  const TempFolder folder;
  write_file(folder / "SPY.csv", kDays);
  const Finished converted = data(folder, "convert SPY.csv --out plain");
  INFO(converted.output);
  REQUIRE(converted.exit_code == 0);
  CHECK(read_file((folder / "plain/SPY.csv").string())
            .starts_with("timestamp,open,high,low,close,volume\n1704983400000,10,12.5,9,11,500\n"));
  CHECK(data(folder, "head plain/market.yaml").output == data(folder, "head SPY.csv").output);
  const Finished again = data(folder, "convert SPY.csv --out plain");
  CHECK(again.exit_code == 5);
  CHECK(contains(again.output, "exists already"));
}

TEST_CASE("Wrong words and options of data are answered") {
  const TempFolder folder;
  write_file(folder / "SPY.csv", kDays);
  CHECK(contains(data(folder, "haed SPY.csv").output, "did you mean 'head'?"));
  CHECK(contains(data(folder, "convert SPY.csv").output, "expected --out"));
  CHECK(contains(data(folder, "head SPY.csv --out x").output, "--out is an option of convert"));
  CHECK(data(folder, "head none.csv").exit_code == 2);
}
