// SPDX-License-Identifier: Apache-2.0
#include "app/trial_load.hpp"

#include <string>

#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::TempFolder;

namespace {

// Forty days of January and February 2024, of which those behind the 20th cost a half.
std::string halved() {
  std::string text = "t,open,high,low,close\n";
  for (int i = 0; i < 40; ++i) {
    const int day = i % 31 + 1;
    const std::string price = std::to_string((i < 20 ? 1000 : 500) + i % 3);
    text += std::string(i < 31 ? "2024-01-" : "2024-02-") + (day < 10 ? "0" : "") +
            std::to_string(day) + "," + price + "," + price + "," + price + "," + price + "\n";
  }
  return text;
}

std::string config(const std::filesystem::path& path) {
  return "data:\n  source: csv\n  path: " + path.string() +
         "\n  symbols: [X]\n  bar: 1d\n  time: {column: t, format: \"%Y-%m-%d\"}\n"
         "  columns: {volume: none}\n";
}

}  // namespace

TEST_CASE("The market is counted, and prices that jump as splits do are told") {
  const TempFolder folder;
  const auto trial = app::trial_load(config(write_file(folder / "x.csv", halved())), "t.yaml");
  CHECK(trial.faults.empty());
  CHECK(trial.counts == "1 symbol, 40 bars, 2024-01-02 to 2024-02-10 UTC");
  REQUIRE(trial.notes.size() == 1);
  CHECK(contains(trial.notes.front(), "2024-01-22 (2:1)"));
}

TEST_CASE("What is wrong with the files is kept, not thrown") {
  const TempFolder folder;
  const auto trial = app::trial_load(config(folder / "none.csv"), "t.yaml");
  REQUIRE(trial.faults.size() == 1);
  CHECK(contains(trial.faults.front().what, "there is no file"));
}
