// SPDX-License-Identifier: Apache-2.0
// design.md section 5: the same config gives the same fingerprint, whatever threads, tagging,
// meter.
#include <set>
#include <string>

#include "app/barometer_program.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"

using namespace barometer_test;

namespace {

struct Outcome {
  std::string fingerprint;
  std::string fills;
  std::string equity;
  std::string tags;

  auto operator<=>(const Outcome&) const = default;
};

Outcome outcome_of(const std::string& arguments) {
  const TempFolder folder;
  const Finished run =
      run_program("run --quiet --out " + (folder / "run").string() + " " + arguments);
  INFO(run.output);
  REQUIRE(run.exit_code == 0);
  return {run_json(folder / "run")["fingerprint"], read_file((folder / "run/fills.csv").string()),
          read_file((folder / "run/equity.csv").string()),
          read_file((folder / "run/tags.csv").string())};
}

std::set<Outcome> outcomes_of(const std::string& config) {
  std::set<Outcome> outcomes;
  for (const char* threads : {"1", "2", "8"}) {
    for (const char* tagging : {"ahead", "in_step"}) {
      for (const char* meter : {"off", "sampled", "full"}) {
        outcomes.insert(outcome_of(config + " --threads " + threads + " --set output.tags=true" +
                                   " --set run.tagging=" + tagging +
                                   " --set latency.meter=" + meter));
      }
    }
  }
  return outcomes;
}

}  // namespace

TEST_CASE("the quickstart gives one fingerprint for all threads, taggings and meters") {
  const std::string config = "configs/quickstart.yaml";
  const std::set<Outcome> outcomes = outcomes_of(config);
  REQUIRE(outcomes.size() == 1);
  CHECK(outcomes.begin()->fingerprint.size() == 32);
  CHECK(outcomes.begin()->fills.size() > 1000);  // it traded

  const TempFolder folder;
  CHECK(run_program("run --quiet --out " + (folder / "again").string() + " " + config).exit_code ==
        0);
  CHECK(run_json(folder / "again")["fingerprint"] == outcomes.begin()->fingerprint);
}

TEST_CASE("taggers side by side give one fingerprint for all threads, taggings and meters") {
  const std::set<Outcome> outcomes = outcomes_of(
      "configs/quickstart.yaml --set data.synthetic.bars=2000 "
      "--set 'regime=[{plugin: regime}, {plugin: regime, as: daily, on: 1d}, "
      "{plugin: regime, as: market, on: 4h, of: SYN02}]' "
      "--set 'strategy.when=[{if: {market.trend: [weak_down, strong_down]}, then: block_entries}, "
      "{if: {daily.trend: [weak_down, strong_down]}, then: {scale: 50%}}]'");
  REQUIRE(outcomes.size() == 1);
  CHECK(outcomes.begin()->fills.size() > 500);
  CHECK(outcomes.begin()->tags.find(",daily.trend,") != std::string::npos);
}

TEST_CASE("another seed gives another fingerprint") {
  CHECK(outcome_of("configs/quickstart.yaml --set output.tags=true") !=
        outcome_of("configs/quickstart.yaml --set output.tags=true --set data.synthetic.seed=99"));
}
