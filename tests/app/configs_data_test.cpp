// SPDX-License-Identifier: Apache-2.0
// Every config that names market data runs on them, whatever threads, tagging and meter.
#include <regex>
#include <set>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

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

// What `barometer study` says and records of a config, as text and as JSON.
struct Judged {
  std::string text;
  nlohmann::json json;
};

Judged judged(const std::string& config) {
  const TempFolder folder;
  const std::string file = (folder / "study.json").string();
  const Finished study = run_program("study " + config + " --json " + file +
                                     " --set output.dir=" + (folder / "runs").string());
  INFO(config << "\n" << study.output);
  REQUIRE(study.exit_code == 0);
  return {.text = study.output, .json = nlohmann::json::parse(read_file(file))};
}

// Every figure that a study of more than one trial has, in the text and in the JSON.
void check_verdict(const Judged& study) {
  INFO(study.text);
  for (const char* line : {"chance by luck", "deflated Sharpe", "data needed", "PBO", "SPA, p",
                           "What came after", "Recorded     study 1"}) {
    CAPTURE(line);
    CHECK(contains(study.text, line));
  }
  CHECK(study.json["failures"].empty());
  for (const auto& [name, figure] : study.json["figures"].items()) {
    CAPTURE(name);
    CHECK_FALSE(figure.contains("missing"));
  }
  const double luck = study.json["figures"]["luck"]["chance"];
  CHECK(luck >= 0);
  CHECK(luck <= 1);
  CHECK(!study.json["sentence"].get<std::string>().empty());
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

TEST_CASE("a study of ten coins: twenty pairs of averages, chosen again every half year") {
  const Judged study = judged("configs/studies/crypto_pairs.yaml");
  check_verdict(study);
  CHECK(study.json["counts"]["done"] == 20);
  // Eight times a year of training and half a year after it fit into 1,882 sessions: twenty trials,
  // twenty trainings a fold, and what each fold chose.
  CHECK(study.json["walk_forward"]["folds"].size() == 8);
  CHECK(study.json["counts"]["counted"] == 20 + 8 * 20 + 8);
  CHECK(contains(study.text, "188 counted on these data"));
  CHECK(contains(study.text, "efficiency"));
}

TEST_CASE("a study of ten coins: conditions on tags beside lookbacks, a fifth kept from all") {
  const Judged study = judged("configs/studies/crypto_gate.yaml");
  check_verdict(study);
  CHECK(study.json["counts"]["counted"] == 16);
  CHECK(contains(study.text, "16 counted on these data"));
  CHECK(contains(study.text, "opened for the first time"));
  CHECK(study.json["holdout"].is_object());
}

TEST_CASE("the gate of ten coins comes to a decision, with its interval") {
  const TempFolder folder;
  const Finished gate =
      run_program("gate configs/crypto_regimes.yaml --placebos 20 --set output.dir=" +
                  (folder / "runs").string());
  INFO(gate.output);
  CHECK(gate.exit_code == 0);
  for (const char* line : {"Twins", "Trades of the run", "Placebo", "Thresholds"}) {
    CAPTURE(line);
    CHECK(contains(gate.output, line));
  }
  CHECK(std::regex_search(gate.output,
                          std::regex("\nThe gate [^:]+: [-+0-9.]+ bps a session \\(95 %: ")));
}
