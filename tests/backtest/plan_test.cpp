// SPDX-License-Identifier: Apache-2.0
#include <barometer/backtest/api/plan.hpp>
#include <fstream>

#include "backtest/small_plan.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("a plan has the name of its config and the dimensions of its taggers") {
  CHECK(small_plan().name() == "small");
  CHECK(small_plan({"run.name=mine"}).name() == "mine");
  const std::vector<std::string> dimensions = small_plan().dimensions();
  CHECK(std::find(dimensions.begin(), dimensions.end(), "trend") != dimensions.end());
  CHECK(small_plan({"regime.as=x"}).dimensions().front().starts_with("x."));
}

TEST_CASE("every fault of a config is thrown at once, with its place") {
  const auto error = thrown_by([] {
    small_plan({"strategy.params.lookbak=3", "regime.params.preset=cripto"});
  });
  REQUIRE(error);
  CHECK(error->kind() == core::ErrorKind::bad_input);
  CHECK(error->faults().size() == 2);
  CHECK(mentions(error, "lookbak"));
  CHECK(mentions(error, "did you mean 'crypto'?"));
}

TEST_CASE("faults of a config and of its plug-ins are thrown together") {
  const auto error = thrown_by([] {
    const TempFolder folder;
    const std::filesystem::path file = folder / "a.yaml";
    std::ofstream(file) << "data: {source: synthetic, bra: 1h}\nstrategy: {plugin: sma_cros}\n";
    backtest::Plan::load(
        {.file = file, .plugin_folders = {std::string(BAROMETER_BINARY_DIR) + "/plugins"}});
  });
  CHECK(mentions(error, "bra"));
  CHECK(mentions(error, "did you mean 'sma_cross'?"));
}

TEST_CASE("no environment variable is searched for plug-ins") {
  ::setenv("BAROMETER_PLUGIN_PATH", (std::string(BAROMETER_BINARY_DIR) + "/plugins").c_str(), 1);
  const auto error = thrown_by([] { backtest::Plan::parse(kSmallConfig, {.file = "small.yaml"}); });
  ::unsetenv("BAROMETER_PLUGIN_PATH");
  CHECK(mentions(error, "there is no plug-in 'regime_momentum'"));
}
