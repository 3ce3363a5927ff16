// SPDX-License-Identifier: Apache-2.0
// What a strategy logs and plots, from the step to the files, the terminal and the summary.
#include <algorithm>
#include <set>
#include <string>

#include "app/barometer_program.hpp"
#include "support/catch.hpp"
#include "support/csv_rows.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kSmall = "configs/quickstart.yaml --set data.synthetic.bars=400 ";

std::string strategy(const std::string& name, const std::string& params) {
  return "--set 'strategy={plugin: " BAROMETER_BINARY_DIR "/tests/fixtures/" + name +
         ".so, params: {" + params + "}}' ";
}

const std::string kLogging = kSmall + strategy("logging_strategy", "rows: 1");

struct Outcome {
  std::string fingerprint;
  std::string log;
  std::string series;

  auto operator<=>(const Outcome&) const = default;
};

Outcome outcome_of(const std::string& arguments) {
  const TempFolder folder;
  const Finished run =
      run_program("run --quiet " + arguments + "--out " + (folder / "run").string());
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  return {run_json(folder / "run")["fingerprint"], read_file((folder / "run/log.csv").string()),
          read_file((folder / "run/series.csv").string())};
}

}  // namespace

TEST_CASE("what is logged and plotted is the same for all threads and taggings") {
  std::set<Outcome> outcomes;
  for (const char* threads : {"1", "2", "8"}) {
    for (const char* tagging : {"ahead", "in_step"}) {
      outcomes.insert(
          outcome_of(kLogging + "--threads " + threads + " --set run.tagging=" + tagging + " "));
    }
  }
  REQUIRE(outcomes.size() == 1);
  const Outcome& outcome = *outcomes.begin();
  CHECK(outcome.log.starts_with("time,step,symbol,text\n"));
  CHECK(contains(outcome.log, ",\"close "));
  CHECK(contains(outcome.log, ", \"\"quoted\"\", warming up "));
  CHECK(outcome.series.starts_with("time,step,series,symbol,value\n"));
  const Outcome silent = outcome_of(kSmall + strategy("logging_strategy", "rows: 0"));
  CHECK(silent.fingerprint == outcome.fingerprint);
  CHECK(silent.log.empty());
}

TEST_CASE("the change of a close is a gap at the first bar, and the symbol's from then on") {
  const auto rows = csv_rows(outcome_of(kLogging).series);
  std::set<std::string> seen;
  for (const CsvRow& row : rows) {
    if (row.at("series") == "change") {
      const bool first = seen.insert(row.at("symbol")).second;
      REQUIRE((row.count("value") == 0 || row.at("value").empty()) == first);
    } else {
      REQUIRE(row.at("symbol").empty());
    }
  }
  CHECK(seen.size() > 1);
}

TEST_CASE("--log prints the rows after the run, with --quiet nothing else") {
  const TempFolder folder;
  const Finished quiet =
      run_program("run --quiet --log " + kLogging + "--out " + (folder / "one").string());
  REQUIRE(quiet.exit_code == 0);
  const std::string log = read_file((folder / "one/log.csv").string());
  CHECK(std::count(quiet.output.begin(), quiet.output.end(), '\n') + 1 ==
        std::count(log.begin(), log.end(), '\n'));
  CHECK(contains(quiet.output, "Z  SYN01  close "));
  const Finished loud =
      run_program("run --log --verbose " + kLogging + "--out " + (folder / "two").string());
  CHECK(loud.output.starts_with(quiet.output));
  CHECK(contains(in_one_line(loud.output), "rows in log.csv"));
  CHECK_FALSE(contains(in_one_line(loud.output), "found no room"));
}

TEST_CASE("warm-up steps are logged too") {
  const TempFolder folder;
  const Finished run = run_program("run --quiet --log " + kLogging +
                                   "--set data.from=2022-01-10 --out " + (folder / "run").string());
  INFO(run.output.substr(0, 2000));
  REQUIRE(run.exit_code == 0);
  CHECK(contains(run.output, "warming up true row 0"));
  CHECK(contains(run.output, "warming up false row 0"));
}

TEST_CASE("what finds no room is told in the summary") {
  const TempFolder folder;
  const Finished run = run_program("run " + kSmall + strategy("logging_strategy", "rows: 100") +
                                   "--out " + (folder / "run").string());
  REQUIRE(run.exit_code == 0);
  CHECK(contains(in_one_line(run.output), "rows of the strategy's log found no room"));
  const auto output = run_json(folder / "run")["strategy_output"];
  const auto bars = run_json(folder / "run")["bars"].get<long>();
  CHECK(output["log_rows"].get<long>() + output["dropped_log_rows"].get<long>() == 100 * bars);
  CHECK(output["series"][0]["unit"] == "quote currency");
}

TEST_CASE("a run that fails leaves no folder but the last rows of the log") {
  const TempFolder folder;
  const Finished run = run_program("run " + kSmall + strategy("logging_strategy", "fail_at: 300") +
                                   "--out " + (folder / "run").string());
  CHECK(run.exit_code == 4);
  CHECK(contains(run.output, "failed on purpose\n    the last rows of its log:\n    20"));
  CHECK(contains(run.output, "Z  about to fail\n"));
  CHECK(folder.entries() == 0);
}

TEST_CASE("bytes of a plug-in in C that are no UTF-8 become U+FFFD") {
  const Outcome outcome = outcome_of(kSmall + strategy("raw_strategy", "sin: no_utf8"));
  CHECK(contains(outcome.log, ",,\"\"\"\xEF\xBF\xBD\"\"\"\n"));
}
