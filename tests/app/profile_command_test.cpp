// SPDX-License-Identifier: Apache-2.0
// Profiles of small runs by the program itself. The machine is shared with other tests, so no case
// asks what the times are.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kSmall =
    "profile configs/quickstart.yaml --set data.synthetic.bars=600 --processes 5 --blocks 40 "
    "--threads 1 ";

double middle_of(std::vector<double> values) {
  std::ranges::sort(values);
  return values.at(values.size() / 2);
}

nlohmann::json profile_json(const std::string& arguments) {
  const TempFolder folder;
  const std::string file = (folder / "p.json").string();
  const Finished run = run_program(kSmall + arguments + " --json " + file);
  INFO(run.output);
  REQUIRE(std::filesystem::exists(file));
  return nlohmann::json::parse(read_file(file));
}

// One baseline for the cases that read one.
const std::string& baseline_text() {
  static const std::string kText = [] {
    const TempFolder folder;
    const std::string file = (folder / "b.json").string();
    run_program(kSmall + "--quiet --save " + file);
    return std::filesystem::exists(file) ? read_file(file) : std::string();
  }();
  return kText;
}

// Measuring would take hours: what ends at all was rejected before the first process.
const std::string kHours =
    "profile configs/quickstart.yaml --set data.synthetic.bars=600 --threads 1 --processes 1000 "
    "--blocks 100000 ";

Finished refused_against(const std::string& baseline, const std::string& rest = "") {
  const TempFolder folder;
  std::ofstream(folder / "b.json") << baseline;
  return run_program(kHours + "--baseline " + (folder / "b.json").string() + " " + rest);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a profile says what was executed and keeps every raw time") {
  const auto json = profile_json("");
  CHECK(json["executed"]["bars"] == 8 * 600);
  CHECK(json["executed"]["steps"] == 600);
  CHECK(json["executed"]["warm_bars"] > 0);
  CHECK(json["executed"]["warm_bars"] < 8 * 600);
  CHECK(json["executed"]["fills"] > 0);
  REQUIRE(json["candidate"]["processes"].size() == 5);
  for (const auto& process : json["candidate"]["processes"]) {
    CHECK(process["blocks_ns_per_bar"].size() % 40 == 0);
    CHECK(process["cold_step_ns"] > 0);
  }
  CHECK(json["fingerprint"]["strict"]["measured"] == "whole run");
}

TEST_CASE("a profile says what it measured with and what its probe costs") {
  const auto whole = profile_json("")["measured_with"];
  CHECK(whole["clock_read_ns"] > 0);
  CHECK(whole["probe_reads_per_step"] == 2);
  CHECK(whole["probe_ns_per_step"] == 2 * whole["clock_read_ns"].get<double>());
  CHECK(whole["bars_per_block"] >= 8 * 600);
  CHECK(whole["cold_steps_per_replay"] == 1);
  CHECK(whole["cold_bars_per_replay"] == 8);
  CHECK(whole["environment_bytes"][0] < whole["environment_bytes"][1]);
  CHECK(profile_json("--stage strategy")["measured_with"]["probe_reads_per_step"] == 1);
}

TEST_CASE("tagging ahead has no first step and no read of the probe inside") {
  const auto json = profile_json("--stage tag");
  CHECK(json["measured_with"]["probe_reads_per_step"] == 0);
  CHECK(json["measured_with"]["cold_steps_per_replay"] == 0);
  CHECK(json["candidate"]["cold_ns"].is_null());
}

TEST_CASE("a profiled run does the same as a run") {
  const TempFolder folder;
  run_program("run configs/quickstart.yaml --set data.synthetic.bars=600 --quiet --out " +
              (folder / "run").string());
  CHECK(profile_json("")["executed"]["result"] == run_json(folder / "run")["fingerprint"]);
}

TEST_CASE("a tagger alone computes all its dimensions and runs no strategy") {
  const auto json = profile_json("--plugin regime");
  CHECK(json["executed"]["dimensions"].size() == json["executed"]["declared_dimensions"]);
  CHECK(json["executed"]["result"] == "");
  CHECK(json["fingerprint"]["strict"]["measured"] == "plug-in regime");
}

TEST_CASE("dimensions that no bar could know are called out") {
  // 40 bars are fewer than any percentile needs: the benchmark would time a tagger that returns.
  const auto json = profile_json("--plugin regime --set data.synthetic.bars=40");
  CHECK_FALSE(json["executed"]["never_known"].empty());
  CHECK(contains(json["warnings"][0].get<std::string>(), "never known in this window"));
}

TEST_CASE("one stage and one strategy can be profiled") {
  CHECK(profile_json("--stage tag")["fingerprint"]["strict"]["measured"] == "stage tag");
  CHECK(profile_json("--plugin regime_momentum")["fingerprint"]["strict"]["measured"] ==
        "plug-in regime_momentum");
}

TEST_CASE("a plug-in that the config does not have is named with the nearest one") {
  const Finished run = run_program(kSmall + "--plugin regim");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "did you mean 'regime'?"));
}

TEST_CASE("a child's own fault is told as it is") {
  const Finished run = run_program(kSmall + "--set strategy.plugin=regime_momentun");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.output, "did you mean 'regime_momentum'?"));
}

TEST_CASE("the program raced against itself is comparable and does the same work") {
  const TempFolder folder;
  const Finished run = run_program(kSmall + "--against " + BAROMETER_BINARY_DIR "/barometer");
  CHECK(contains(run.output, "baseline"));
  CHECK_FALSE(contains(run.output, "NOT COMPARABLE"));
  CHECK_FALSE(contains(in_one_line(run.output), "did not do the same work"));
}

TEST_CASE(
    "a program without the protocol cannot be raced; the gate says so and passes nothing on") {
  const Finished run = run_program(kSmall + "--against /bin/true");
  CHECK(run.exit_code == 12);
  CHECK(contains(in_one_line(run.output),
                 "was built before `profile` could measure another program"));
  const TempFolder folder;
  const std::string outputs = "--gate --against /bin/true --html " + (folder / "p.html").string() +
                              " --json " + (folder / "p.json").string();
  CHECK(run_program(kSmall + outputs).exit_code == 0);
  CHECK(contains(read_file((folder / "p.html").string()), "NOT COMPARABLE"));
  CHECK(run_program(kSmall + "--against /nowhere/barometer").exit_code == 2);
}

TEST_CASE("sessions of the same code gather in one baseline") {
  const TempFolder folder;
  const std::string file = (folder / "b.json").string();
  std::ofstream(file) << baseline_text();
  const Finished run = run_program(kSmall + "--baseline " + file + " --save " + file);
  INFO(run.output);
  CHECK_FALSE(contains(run.output, "NOT COMPARABLE"));
  CHECK(contains(in_one_line(run.output), "how far sessions lie apart is unknown"));
  const auto kept = nlohmann::json::parse(read_file(file));
  CHECK(kept["sessions"].size() == 2);
  CHECK(kept["processes"] == nlohmann::json::parse(baseline_text())["processes"]);
}

TEST_CASE("a baseline of another machine, other data or another config is not comparable") {
  for (const char* fact : {"processor", "data", "config", "engine", "kernel"}) {
    const std::string key = std::string("\"") + fact + "\":\"";
    const Finished run = refused_against(replaced(baseline_text(), key, key + "x"));
    CHECK(run.exit_code == 12);
    CHECK(contains(in_one_line(run.output), std::string(fact) + " differs: baseline x"));
  }
}

TEST_CASE("the gate lets what is not comparable pass, a baseline without samples included") {
  const std::string& good = baseline_text();
  const std::size_t samples = good.find("\"processes\":");
  REQUIRE(samples != std::string::npos);
  const std::string bare = good.substr(0, samples) + "\"processes\":[]}";
  const Finished run = refused_against(bare);
  CHECK(run.exit_code == 12);
  CHECK(contains(in_one_line(run.output), "keeps no raw samples"));
  CHECK(refused_against(bare, "--gate").exit_code == 0);
}

TEST_CASE("another config or other data are found before anything is measured") {
  CHECK(contains(refused_against(baseline_text(), "--set strategy.params.lookback=71").output,
                 "config differs"));
  const Finished other_data = refused_against(baseline_text(), "--set data.synthetic.seed=99");
  CHECK(other_data.exit_code == 12);
  CHECK(contains(other_data.output, "data differs"));
}

TEST_CASE("a file that is in the way is told before anything is measured") {
  const TempFolder folder;
  std::ofstream(folder / "p.json") << "kept";
  for (const char* option : {"--json ", "--html ", "--svg "}) {
    const Finished run = run_program(kHours + option + (folder / "p.json").string());
    CHECK(run.exit_code == 5);
    CHECK(contains(in_one_line(run.output), "exists already"));
  }
}

TEST_CASE("a baseline of something else is not added to") {
  const TempFolder folder;
  const std::string file = (folder / "b.json").string();
  const std::string other = replaced(baseline_text(), "\"kernel\":\"", "\"kernel\":\"x");
  std::ofstream(file) << other;
  const Finished run = run_program(kHours + "--save " + file);
  CHECK(run.exit_code == 12);
  CHECK(contains(in_one_line(run.output), "keeps sessions of something else"));
  CHECK(read_file(file) == other);
}

TEST_CASE("a baseline that is cut off, of an old schema or missing is bad input") {
  const std::string& good = baseline_text();
  const Finished cut = refused_against(good.substr(0, good.size() / 2));
  CHECK(cut.exit_code == 2);
  CHECK(contains(cut.output, "is cut off or damaged"));
  const Finished old = refused_against(replaced(good, "\"format\":1", "\"format\":0"));
  CHECK(old.exit_code == 2);
  CHECK(contains(old.output, "is of format 0"));
  CHECK(run_program(kHours + "--baseline /nowhere.json").exit_code == 2);
}

TEST_CASE("a plug-in that is slow once per instance has that in no steady figure") {
  // 30 million rounds in the first step of each replay, 600 in the other 599.
  const TempFolder folder;
  const std::string file = (folder / "p.json").string();
  std::filesystem::copy_file(BAROMETER_BINARY_DIR "/tests/fixtures/slow_once_strategy.so",
                             folder / "working_strategy.so");
  const Finished run = run_program(
      kSmall + "--set 'strategy={plugin: working_strategy}' --quiet --json " + file,
      "BAROMETER_PLUGIN_PATH=" + folder.path().string() + ":" BAROMETER_BINARY_DIR "/plugins");
  INFO(run.output);
  REQUIRE(std::filesystem::exists(file));
  const auto json = nlohmann::json::parse(read_file(file));
  for (const auto& process : json["candidate"]["processes"]) {
    const double first = process["replay_cold_ns"].get<double>();
    CHECK(first > 5e6);
    // Of all blocks of a process: one of them may be interrupted by others on the machine.
    const auto steady = process["blocks_without_cold_steps_ns_per_bar"].get<std::vector<double>>();
    const auto whole = process["blocks_ns_per_bar"].get<std::vector<double>>();
    REQUIRE(steady.size() == whole.size());
    CHECK(middle_of(steady) < middle_of(whole) / 2);
  }
  CHECK(json["candidate"]["cold_ns"] > 5e6);
}

TEST_CASE("a profile says which plug-in is built without optimisation, where it is measured") {
  const std::string unoptimised =
      "--set strategy.plugin=" BAROMETER_BINARY_DIR "/tests/fixtures/unoptimised_strategy.so ";
  const std::string words = "plug-in working_strategy is built without optimisation";
  const auto strategy = profile_json("--set 'strategy.params={}' " + unoptimised);
  CHECK(contains(strategy["warnings"].dump(), words));
  const auto tagger = profile_json("--set 'strategy.params={}' --plugin regime " + unoptimised);
  CHECK_FALSE(contains(tagger["warnings"].dump(), words));
}
