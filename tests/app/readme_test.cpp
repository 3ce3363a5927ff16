// SPDX-License-Identifier: Apache-2.0
// What README.md shows is run: its YAML on files of the shape that it names, its strategy on a
// synthetic market.
#include <filesystem>
#include <fstream>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/csv_rows.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

// The first fenced block of this language.
std::string block_of(const std::string& language) {
  const std::string text = read_file("README.md");
  const std::string fence = "```" + language + "\n";
  const std::size_t begin = text.find(fence) + fence.size();
  REQUIRE(begin > fence.size());
  return text.substr(begin, text.find("```", begin) - begin);
}

// Hours of a price that goes nowhere, stamped at their open.
void write_coin(const std::filesystem::path& file) {
  constexpr std::int64_t kHourMs = 3'600'000;
  std::ofstream out(file);
  out << "timestamp,open,high,low,close,volume\n";
  for (std::int64_t hour = 0; hour < 200; ++hour) {
    const std::int64_t price = 100 + hour % 7;
    out << (430'000 + hour) * kHourMs << ',' << price << ',' << price + 1 << ',' << price - 1 << ','
        << price << ",10\n";
  }
}

}  // namespace

TEST_CASE("README's YAML is a run") {
  const TempFolder folder;
  std::ofstream(folder / "readme.yaml") << block_of("yaml");
  std::filesystem::create_directory(folder / "crypto_1h");
  for (const char* coin : {"BTCUSDT", "ETHUSDT"}) {
    write_coin(folder / "crypto_1h" / (std::string(coin) + "_1h.csv"));
  }
  const Finished check = run_program("check " + (folder / "readme.yaml").string(),
                                     "BAROMETER_DATA=" + folder.path().string());
  INFO(check.output);
  CHECK(check.exit_code == 0);
  CHECK(contains(check.output, "2 symbols, 400 bars"));
  CHECK(contains(check.output, "good to run"));
}

TEST_CASE("README's strategy trades") {
  const TempFolder folder;
  const Finished run = run_program(
      "run configs/quickstart.yaml --set data.synthetic.bars=3000 --set latency.meter=off --set "
      "'strategy={plugin: momentum, params: {lookback: 48}}' --out " +
          (folder / "run").string(),
      std::string("BAROMETER_PLUGIN_PATH=") + BAROMETER_BINARY_DIR + "/examples");
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  CHECK(csv_rows(read_file((folder / "run/fills.csv").string())).size() > 20);
}
