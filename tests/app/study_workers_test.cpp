// SPDX-License-Identifier: Apache-2.0
// `barometer study --workers process`: the rows of threads, to the bit, whatever a trial does to
// its process.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "app/barometer_program.hpp"
#include "app/interrupted_study.hpp"
#include "app/many_pairs.hpp"
#include "app/worker_processes.hpp"
#include "stats/random.hpp"
#include "study/run_store_reader.hpp"
#include "support/catch.hpp"
#include "support/sanitized.hpp"
#include "support/soak.hpp"
#include "support/text.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

namespace fs = std::filesystem;

const std::string kOwnPlugins = "BAROMETER_PLUGIN_PATH=" BAROMETER_BINARY_DIR "/tests/app/bad";

std::string into(const fs::path& folder) {
  return " --set output.dir=" + folder.string();
}

// What a row says but for its place in the store and the time that it took.
struct Told {
  std::string kind;
  std::string identity;
  std::string state;
  std::string reason;
  std::string fingerprint;
  std::vector<std::string> values;
  std::vector<study::RowMetric> metrics;
  std::vector<double> returns;

  bool operator==(const Told&) const = default;
};

using Rows = std::map<std::pair<std::string, std::uint64_t>, Told>;

Rows rows_in(const fs::path& folder) {
  Rows rows;
  const study::RunStoreReader reader(folder / "barometer.db");
  reader.each_run([&](const study::StoredRun& run) {
    const auto returns = reader.returns(run.id);
    CHECK(rows.emplace(
                  std::pair{run.kind, *run.number},
                  Told{run.kind, run.identity, run.state, run.reason, run.fingerprint, run.values,
                       run.metrics, returns ? returns->values : std::vector<double>{}})
              .second);
  });
  return rows;
}

// A thousand numbers of one strategy.
fs::path thousand(const TempFolder& folder) {
  return write_file(folder / "thousand.yaml",
                    "data: {source: synthetic, synthetic: {symbols: 1, bars: 300, seed: 5}}\n"
                    "strategy: {plugin: one_bad_strategy}\n"
                    "run: {step_deadline: 1s}\n"
                    "study: {over: {strategy.params.number: {from: 1, to: 1000, step: 1}}}\n");
}

const std::string kMixed =
    "data: {source: synthetic, synthetic: {symbols: 2, bars: 6000, seed: 5}}\n"
    "regime: {plugin: regime, params: {preset: crypto}}\n"
    "strategy: {plugin: sma_cross}\n"
    "study:\n"
    "  over:\n"
    "    strategy.params.fast: [5, 10, 20]\n"
    "    regime.params.volatility.window: [24, 48]\n"
    "    strategy.when: {none: [], gate: [{if: {volatility: extreme}, then: flatten}]}\n"
    "  holdout: 20%\n";

// Whether a process has the folder's name on its command line. One that has ended has none.
bool some_process_of(const TempFolder& folder) {
  for (const fs::directory_entry& process : fs::directory_iterator("/proc")) {
    std::ifstream file(process.path() / "cmdline");
    std::string line;
    std::getline(file, line, '\n');
    if (contains(line, folder.path().string())) {
      return true;
    }
  }
  return false;
}

bool still_runs(const TempFolder& folder) {
  for (int tries = 0; tries < 100; ++tries) {
    if (!some_process_of(folder)) {
      return false;
    }
    ::usleep(100'000);
  }
  return true;
}

}  // namespace

TEST_CASE("worker processes make the rows that threads make, to the bit, however many there are") {
  const TempFolder folder;
  for (const char* validation :
       {"", "  walk_forward: {train: 90d, test: 30d}\n", "  cpcv: {groups: 6, tested: 2}\n"}) {
    const fs::path config = write_file(folder / "mixed.yaml", kMixed + validation);
    fs::remove_all(folder / "threads");
    const Finished threads =
        run_program("study " + config.string() + into(folder / "threads") + " --threads 2");
    INFO(threads.output);
    REQUIRE(threads.exit_code == 0);
    const Rows expected = rows_in(folder / "threads");
    CHECK(expected.size() >= 12);
    for (const int workers : {1, 2, 8}) {
      fs::remove_all(folder / "processes");
      const Finished processes =
          run_program(fmt::format("study {}{} --threads {} --workers process", config.string(),
                                  into(folder / "processes"), workers));
      INFO(processes.output);
      CHECK(processes.exit_code == 0);
      CHECK(rows_in(folder / "processes") == expected);
    }
  }
  CHECK_FALSE(still_runs(folder));
}

TEST_CASE("four bad of a thousand leave 996 results, and each is named") {
  const TempFolder folder;
  const fs::path config = thousand(folder);
  const std::string study = "study " + config.string() + " --threads 2";
  CHECK(run_program(study + into(folder / "good"), kOwnPlugins).exit_code == 0);
  const Finished bad = run_program(
      study + into(folder / "bad") +
          " --workers process --set strategy.params.crash=217 --set strategy.params.hang=431 "
          "--set strategy.params.hoard=640 --set strategy.params.throws=811",
      kOwnPlugins);
  INFO(bad.output);
  CHECK(bad.exit_code == 0);
  const Rows good = rows_in(folder / "good");
  Rows rows = rows_in(folder / "bad");
  REQUIRE(rows.size() == 1000);
  const std::map<std::uint64_t, std::string> reasons{{216, "segmentation fault"},
                                                     {430, "ran longer than run.step_deadline 1s"},
                                                     {639, ""},
                                                     {810, "cannot go on"}};
  for (const auto& [number, reason] : reasons) {
    const auto row = rows.find({"trial", number});
    CHECK(row->second.state == "failed");
    CHECK((kSanitized || contains(row->second.reason, reason)));
    CHECK_FALSE(row->second.reason.empty());
    rows.erase(row);
  }
  for (const auto& [key, row] : rows) {
    CHECK(row.state == "done");
    CHECK(row.fingerprint == good.at(key).fingerprint);
  }
  CHECK_FALSE(still_runs(folder));
}

TEST_CASE("a study in worker processes that is killed leaves no process, and goes on") {
  const TempFolder folder;
  const fs::path config = many_pairs(folder);
  const std::string study =
      std::string(BAROMETER_BINARY_DIR) + "/barometer study " + config.string() + " --quiet ";
  const std::string line = study + "--workers process --threads 2" + into(folder / "cut");
  const auto goes_on = [&] { return fs::exists(folder / "cut/barometer.db") ? " --resume" : ""; };
  stats::Random random(8, 0);
  for (std::uint64_t kill = 0; kill < soak(5); ++kill) {
    run_command(
        fmt::format("timeout -s KILL {:.3f} {}{}", 0.1 + 0.5 * random.uniform(), line, goes_on()));
    CHECK_FALSE(still_runs(folder));
  }
  if (run_command(line + goes_on()).exit_code == 2) {  // killed before its first row
    CHECK(run_command(line).exit_code == 0);
  }
  CHECK(run_command(study + into(folder / "whole")).exit_code == 0);
  CHECK(rows_in(folder / "cut") == rows_in(folder / "whole"));
}

TEST_CASE("an interrupt ends the workers, and the study says how to go on with them") {
  const TempFolder folder;
  const fs::path config =
      many_pairs(folder, {.symbols = 2, .most_fast = 90, .first_slow = 100, .last_slow = 900});
  for (const char* signal : {"HUP", "TERM"}) {
    fs::remove_all(folder / "runs");
    const Finished cut = interrupted_once_rows_are_there(
        "study " + config.string() + " --workers process" + into(folder / "runs"), folder, signal);
    INFO(cut.output);
    CHECK(contains(cut.output, "Go on with: barometer study"));
    CHECK(contains(cut.output, "--workers process --resume"));
    CHECK_FALSE(still_runs(folder));
    std::error_code none;  // a closed store is one whole file
    CHECK((fs::file_size(folder / "runs/barometer.db-wal", none) == 0 || none));
  }
}

TEST_CASE("what strategies change of a worker's process is told once") {
  const TempFolder folder;
  const fs::path config =
      write_file(folder / "deadly.yaml",
                 "data: {source: synthetic, synthetic: {symbols: 1, bars: 500, seed: 5}}\n"
                 "strategy: {plugin: deadly_strategy, params: {when: create}}\n"
                 "study: {over: {strategy.params.sin: [nothing, chdir, fork]}}\n");
  const Finished study =
      run_program("study " + config.string() + into(folder / "runs") + " --workers process",
                  "BAROMETER_PLUGIN_PATH=" BAROMETER_BINARY_DIR "/tests/fixtures");
  INFO(study.output);
  CHECK(study.exit_code == 0);
  const std::string told = "changed the working folder; put back";
  CHECK(contains(study.output, told));
  CHECK(study.output.find(told) == study.output.rfind(told));
  CHECK(rows_in(folder / "runs").size() == 3);
}

TEST_CASE(
    "a strategy that forks, or whose thread dies behind its last trial, doubles and loses none") {
  const TempFolder folder;
  const fs::path config =
      write_file(folder / "forks.yaml",
                 "data: {source: synthetic, synthetic: {symbols: 1, bars: 500, seed: 5}}\n"
                 "strategy: {plugin: deadly_strategy}\n"
                 "study: {over: {strategy.params.sin: [nothing, fork, thread], "
                 "strategy.params.when: [create, call, destroy]}}\n");
  const Finished study = run_program(
      "study " + config.string() + into(folder / "runs") + " --workers process --threads 1",
      "BAROMETER_PLUGIN_PATH=" BAROMETER_BINARY_DIR "/tests/fixtures");
  INFO(study.output);
  CHECK(study.exit_code == 0);
  const Rows rows = rows_in(folder / "runs");
  CHECK(rows.size() == 9);
  for (std::uint64_t number = 0; number < 6; ++number) {
    CHECK(rows.at({"trial", number}).state == "done");
  }
  CHECK_FALSE(still_runs(folder));
}

TEST_CASE("in threads the risk is said before the first trial") {
  const TempFolder folder;
  const Finished study = run_program("study configs/studies/sma_grid.yaml" + into(folder / "runs"));
  CHECK(contains(study.output, "a plug-in that crashes ends the study"));
  const Finished safe =
      run_program("study configs/studies/sma_grid.yaml --workers process" + into(folder / "safe"));
  CHECK(safe.exit_code == 0);
  CHECK_FALSE(contains(safe.output, "a plug-in that crashes ends the study"));
}
