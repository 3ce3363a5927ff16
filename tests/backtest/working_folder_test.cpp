// SPDX-License-Identifier: Apache-2.0
// A program that uses the library has its working folder to itself, and a plug-in may change it.
#include <unistd.h>

#include <barometer/backtest/api/run.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

namespace fs = std::filesystem;

namespace {

// As the working folder for the scope.
class In {
 public:
  explicit In(const fs::path& folder) : before_(fs::current_path()) { fs::current_path(folder); }

  ~In() { fs::current_path(before_); }

  In(const In&) = delete;
  In& operator=(const In&) = delete;

 private:
  fs::path before_;
};

void write_bars(const fs::path& file) {
  std::ofstream out(file);
  out << "timestamp,open,high,low,close,volume\n";
  for (int hour = 0; hour < 200; ++hour) {
    out << 1'704'067'200 + 3600 * hour << ",100,101,99," << 100 + hour % 2 << ",1\n";
  }
}

}  // namespace

TEST_CASE("a plug-in that changes the working folder does not lead its plan astray") {
  const TempFolder folder;
  write_bars(folder / "BARS.csv");
  fs::create_directory(folder / "plugins");
  fs::copy_file(BAROMETER_BINARY_DIR "/tests/fixtures/deadly_strategy.so",
                folder / "plugins" / "deadly_strategy.so");
  std::ofstream(folder / "small.yaml")
      << "data: {source: csv, path: '{symbol}.csv', symbols: [BARS], bar: 1h,\n"
         "  time: {column: timestamp, format: epoch_s, zone: UTC, stamp: open}}\n"
         "strategy: {plugin: deadly_strategy}\n";
  const In working(folder.path());
  ::setenv("DEADLY_AT_LOAD", "chdir", 1);
  const backtest::Plan plan =
      backtest::Plan::load({.file = "small.yaml", .plugin_folders = {"plugins"}});
  ::unsetenv("DEADLY_AT_LOAD");
  CHECK(fs::current_path() == "/");
  const backtest::Market market = backtest::Market::load(plan);
  CHECK(market.symbols() == std::vector<std::string>{"BARS"});
}
