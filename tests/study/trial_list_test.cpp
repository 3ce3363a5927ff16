// SPDX-License-Identifier: Apache-2.0
#include "study/trial_list.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "config/load.hpp"
#include "core/error.hpp"
#include "support/catch.hpp"

using namespace barometer;
using study::TrialList;

namespace {

config::RunConfig config_of(const std::string& study) {
  return config::parse_config(
      "data: {source: synthetic}\n"
      "strategy: {plugin: sma_cross, params: {weight: 0.5}}\n"
      "study:\n" +
          study,
      "study.yaml");
}

std::vector<std::string> labels_of(const study::Trial& trial) {
  std::vector<std::string> labels;
  for (const config::StudyValue& value : trial.values) {
    labels.push_back(value.label);
  }
  return labels;
}

std::string faults_of(const std::string& study) {
  const config::RunConfig config = config_of(study);
  try {
    const TrialList trials(config);
    return "";
  } catch (const core::Error& error) {
    return error.what();
  }
}

const std::string kPairs =
    "  over: {strategy.params.fast: [5, 10, 20], strategy.params.slow: [10, 20, 30, 40]}\n"
    "  where: [strategy.params.fast < strategy.params.slow]\n";

}  // namespace

TEST_CASE("a grid has every combination that `where` leaves") {
  const config::RunConfig config = config_of(kPairs);
  const TrialList trials(config);
  CHECK(trials.numbers() == 12);
  CHECK(trials.count() == 9);  // 4 + 3 + 2
  CHECK(labels_of(*trials.at(0)) == std::vector<std::string>{"5", "10"});
  CHECK_FALSE(trials.at(4));  // 10, 10
  CHECK(labels_of(*trials.at(11)) == std::vector<std::string>{"20", "40"});
}

TEST_CASE("trials that share a plan follow each other, each number once") {
  const config::RunConfig config = config_of(
      "  over: {strategy.params.fast: [5, 10, 20], broker.commission: [1bps, 5bps],\n"
      "         strategy.params.slow: [50, 60]}\n");
  const TrialList trials(config);
  std::set<std::uint64_t> numbers;
  std::vector<std::string> commissions;
  for (std::uint64_t i = 0; i < trials.numbers(); ++i) {
    numbers.insert(trials.nth(i));
    commissions.push_back(trials.at(trials.nth(i))->values[1].label);
  }
  CHECK(numbers.size() == 12);
  CHECK(std::ranges::is_sorted(commissions));
}

TEST_CASE("draws depend on the seed and their number alone, and stay inside") {
  for (const char* method : {"random", "sobol"}) {
    const std::string study = std::string("  method: ") + method +
                              "\n  over: {strategy.params.fast: {from: 5, to: 9},"
                              " strategy.params.x: {from: 0.5, to: 2, scale: log},"
                              " strategy.params.y: [a, b]}\n";
    const config::RunConfig many = config_of(study + "  draws: 400\n  seed: 3\n");
    const config::RunConfig few = config_of(study + "  draws: 10\n  seed: 3\n");
    const config::RunConfig other = config_of(study + "  draws: 10\n  seed: 4\n");
    const TrialList trials(many);
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < 400; ++i) {
      const auto labels = labels_of(*trials.at(i));
      seen.insert(labels[0]);
      seen.insert(labels[2]);
      const double x = std::stod(labels[1]);
      CHECK((x >= 0.5 && x <= 2));
    }
    CHECK(seen == std::set<std::string>{"5", "6", "7", "8", "9", "a", "b"});
    CHECK(labels_of(*trials.at(7)) == labels_of(*TrialList(few).at(7)));
    CHECK(labels_of(*trials.at(7)) != labels_of(*TrialList(other).at(7)));
  }
}

TEST_CASE("draws of a Sobol sequence fill the space more evenly than random ones") {
  // 64 points of one axis in 64 equal cells: a (0, 6, 1)-net hits each once, shifted or not.
  const config::RunConfig config = config_of(
      "  method: sobol\n  draws: 63\n  over: {strategy.params.fast: {from: 0, to: 63}}\n");
  const TrialList trials(config);
  std::set<std::string> cells;
  for (std::uint64_t i = 0; i < 63; ++i) {
    cells.insert(trials.at(i)->values[0].label);
  }
  CHECK(cells.size() >= 62);  // the shift may put one pair into one cell
}

TEST_CASE("neighbours are trials one step away; named alternatives have none") {
  const config::RunConfig pairs = config_of(kPairs);
  CHECK(TrialList(pairs).neighbours(5) == std::vector<std::uint64_t>{1, 6});
  const config::RunConfig named = config_of(
      "  over: {strategy.params.fast: [5, 10], strategy.when: {none: [], other: "
      "[{if: {volatility: extreme}, then: flatten}]}}\n");
  CHECK(TrialList(named).neighbours(0) == std::vector<std::uint64_t>{2});
}

TEST_CASE("what makes no trials is refused with what to write") {
  CHECK(faults_of("  over: {strategy.params.x: {from: 1, to: 2}}\n").find("add step or steps") !=
        std::string::npos);
  CHECK(faults_of("  seed: 1\n").find("at least one axis") != std::string::npos);
  CHECK(faults_of("  over: {strategy.params.x: {from: 1, to: 100000, step: 1},\n"
                  "         strategy.params.y: {from: 1, to: 10000, step: 1}}\n")
            .find("method: sobol") != std::string::npos);
  CHECK(faults_of("  over: {strategy.params.x: [a, b]}\n  where: [strategy.params.x < 5]\n")
            .find("no number") != std::string::npos);
  CHECK(faults_of("  over: {strategy.params.fast: [1, 2]}\n  where: [strategy.params.fst < 5]\n")
            .find("strategy.params.fast") != std::string::npos);
}

TEST_CASE("conditions may name numbers that the config states") {
  const config::RunConfig config = config_of(
      "  over: {strategy.params.fast: [0.25, 0.75]}\n"
      "  where: [strategy.params.fast > strategy.params.weight]\n");
  CHECK(TrialList(config).count() == 1);
}
