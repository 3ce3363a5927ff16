// SPDX-License-Identifier: Apache-2.0
#include "study/study_map.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "study/evidence.hpp"
#include "study/run_store_reader.hpp"
#include "study/small_study.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

namespace {

const backtest::Control kControl{.threads = 2};

struct Ran {
  study::StudyRun run;
  std::map<std::uint64_t, double> objectives;  // of all trials that have one, as the store has them
  std::uint64_t best = 0;
};

Ran ran(SmallStudy& small) {
  Ran ran;
  ran.run = study::run_trials(small.study(), {.store = small.store()}, kControl);
  const study::RunStoreReader reader(small.store());
  reader.each_objective(ran.run.id, study::RunKind::trial,
                        [&](std::uint64_t number, std::optional<double> value) {
                          if (value) {
                            ran.objectives[number] = *value;
                          }
                        });
  REQUIRE(!ran.objectives.empty());
  const auto by_value = [](const auto& a, const auto& b) { return a.second < b.second; };
  ran.best = std::ranges::max_element(ran.objectives, by_value)->first;
  return ran;
}

analysis::StudyMap map_of(SmallStudy& small, const Ran& ran) {
  const auto map = study::map_of(small.study(), small.store(), ran.run.id, ran.best);
  REQUIRE(map.has_value());
  return *map;
}

}  // namespace

TEST_CASE("the map of a grid of two axes is the whole grid with the neighbours of the best") {
  SmallStudy small(kStudyPairs);
  const Ran trials = ran(small);
  const analysis::StudyMap map = map_of(small, trials);
  CHECK(map.grid);
  REQUIRE(map.axes.size() == 2);
  CHECK(map.axes[0].values == std::vector<std::string>{"5", "10", "20"});
  CHECK(map.axes[1].values == std::vector<std::string>{"40", "60"});
  CHECK(map.held.empty());
  CHECK(map.all == 6);
  REQUIRE(map.trials.size() == 6);
  for (const analysis::MapTrial& trial : map.trials) {
    CHECK(trial.number == static_cast<std::uint64_t>(2 * trial.x + trial.y));
    CHECK(trial.objective == trials.objectives.at(trial.number));
    const auto x = static_cast<double>(trials.best / 2);
    const auto y = static_cast<double>(trials.best % 2);
    CHECK(trial.neighbour == (std::abs(trial.x - x) + std::abs(trial.y - y) == 1));
  }
}

TEST_CASE("of more axes the others are held at the best trial's values, and excluded trials lack") {
  SmallStudy small(kStudyAxes);
  const Ran trials = ran(small);
  const analysis::StudyMap map = map_of(small, trials);
  REQUIRE(map.axes.size() == 2);
  CHECK(map.held.size() == 2);
  const auto best = small.study().trials().at(trials.best);
  for (const auto& [axis, value] : map.held) {
    CHECK(value == best->values[axis].label);
  }
  CHECK(map.all == static_cast<std::int64_t>(map.trials.size()));
  CHECK(std::ranges::count(map.trials, trials.best, &analysis::MapTrial::number) == 1);
  for (const analysis::MapTrial& trial : map.trials) {
    const auto values = small.study().trials().at(trial.number)->values;
    for (const auto& [axis, value] : map.held) {
      CHECK(values[axis].label == value);
    }
    CHECK(values[map.axes[0].axis].label == map.axes[0].values[static_cast<std::size_t>(trial.x)]);
  }
}

TEST_CASE("of many values every so many are on the map, and the best trial is") {
  SmallStudy small(
      "study:\n  over:\n    strategy.params.slow: {from: 20, to: 219, step: 1}\n  objective: "
      "total_return\n",
      {"data.synthetic.symbols=1", "data.synthetic.bars=600"});
  const Ran trials = ran(small);
  for (const std::uint64_t best : {trials.best, std::uint64_t{1}, std::uint64_t{198}}) {
    const auto map = study::map_of(small.study(), small.store(), trials.run.id, best);
    REQUIRE(map->axes.size() == 1);
    CHECK(map->axes[0].all == 200);
    CHECK(map->axes[0].values.size() == study::kMostMapValues);
    CHECK(map->axes[0].values.front() == "20");
    CHECK(map->axes[0].values.back() == "219");
    CHECK(std::ranges::count(map->trials, best, &analysis::MapTrial::number) == 1);
    CHECK(map->all == static_cast<std::int64_t>(trials.objectives.size()));
    CHECK(std::ranges::is_sorted(map->trials, {}, &analysis::MapTrial::x));
    CHECK(std::ranges::count(map->trials, true, &analysis::MapTrial::neighbour) == 2);
  }
}

TEST_CASE("draws are on the map by their numbers, words by their place") {
  SmallStudy small(
      "study:\n"
      "  over:\n"
      "    strategy.params.fast: {from: 2, to: 19}\n"
      "    strategy.when: {none: [], gate: [{if: {volatility: extreme}, then: flatten}]}\n"
      "  method: random\n"
      "  draws: 40\n");
  const Ran trials = ran(small);
  const analysis::StudyMap map = map_of(small, trials);
  CHECK(!map.grid);
  REQUIRE(map.axes.size() == 2);
  CHECK(map.axes[0].values.empty());
  CHECK(map.axes[1].values == std::vector<std::string>{"none", "gate"});
  CHECK(map.trials.size() == trials.objectives.size());
  for (const analysis::MapTrial& trial : map.trials) {
    const auto values = small.study().trials().at(trial.number)->values;
    CHECK(trial.x == std::stod(values[0].text));
    CHECK(values[1].label == map.axes[1].values[static_cast<std::size_t>(trial.y)]);
    CHECK(!trial.neighbour);
  }
}

TEST_CASE("one value on every axis makes no map") {
  SmallStudy small("study:\n  over:\n    strategy.params.fast: [5]\n");
  const Ran trials = ran(small);
  CHECK(!study::map_of(small.study(), small.store(), trials.run.id, trials.best));
}

TEST_CASE("the spread counts every trial once, and only the Sharpe ratio where that is asked for") {
  SmallStudy small(kStudyPairs);
  const Ran trials = ran(small);
  const double a_year = 8'766;
  const auto spread = study::spread_of(small.study(), small.store(), trials.run.id, a_year);
  CHECK(std::accumulate(spread.sharpe.counts.begin(), spread.sharpe.counts.end(), 0) == 6);
  const auto by_value = [](const auto& a, const auto& b) { return a.second < b.second; };
  const auto [least, most] = std::ranges::minmax_element(trials.objectives, by_value);
  CHECK(spread.objective.low == least->second);
  CHECK(spread.objective.high() == Approx(most->second));
  const study::RunStoreReader reader(small.store());
  double lowest = 1e300;
  reader.each_metric(trials.run.id, study::RunKind::trial, study::kSessionSharpe,
                     [&](std::uint64_t, std::optional<double> value) {
                       lowest = std::min(lowest, *value * std::sqrt(a_year));
                     });
  CHECK(spread.sharpe.low == lowest);
  const auto evidence = study::evidence_of(small.study(), small.store(), trials.run, kControl);
  CHECK(evidence.map->trials.size() == 6);
  CHECK(evidence.spread.objective.low == spread.objective.low);
}
