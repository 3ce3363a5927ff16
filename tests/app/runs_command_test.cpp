// SPDX-License-Identifier: Apache-2.0
#include "app/runs_command.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "app/barometer_program.hpp"
#include "core/safe_text.hpp"
#include "study/run_store.hpp"
#include "study/run_store_reader.hpp"
#include "study/store_rows.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

// A store with two runs, a failed one and a study of three trials.
class StoreFile {
 public:
  StoreFile() {
    study::RunStore store(file());
    study::RunRow run = row("quickstart-20240501", "abc1", 1.25);
    run.params = {{"fast", "5"}};
    store.add(run);
    store.add(row("other-20240502", "abc2", -0.5));
    const std::int64_t study = store.begin_study(some_study());
    for (std::uint64_t number = 0; number < 3; ++number) {
      store.add(some_trial(study, number, some_variant()));
    }
    study::RunRow failed = some_trial(study, 3, some_variant());
    failed.state = study::RunState::failed;
    failed.reason = "out of memory";
    failed.objective.reset();
    store.add(failed);
    store.end_study(study, study::StudyState::interrupted, 2);
  }

  std::filesystem::path file() const { return folder_ / "barometer.db"; }

  std::filesystem::path operator/(const std::string& name) const { return folder_ / name; }

  Finished runs(const std::string& words) const {
    return run_program("runs " + words + " --store " + file().string());
  }

  study::RunStoreReader reader() const { return study::RunStoreReader(file()); }

 private:
  static study::RunRow row(const std::string& folder, const std::string& print, double sharpe) {
    return {.kind = study::RunKind::run,
            .variant = some_variant(),
            .identity = "of " + print,
            .folder = folder,
            .metrics = {{"sharpe", sharpe}, {"total_return", 0.1}, {"calmar", std::nullopt}},
            .fingerprint = print,
            .first_ns = 1000,
            .last_ns = 2000,
            .seconds = 0.5};
  }

  TempFolder folder_;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(line);
  }
  return lines;
}

}  // namespace

TEST_CASE("runs are listed, the newest first, on lines of 80 columns") {
  const StoreFile store;
  const Finished listed = store.runs("");
  INFO(listed.output);
  REQUIRE(listed.exit_code == 0);
  const std::vector<std::string> lines = lines_of(listed.output);
  REQUIRE(lines.size() == 5);
  CHECK(contains(lines[0], "2 runs, 1 study"));
  CHECK(contains(lines[2], "study-1"));
  CHECK(contains(lines[2], "grid: 3 of 1,000 trials"));
  CHECK(contains(lines[2], "interrupted"));
  CHECK(contains(lines[3], "other-20240502"));
  CHECK(contains(lines[3], "-0.50"));
  CHECK(contains(lines[4], "quickstart-20240501"));
  for (std::size_t i = 1; i < lines.size(); ++i) {
    CHECK(core::display_width(lines[i]) <= 80);
  }
  CHECK(store.runs("list").output == listed.output);
}

TEST_CASE("a row is named by its number, or how fingerprint or folder begins") {
  const StoreFile store;
  for (const char* id : {"1", "quick", "abc1"}) {
    const Finished shown = store.runs(std::string("show ") + id);
    INFO(shown.output);
    CHECK(shown.exit_code == 0);
    CHECK(shown.output.starts_with("Run 1\n"));
    CHECK(contains(shown.output, "fast=5"));
    CHECK(contains(shown.output, "1.25"));
    CHECK(contains(shown.output, "5 distinct of sma_cross on overlapping data"));
    CHECK(contains(shown.output, "AAA BBB"));
    CHECK(contains(shown.output, "\"seed\""));
  }
  const Finished two = store.runs("show abc");
  CHECK(two.exit_code == 2);
  CHECK(contains(two.output, "'abc' begins fingerprint or folder of 2 rows: 1, 2"));
  CHECK(store.runs("show 99").exit_code == 2);
  CHECK(store.runs("show study-9").exit_code == 2);
  CHECK(contains(store.runs("show 4").output, "trial 1 of study-1"));
  CHECK(contains(store.runs("show 4").output, "strategy.params.fast=1"));
}

TEST_CASE("a study is shown with its best trials and its failures") {
  const StoreFile store;
  const Finished shown = store.runs("show study-1");
  INFO(shown.output);
  CHECK(contains(shown.output, "1 trial: out of memory"));
  const std::size_t best = shown.output.find("trial 0");
  CHECK(best < shown.output.find("trial 1"));
  CHECK(contains(shown.output, "strategy.params.fast strategy.params.slow"));
}

TEST_CASE("a note is kept and shown") {
  const StoreFile store;
  CHECK(store.runs("note abc2 'before the change of fees'").exit_code == 0);
  CHECK(contains(store.runs("show 2").output, "before the change of fees"));
  CHECK(store.reader().notes(2) == std::vector<std::string>{"before the change of fees"});
}

TEST_CASE("what is forgotten is gone, and counts") {
  const StoreFile store;
  const std::vector<std::string> symbols{"AAA"};
  CHECK(store.reader().count("sma_cross", symbols, 1000, 2000).distinct == 5);
  CHECK(contains(store.runs("forget abc1").output, "still counts"));
  const study::TrialCount one = store.reader().count("sma_cross", symbols, 1000, 2000);
  CHECK(one.distinct == 5);
  CHECK(one.forgotten == 1);
  CHECK(store.reader().run(1)->metrics.empty());
  CHECK_FALSE(store.reader().find("of abc1"));
  CHECK_FALSE(contains(store.runs("").output, "quickstart"));
  CHECK(contains(store.runs("").output, "1 forgotten, and still counted"));
  CHECK(contains(store.runs("forget study-1").output, "they still count"));
  CHECK(store.reader().count("sma_cross", symbols, 1000, 2000).distinct == 5);
  CHECK(store.reader().best(1, study::RunKind::trial, 9, true).empty());
  CHECK_FALSE(store.reader().latest_study("h1"));
  CHECK_FALSE(store.reader().trial(1, study::RunKind::trial, 3));  // it had failed
}

TEST_CASE("all rows are exported as CSV and as JSON") {
  const StoreFile store;
  const std::string csv = (store / "all.csv").string();
  const std::string json = (store / "all.json").string();
  CHECK(contains(store.runs("export " + csv).output, "6 rows"));
  const std::vector<std::string> lines = lines_of(read_file(csv));
  REQUIRE(lines.size() == 7);
  CHECK(lines[0].starts_with("id,kind,study,number,state,"));
  const auto commas = [](const std::string& line) { return std::ranges::count(line, ','); };
  CHECK(std::ranges::all_of(
      lines, [&](const std::string& line) { return commas(line) == commas(lines[0]); }));
  CHECK(store.runs("export " + json).exit_code == 0);
  const nlohmann::json rows = nlohmann::json::parse(read_file(json));
  REQUIRE(rows.size() == 6);
  CHECK(rows[0]["metrics"]["sharpe"] == 1.25);
  CHECK(rows[0]["metrics"]["calmar"].is_null());
  CHECK(rows[0]["params"]["fast"] == "5");
  CHECK(rows[2]["params"] == nlohmann::json::array({"0", "slow"}));
  CHECK(rows[5]["reason"] == "out of memory");
  CHECK(store.runs("export " + json).exit_code == 5);  // it exists
  CHECK(store.runs("export all.txt").exit_code == 2);
}

TEST_CASE("words that runs does not know are told with those that it does") {
  const StoreFile store;
  const Finished wrong = store.runs("shwo 1");
  CHECK(wrong.exit_code == 2);
  CHECK(contains(wrong.output, "did you mean 'show'?"));
  CHECK(contains(store.runs("show").output, "expected `barometer runs show ID`"));
  CHECK(contains(store.runs("list 3").output, "expected `barometer runs list`"));
  CHECK(store.runs("note 1").exit_code == 2);
  const Finished missing = run_program("runs --store nowhere/barometer.db");
  CHECK(missing.exit_code == 2);
  CHECK(contains(missing.output, "there is no run store"));
}
