// SPDX-License-Identifier: Apache-2.0
// Every YAML in configs/ runs, or stops with a sentence that says what to set where data are
// missing.
#include <filesystem>
#include <string>

#include "app/barometer_program.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"

using namespace barometer_test;

namespace {

bool needs_data(const std::filesystem::path& config) {
  return read_file(config.string()).find("BAROMETER_DATA") != std::string::npos;
}

std::vector<std::filesystem::path> configs() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator("configs")) {
    if (entry.path().extension() == ".yaml") {  // venues/ holds no runs
      files.push_back(entry.path());
    }
  }
  return files;
}

}  // namespace

TEST_CASE("every config without market data runs") {
  for (const auto& config : configs()) {
    if (needs_data(config)) {
      continue;
    }
    const TempFolder folder;
    const Finished run =
        run_program("run " + config.string() + " --out " + (folder / "out").string());
    INFO(config << "\n" << run.output);
    CHECK(run.exit_code == 0);
  }
}

TEST_CASE("every config with market data says what to set where they are missing") {
  int seen = 0;
  for (const auto& config : configs()) {
    if (!needs_data(config)) {
      continue;
    }
    const Finished run = run_program("run " + config.string(), "BAROMETER_DATA=/nonexistent");
    INFO(config << "\n" << run.output);
    CHECK(run.exit_code == 2);
    CHECK(run.output.find("BAROMETER_DATA") != std::string::npos);
    ++seen;
  }
  CHECK(seen >= 3);
}
