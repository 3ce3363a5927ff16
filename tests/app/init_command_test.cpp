// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer_test;
using barometer::write_file;

namespace {

// Two weeks of hours that never close, stamped in UTC.
std::string hours() {
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (int i = 0; i < 24 * 30; ++i) {
    const std::string price = std::to_string(100 + i % 17);
    text += std::to_string(1'704'067'200'000 + i * 3'600'000LL) + "," + price + "," +
            std::to_string(101 + i % 17) + "," + price + "," + price + ",5\n";
  }
  return text;
}

Finished init(const TempFolder& folder, const std::string& arguments) {
  return run_command("cd " + folder.path().string() +
                     " && " BAROMETER_BINARY_DIR "/barometer init " + arguments + " </dev/null");
}

}  // namespace

TEST_CASE("init writes a config that runs as it stands, and says what to type next") {
  const TempFolder folder;
  write_file(folder / "BINANCE_BTCUSDT, 60.csv", hours());
  const Finished made = init(folder, "'BINANCE_BTCUSDT, 60.csv'");
  INFO(made.output);
  REQUIRE(made.exit_code == 0);
  CHECK(contains(made.output, "loaded: 1 symbol, 720 bars, 2024-01-01 to 2024-01-31 UTC\n"));
  CHECK(contains(made.output, "barometer run " + (folder / "BTCUSDT.yaml").string() + "\n"));
  const Finished run = run_command("cd " + folder.path().string() +
                                   " && " BAROMETER_BINARY_DIR "/barometer run BTCUSDT.yaml");
  INFO(run.output);
  CHECK(run.exit_code == 0);
  CHECK(contains(run.output, "By regime"));
}

TEST_CASE("Without a terminal what is open is left to decide, and check refuses at that key") {
  const TempFolder folder;
  write_file(folder / "prices.csv", hours());
  const Finished made = init(folder, "prices.csv --out my.yaml");
  INFO(made.output);
  CHECK(made.exit_code == 2);
  CHECK(contains(made.output, "to decide: data.time.stamp: "));
  const std::string text = read_file((folder / "my.yaml").string());
  CHECK(contains(text,
                 "#   stamp: open   # the stamp is the bar's open\n"
                 "    #       2024-01-01 00:00 to 2024-01-01 01:00 UTC"));
  const Finished checked = run_command("cd " + folder.path().string() +
                                       " && " BAROMETER_BINARY_DIR "/barometer check my.yaml");
  CHECK(checked.exit_code == 2);
  CHECK(contains(checked.output, "data.time.stamp: expected open or close, found nothing"));
}

TEST_CASE("Nothing is written over, and what is no prices leaves no config") {
  const TempFolder folder;
  write_file(folder / "prices.csv", hours());
  write_file(folder / "my.yaml", "mine");
  const Finished taken = init(folder, "prices.csv --out my.yaml");
  CHECK(taken.exit_code == 5);
  CHECK(contains(taken.output, "exists already"));
  CHECK(read_file((folder / "my.yaml").string()) == "mine");
  write_file(folder / "letter.txt", "Dear reader,\nno prices.\n");
  const Finished letter = init(folder, "letter.txt --out new.yaml");
  CHECK(letter.exit_code == 2);
  CHECK(contains(letter.output, "letter.txt:1:1: nothing here looks like prices"));
  CHECK_FALSE(std::filesystem::exists(folder / "new.yaml"));
}

TEST_CASE("Rows that cannot be bars are counted, and leaving them out is asked") {
  const TempFolder folder;
  write_file(folder / "BINANCE_BTCUSDT, 60.csv", hours() + "1706659200000,1,0.5,1,1,5\n");
  const Finished made = init(folder, "'BINANCE_BTCUSDT, 60.csv' --out my.yaml");
  INFO(made.output);
  CHECK(made.exit_code == 2);
  CHECK(contains(made.output, "to decide: data.bad_rows: 1 row cannot be a bar"));
  CHECK(contains(read_file((folder / "my.yaml").string()), "  bad_rows:\n"));
}
