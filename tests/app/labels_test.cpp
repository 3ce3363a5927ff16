// SPDX-License-Identifier: Apache-2.0
// Labels of a column, as a person at the terminal meets them.
#include <fstream>
#include <string>

#include "app/synthetic_files.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer_test;

namespace {

const std::string kStrategy =
    " --set 'strategy={plugin: buy_and_hold, when: [{if: {truth: 2}, then: flatten}]}' ";
const std::string kColumn = " --set 'regime={column: truth}' ";

std::string run_of(const SyntheticFiles& market, const std::string& name, const std::string& rest) {
  return "run --verbose " + market.config() + " --out " + (market.folder() / name).string() + " " +
         rest;
}

// The file of labels that says the same as the column: tags.csv has closes, the bars' files opens.
std::string label_file(const SyntheticFiles& market) {
  const std::string file = (market.folder() / "labels.csv").string();
  std::ofstream out(file);
  for (const std::string symbol : {"SYN01", "SYN02"}) {
    std::ifstream bars(market.folder() / "market" / (symbol + ".csv"));
    std::string line;
    std::getline(bars, line);
    if (symbol == "SYN01") {
      out << "symbol," << line << "\n";
    }
    while (std::getline(bars, line)) {
      out << symbol << "," << line << "\n";
    }
  }
  return file;
}

}  // namespace

TEST_CASE("labels of a column act in conditions and tables, and are said to be unchecked") {
  const SyntheticFiles market;
  const Finished run = run_program(run_of(market, "run", kColumn + kStrategy));
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  CHECK(contains(in_one_line(run.output), "labels of column truth: causality not checked"));
  const auto json = run_json(market.folder() / "run");
  CHECK(json["plugins"][0]["labels"]["causality"] == "not checked");
  CHECK(json["plugins"][0]["labels"]["labelled_bars"] == 3000);
  CHECK(json["conditions"][0]["actions"] > 0);
  CHECK(contains(json["warnings"].dump(), "unchecked_labels"));
  CHECK(contains(json["regimes"].dump(), "\"truth\""));
}

TEST_CASE("the same labels from a file of their own, in step and on any threads, give one result") {
  const SyntheticFiles market;
  const std::string file = " --set 'regime={column: truth, file: " + label_file(market) + "}' ";
  std::string first;
  for (const std::string& how :
       {kColumn, file, file + "--set run.tagging=in_step", kColumn + "--threads 1"}) {
    const Finished run = run_program(run_of(market, "again", how + kStrategy));
    INFO(run.output);
    REQUIRE(run.exit_code == 0);
    const std::string print = run_json(market.folder() / "again")["fingerprint"];
    first = first.empty() ? print : first;
    CHECK(print == first);
    std::filesystem::remove_all(market.folder() / "again");
  }
}

TEST_CASE("labels stand beside taggers under their own name, and of one symbol for all") {
  const SyntheticFiles market;
  const Finished run = run_program(run_of(
      market, "run",
      "--set 'regime=[{plugin: regime}, {column: truth, as: mine}, {column: truth, as: one, of: "
      "SYN02}]' --set output.tags=true --set 'strategy={plugin: buy_and_hold}'"));
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  const std::string tags = read_file((market.folder() / "run" / "tags.csv").string());
  CHECK(contains(tags.substr(0, tags.find('\n')), "mine.truth"));
  CHECK(contains(tags.substr(0, tags.find('\n')), "one.truth"));
}

TEST_CASE("check and tag --score work with labels; causality says what it cannot say") {
  const SyntheticFiles market;
  const std::string config = market.config() + kColumn;
  const Finished check = run_program("check " + config + kStrategy);
  INFO(check.output);
  CHECK(check.exit_code == 0);
  CHECK(contains(check.output, "labels of column truth"));
  const Finished score = run_program("tag " + config + " --score --dimension truth");
  INFO(score.output);
  CHECK(score.exit_code == 0);
  const Finished causality = run_program("causality " + config + kStrategy);
  INFO(causality.output);
  CHECK(causality.exit_code == 0);
  CHECK(contains(causality.output, "nothing but the labels can know the future"));
  CHECK(contains(causality.output, "labels of column truth: causality not checked"));
}

TEST_CASE("faults of labels name the key and the place") {
  const SyntheticFiles market;
  const auto refusal = [&](const std::string& regime) {
    const Finished run = run_program("check " + market.config() + " --set 'regime=" + regime + "'");
    CHECK(run.exit_code == 2);
    return run.output;
  };
  CHECK(contains(refusal("{column: trut}"), "did you mean 'truth'?"));
  CHECK(contains(refusal("{column: truth, on: 4h}"), "regime.on: expected no size of bars beside"));
  CHECK(contains(refusal("{column: truth, plugin: regime}"), "only without regime.column"));
  CHECK(contains(refusal("{plugin: regime, file: x.csv}"), "only with regime.column"));
  CHECK(contains(refusal("{column: truth, file: /nowhere.csv}"), "/nowhere.csv"));
  CHECK(contains(refusal("{column: truth, labels: [a, b]}"), "regime.labels does not list: a, b"));
}
