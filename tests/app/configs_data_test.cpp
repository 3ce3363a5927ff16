// SPDX-License-Identifier: Apache-2.0
// Every config that names market data runs on them, whatever threads, tagging and meter.
#include <set>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"

using namespace barometer_test;

namespace {

nlohmann::json outcome(const std::string& config, const std::string& arguments) {
  const TempFolder folder;
  const Finished run = run_program("run " + config + " --quiet --out " + (folder / "out").string() +
                                   " " + arguments);
  INFO(config << "\n" << run.output);
  REQUIRE(run.exit_code == 0);
  return run_json(folder / "out");
}

void check_one_fingerprint(const std::string& config, long bars, long steps) {
  std::set<std::string> fingerprints;
  for (const char* way : {"--threads 1", "--threads 2 --set run.tagging=in_step",
                          "--threads 8 --set latency.meter=full"}) {
    const nlohmann::json run = outcome(config, way);
    CHECK(run["bars"] == bars);
    CHECK(run["steps"] == steps);
    fingerprints.insert(run["fingerprint"]);
  }
  CHECK(fingerprints.size() == 1);
}

}  // namespace

TEST_CASE("ten coins by the hour, crossing averages") {
  check_one_fingerprint("configs/crypto_hourly.yaml", 364'944, 45'024);
}

TEST_CASE("ten coins by the hour, momentum by regime") {
  check_one_fingerprint("configs/crypto_regimes.yaml", 364'944, 45'024);
}

TEST_CASE("ten coins by the hour under daily tags and bitcoin's") {
  check_one_fingerprint("configs/crypto_timeframes.yaml", 364'944, 45'024);
}

TEST_CASE("seventy stocks by the day; SPY's two rows with low above open are skipped") {
  check_one_fingerprint("configs/equity_daily.yaml", 70 * 3'057 - 16 - 2, 3'057);
}

TEST_CASE("seventy stocks by the day, each with the same forecast risk") {
  check_one_fingerprint("configs/equity_volatility_target.yaml", 70 * 3'057 - 16 - 2, 3'057);
}

TEST_CASE("two coins by the hour, with a model refitted every 2000 bars") {
  check_one_fingerprint("configs/crypto_hidden_states.yaml", 90'048, 45'024);
}

TEST_CASE("ten coins by the hour, breakouts by stop orders with trailing stops") {
  check_one_fingerprint("configs/crypto_breakout.yaml", 364'944, 45'024);
}

TEST_CASE("ten coins by the hour, limits inside one session of the day") {
  check_one_fingerprint("configs/crypto_session_reversion.yaml", 364'944, 45'024);
}
