// SPDX-License-Identifier: Apache-2.0
#include "app/study_command.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/barometer_program.hpp"
#include "app/interrupted_study.hpp"
#include "app/many_pairs.hpp"
#include "stats/random.hpp"
#include "study/run_store_reader.hpp"
#include "support/catch.hpp"
#include "support/soak.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

std::string into(const TempFolder& folder) {
  return " --set output.dir=" + (folder / "runs").string();
}

// Fingerprints by number of the latest study, each of which is there once.
std::map<std::uint64_t, std::string> rows_of(const fs::path& store) {
  std::map<std::uint64_t, std::string> rows;
  if (!fs::exists(store)) {
    return rows;
  }
  const study::RunStoreReader reader(store);
  const auto studies = reader.studies();
  reader.each_run([&](const study::StoredRun& run) {
    if (run.study == studies.front().id) {
      CHECK(rows.emplace(*run.number, run.fingerprint).second);
    }
  });
  return rows;
}

const std::string kPairs =
    "data: {source: synthetic, synthetic: {symbols: 1, bars: 3000, seed: 5}}\n"
    "strategy: {plugin: sma_cross}\n"
    "study:\n"
    "  over:\n"
    "    strategy.params.fast: {from: 5, to: 25, step: 5}\n"
    "    strategy.params.slow: [40, 60]\n";

}  // namespace

TEST_CASE("every study of configs/studies that needs no market data runs and is judged") {
  int seen = 0;
  for (const auto& entry : fs::directory_iterator("configs/studies")) {
    const std::string config = entry.path().string();
    if (read_file(config).find("BAROMETER_DATA") != std::string::npos ||
        read_file(config).find("over:") == std::string::npos) {
      continue;
    }
    const TempFolder folder;
    const Finished run = run_program("study " + config + into(folder));
    INFO(config << "\n" << run.output);
    CHECK(run.exit_code == 0);
    CHECK(contains(run.output, "chance by luck"));
    CHECK(contains(run.output, "Recorded     study 1"));
    ++seen;
  }
  CHECK(seen >= 3);
}

TEST_CASE("the trials of a study are those of run with the same --set, and are not run twice") {
  const TempFolder folder;
  const fs::path config = write_file(folder / "pairs.yaml", kPairs);
  const Finished run =
      run_program("run " + config.string() + into(folder) +
                  " --quiet --set strategy.params.fast=10 --set strategy.params.slow=60");
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  const Finished study = run_program("study " + config.string() + into(folder));
  INFO(study.output);
  CHECK(study.exit_code == 0);
  CHECK(contains(in_one_line(study.output), "10 trials, 1 read from earlier runs"));
  const Finished again = run_program("study " + config.string() + into(folder));
  CHECK(contains(in_one_line(again.output), "10 trials, 10 read from earlier runs"));
  CHECK(contains(again.output, "10 counted on these data"));
}

TEST_CASE("a study as JSON has what the text says, and is refused where the file exists") {
  const TempFolder folder;
  const fs::path config = write_file(folder / "pairs.yaml", kPairs);
  const std::string file = (folder / "study.json").string();
  const std::string page = (folder / "study.html").string();
  const std::string line = "study " + config.string() + into(folder) + " --quiet --json " + file;
  const Finished study = run_program(line);
  INFO(study.output);
  REQUIRE(study.exit_code == 0);
  CHECK(study.output.empty());
  const nlohmann::json json = nlohmann::json::parse(read_file(file));
  CHECK(json.dump().find("sharpe") != std::string::npos);
  const Finished twice = run_program(line);
  CHECK(twice.exit_code == 5);
  CHECK(contains(twice.output, "exists already"));
  const std::string paged = "study " + config.string() + into(folder) + " --quiet --page " + page;
  CHECK(run_program(paged).exit_code == 0);
  const std::string html = read_file(page);
  CHECK(html.ends_with("</html>\n"));
  CHECK(contains(html, ">strategy.params.fast</text>"));
  CHECK(contains(html, json["sentence"].get<std::string>().substr(1)));
  CHECK(run_program(paged).exit_code == 5);
}

TEST_CASE("an interrupted study says what is done and how to go on, and goes on") {
  const TempFolder folder;
  const fs::path config = many_pairs(
      folder, {.symbols = 2, .most_fast = 40, .first_slow = 50, .last_slow = 500, .step = 5});
  const std::string line = "study " + config.string() + into(folder) + " --threads 2";
  const Finished cut = interrupted_once_rows_are_there(line, folder);
  INFO(cut.output);
  REQUIRE(contains(cut.output, "Go on with: barometer study"));
  CHECK(contains(cut.output, "--resume"));
  fs::remove(folder / "runs/barometer.db-wal");  // a closed store has none
  const Finished more = interrupted_once_rows_are_there(line + " --resume", folder);
  INFO(more.output);
  CHECK(contains(more.output, "Interrupted: "));
}

TEST_CASE(
    "a study that is killed again and again has every trial once, as one that was left alone") {
  const TempFolder folder;
  const fs::path config = many_pairs(folder);
  const std::string program = std::string(BAROMETER_BINARY_DIR) + "/barometer study " +
                              config.string() + " --quiet --no-supervise --threads 2";
  const std::string cut = " --set output.dir=" + (folder / "cut").string();
  const auto goes_on = [&] {  // a study of which nothing is known yet is begun
    return rows_of(folder / "cut/barometer.db").empty() ? "" : " --resume";
  };
  stats::Random random(7, 0);
  for (std::uint64_t kill = 0; kill < soak(10); ++kill) {
    run_command(fmt::format("timeout -s KILL {:.3f} {}{}{}", 0.05 + 0.4 * random.uniform(), program,
                            cut, goes_on()));
    if (kill % 10 == 9) {
      CHECK(run_command(program + cut + goes_on()).exit_code == 0);
    }
  }
  CHECK(run_command(program + " --set output.dir=" + (folder / "whole").string()).exit_code == 0);
  const auto whole = rows_of(folder / "whole/barometer.db");
  CHECK(whole.size() == 620);
  CHECK(rows_of(folder / "cut/barometer.db") == whole);
}

TEST_CASE("N has the folds of a walk-forward, whether the study is new or asked for again") {
  const TempFolder folder;
  const std::string line = "study configs/studies/walk_forward.yaml" + into(folder);
  for (int time = 0; time < 2; ++time) {
    const Finished study = run_program(line);
    INFO(study.output);
    // 9 trials, 6 folds of 9 trainings and a test each: 9 + 54 + 6, and the stitched row is none.
    CHECK(contains(study.output, "69 counted on these data"));
  }
}

TEST_CASE("a study that goes on with none says so") {
  const TempFolder folder;
  const fs::path config = write_file(folder / "pairs.yaml", kPairs);
  const Finished study = run_program("study " + config.string() + into(folder) + " --resume");
  INFO(study.output);
  CHECK(study.exit_code == 2);
  CHECK(contains(study.output, "leave --resume out"));
}

TEST_CASE("a study of what is wrong runs nothing and leaves nothing") {
  const TempFolder folder;
  const fs::path config = write_file(folder / "pairs.yaml", kPairs);
  for (const char* wrong :
       {" --set study.objective=sharp", " --set run.tagging=in_step", " --holdout 120%",
        " --set 'study.over={strategy.params.fast: [5, -1]}'",
        " --set 'study.over={strategy.params.fast: {from: 1, to: 1e6, step: 1}, "
        "strategy.params.slow: {from: 1, to: 1000, step: 1}}'",
        " --set 'study.walk_forward={train: 900d, test: 90d}'"}) {
    const Finished study = run_program("study " + config.string() + into(folder) + wrong);
    INFO(wrong << "\n" << study.output);
    CHECK(study.exit_code == 2);
    CHECK_FALSE(fs::exists(folder / "runs/barometer.db"));
  }
  const Finished no_study = run_program("study configs/quickstart.yaml");
  CHECK(no_study.exit_code == 2);
  CHECK(contains(no_study.output, "study: expected a group of keys"));
}

TEST_CASE("what a strategy changes of the process is put back and told, in a study too") {
  const TempFolder folder;
  const fs::path config =
      write_file(folder / "deadly.yaml",
                 "data: {source: synthetic, synthetic: {symbols: 1, bars: 500, seed: 5}}\n"
                 "strategy: {plugin: deadly_strategy, params: {when: create}}\n"
                 "study: {over: {strategy.params.sin: [nothing, chdir, umask]}}\n");
  const Finished study =
      run_program("study " + config.string() + into(folder),
                  "BAROMETER_PLUGIN_PATH=" BAROMETER_BINARY_DIR "/tests/fixtures");
  INFO(study.output);
  CHECK(study.exit_code == 0);
  CHECK(contains(study.output, "strategy 'deadly_strategy' changed "));
  CHECK(contains(study.output, "put back"));
  CHECK(rows_of(folder / "runs/barometer.db").size() == 3);
}

TEST_CASE("trials can be held against a run of the store, by its number") {
  const TempFolder folder;
  const fs::path config = write_file(folder / "pairs.yaml", kPairs);
  const std::string study = "study " + config.string() + into(folder);
  CHECK(run_program(study + " --against 1").exit_code == 2);  // there is no store yet
  REQUIRE(run_program("run " + config.string() + into(folder) + " --quiet").exit_code == 0);
  const std::string file = (folder / "study.json").string();
  const Finished held = run_program(study + " --against 1 --json " + file);
  INFO(held.output);
  REQUIRE(held.exit_code == 0);
  CHECK(contains(held.output, "of 10 trials beats run 1"));
  CHECK(read_file(file).find("\"benchmark\": \"run 1\"") != std::string::npos);
  const Finished other = run_program(study + " --against 1 --set data.synthetic.bars=2000");
  CHECK(contains(other.output, "its sessions do not end"));
  CHECK(other.exit_code == 2);
}

TEST_CASE("an axis without effect is named") {
  const TempFolder folder;
  const fs::path config =
      write_file(folder / "idle.yaml",
                 "data: {source: synthetic, synthetic: {symbols: 1, bars: 3000, seed: 5}}\n"
                 "regime: {plugin: regime, params: {preset: crypto}}\n"
                 "strategy: {plugin: sma_cross}\n"
                 "study: {over: {strategy.params.fast: [5, 10], regime.params.volatility.window: "
                 "[24, 48]}}\n");
  const Finished study = run_program("study " + config.string() + into(folder));
  INFO(study.output);
  CHECK(contains(study.output, "warning: regime.params.volatility.window changes nothing"));
}
