// SPDX-License-Identifier: Apache-2.0
// In a metered run's folder: latency.json as docs/latency.schema.json has it (latency_schema_test),
// and latency.svg.
#include <regex>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

nlohmann::json latency_json(const std::filesystem::path& folder) {
  return nlohmann::json::parse(read_file((folder / "latency.json").string()));
}

std::string quickstart(const std::filesystem::path& out, const std::string& settings) {
  return "run --verbose configs/quickstart.yaml --out " + out.string() + " " + settings;
}

}  // namespace

TEST_CASE("a run metered in full leaves its latency as figures and as a picture") {
  const TempFolder folder;
  const Finished run = run_program(quickstart(folder / "run", "--set latency.live_interval=1ms"));
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  const auto latency = latency_json(folder / "run");
  CHECK(latency["meter"] == "full");
  CHECK(latency["metered_steps"] == latency["steps"]);
  CHECK(latency["slowest"].size() == 10);
  CHECK(latency["live"]["steps"] == latency["steps"]);
  CHECK(latency["by_regime"].contains("volatility"));
  CHECK(latency["growth"]["grows"].is_boolean());
  std::int64_t counted = 0;
  for (const auto& bucket : latency["stages"][0]["histogram"]) {
    counted += bucket[2].get<std::int64_t>();
  }
  CHECK(counted == latency["stages"][0]["samples"]);
  const std::string picture = read_file((folder / "run/latency.svg").string());
  CHECK(picture.find("Latency of quickstart") != std::string::npos);
  CHECK(picture.find("bar p99 &lt;= 20us") != std::string::npos);
  CHECK(contains(in_one_line(run.output), "slowest, closed at"));
  CHECK(contains(in_one_line(run.output), "bars every 1.00 ms"));
}

TEST_CASE("a metered run warns of a plug-in that is built without optimisation") {
  const TempFolder folder;
  const std::string plugin =
      "--set 'strategy={plugin: " BAROMETER_BINARY_DIR "/tests/fixtures/unoptimised_strategy.so}' ";
  const std::string words =
      "plug-in working_strategy is built without optimisation: its times are not those of a";
  const Finished metered = run_program(quickstart(folder / "metered", plugin));
  INFO(metered.output);
  REQUIRE(metered.exit_code == 0);
  CHECK(in_one_line(metered.output).find(words) != std::string::npos);
  CHECK(run_json(folder / "metered")["warnings"].dump().find("unoptimised_plugins") !=
        std::string::npos);
  const Finished plain =
      run_program(quickstart(folder / "plain", plugin + "--set latency.meter=off"));
  CHECK(in_one_line(plain.output).find(words) == std::string::npos);
}

TEST_CASE("a sampled run says how many steps it saw") {
  const TempFolder folder;
  const Finished run = run_program(quickstart(folder / "run", "--set latency.meter=sampled"));
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  const auto latency = latency_json(folder / "run");
  CHECK(latency["meter"] == "sampled");
  CHECK(latency["metered_steps"].get<int>() < latency["steps"].get<int>() / 2);
  CHECK(latency["live"].is_null());
  CHECK(contains(in_one_line(run.output), "is metered"));
}

TEST_CASE("a run that is not metered leaves neither") {
  const TempFolder folder;
  const Finished run = run_program(
      quickstart(folder / "run", "--set latency.meter=off --set latency.live_interval=1ms"));
  REQUIRE(run.exit_code == 0);
  CHECK_FALSE(std::filesystem::exists(folder / "run/latency.json"));
  CHECK_FALSE(std::filesystem::exists(folder / "run/latency.svg"));
  CHECK(contains(in_one_line(run.output), "latency.live_interval needs every step's time"));
}

TEST_CASE("a breached budget fails the run after its results are written") {
  const TempFolder folder;
  const Finished run = run_program(
      quickstart(folder / "run", "--set latency.budget.bar.p99=1ns --set latency.on_breach=fail"));
  INFO(run.output);
  CHECK(run.exit_code == 3);
  CHECK(latency_json(folder / "run")["breached"] == true);
  CHECK(std::filesystem::exists(folder / "run/fills.csv"));
}

TEST_CASE("a cold start is told as one: the mean is taken apart") {
  const TempFolder folder;
  const Finished run = run_program(
      "run --verbose examples/cold_start/slow_first_bars.yaml --out " + (folder / "run").string(),
      std::string("BAROMETER_PLUGIN_PATH=") + BAROMETER_BINARY_DIR + "/examples");
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  // The summary breaks long lines where the figures happen to end.
  const std::string told = std::regex_replace(run.output, std::regex(R"(\s+)"), " ");
  CHECK(told.find("cold start mean ") != std::string::npos);
  CHECK(told.find(" = steady ") != std::string::npos);
  CHECK(told.find("; not a slow bar") != std::string::npos);
  const auto cold = latency_json(folder / "run")["cold_start"];
  CHECK(cold["first_steps"] >= 3);
  CHECK(cold["first_ns"] >= 0.99 * 3 * 40e6);  // three sleeps; a clock is calibrated to 100 ppm
}
