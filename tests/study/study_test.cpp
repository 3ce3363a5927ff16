// SPDX-License-Identifier: Apache-2.0
#include "study/study.hpp"

#include <algorithm>
#include <atomic>
#include <barometer/backtest/api/signals.hpp>
#include <map>
#include <set>
#include <string>

#include "backtest/market_state.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "stats/random.hpp"
#include "study/run_store_reader.hpp"
#include "study/small_study.hpp"
#include "support/catch.hpp"
#include "support/forwarded_strategy.hpp"
#include "support/thrown_by.hpp"

using namespace barometer;
using namespace barometer_test;
using study::RunKind;
using study::RunState;

namespace {

// Everything that may be swept, mixed: 4 x 2 x 3 x 2 x 4 x 3 x 2 x 4 trials.
const std::string kManyAxes =
    "study:\n"
    "  over:\n"
    "    strategy.params.fast: [3, 5, 10, 20]\n"
    "    regime.params.volatility.window: [24, 48]\n"
    "    strategy.params.slow: [30, 60, 90]\n"
    "    regime.params.volatility.rule: [ratio, robust]\n"
    "    strategy.when:\n"
    "      none: []\n"
    "      flatten: [{if: {volatility: extreme}, then: flatten}]\n"
    "      scale: [{if: {volatility: [high, extreme]}, then: {scale: 0.5}}]\n"
    "      both: [{if: {trend: [strong_down, weak_down]}, then: block_entries}, {if: {volatility: "
    "extreme}, then: "
    "flatten}]\n"
    "    broker.commission: [0, 10bps, 25bps]\n"
    "    strategy.params.short: [false, true]\n"
    "    broker.slippage: [0, 2bps, 7bps, 0.1%]\n";

// Numbers that no list has: whole ones, fractions and logarithms.
const std::string kDraws =
    "study:\n"
    "  over:\n"
    "    strategy.params.fast: {from: 2, to: 25}\n"
    "    strategy.params.slow: {from: 30, to: 120}\n"
    "    strategy.params.weight: {from: 0.1, to: 0.5}\n"
    "    regime.params.volatility.window: {from: 12, to: 96}\n"
    "    broker.commission: {from: 1e-5, to: 1e-2, scale: log}\n"
    "    strategy.when: {none: [], gate: [{if: {volatility: extreme}, then: flatten}]}\n"
    "  method: random\n"
    "  draws: 40\n";

// Fingerprint by number of everything that the store has of a study.
std::map<std::uint64_t, std::string> fingerprints(const std::filesystem::path& store,
                                                  std::int64_t id) {
  std::map<std::uint64_t, std::string> found;
  const study::RunStoreReader reader(store);
  reader.each_run([&](const study::StoredRun& run) {
    if (run.study == id && run.kind == "trial") {
      CHECK(found.emplace(*run.number, run.fingerprint).second);
    }
  });
  return found;
}

// What `barometer run` is told of this trial.
std::vector<std::string> overrides_of(const study::Study& study, std::uint64_t number) {
  std::vector<std::string> overrides;
  const auto& axes = study.trials().axes();
  const study::Trial trial = *study.trials().at(number);
  for (std::size_t axis = 0; axis < axes.size(); ++axis) {
    overrides.push_back(axes[axis].key + "=" + trial.values[axis].text);
  }
  return overrides;
}

std::map<std::uint64_t, std::string> run_on(int threads) {
  SmallStudy small(kStudyAxes);
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = threads});
  CHECK(run.finished);
  return fingerprints(small.store(), run.id);
}

std::string faults_of(const std::string& text, std::vector<std::string> overrides = {}) {
  try {
    const SmallStudy small(text, std::move(overrides));
    return "";
  } catch (const core::Error& error) {
    return error.what();
  }
}

bool says(const std::string& faults, const std::string& words) {
  INFO(faults);
  return faults.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("every trial is the run with the same --set, to the bit") {
  SmallStudy small(kManyAxes);
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 2});
  CHECK(run.progress.done == 4608);
  CHECK(run.progress.failed == 0);
  const auto found = fingerprints(small.store(), run.id);
  REQUIRE(found.size() == 4608);
  stats::Random random(7, 0);
  std::set<std::uint64_t> drawn;
  while (drawn.size() < 200) {
    drawn.insert(random.bits() % 4608);
  }
  std::set<std::string> different;
  for (const std::uint64_t number : drawn) {
    CAPTURE(number);
    const std::string whole = run_of(small, overrides_of(small.study(), number)).fingerprint();
    CHECK(found.at(number) == whole);
    different.insert(whole);
  }
  CHECK(different.size() > 150);  // most axes matter to most trials
}

TEST_CASE("every draw is the run with the same --set, to the bit") {
  SmallStudy small(kDraws);
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 2});
  CHECK(run.progress.failed == 0);
  const auto found = fingerprints(small.store(), run.id);
  CHECK(found.size() == 40);
  for (const auto& [number, fingerprint] : found) {
    CAPTURE(number);
    CHECK(run_of(small, overrides_of(small.study(), number)).fingerprint() == fingerprint);
  }
}

TEST_CASE("a study has the same rows for any number of threads") {
  const auto alone = run_on(1);
  CHECK(alone.size() == 20);
  CHECK(run_on(2) == alone);
  CHECK(run_on(8) == alone);
}

TEST_CASE("a study that was interrupted goes on where it was, each trial once") {
  SmallStudy small(kStudyAxes);
  std::atomic<bool> stop{false};
  const study::StudyRun first =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 2, .stop = &stop},
                        [&](const study::SweepProgress& progress) { stop = progress.done >= 7; });
  CHECK_FALSE(first.finished);
  CHECK(first.progress.done >= 7);
  CHECK(first.progress.done < 20);
  const study::StudyRun second =
      study::run_trials(*small.again(), {.store = small.store(), .resume = true}, {.threads = 2});
  CHECK(second.finished);
  CHECK(second.id == first.id);
  CHECK(second.before == first.progress.done);
  CHECK(second.progress.recalled == 0);
  CHECK(fingerprints(small.store(), first.id) == run_on(1));
}

TEST_CASE("a trial's row begins and ends with the first and the last live step, as a run's does") {
  SmallStudy small(kStudyPairs, {"data.from=2022-01-11"});
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  const study::RunStoreReader reader(small.store());
  const auto row = reader.trial(run.id, RunKind::trial, 0);
  CHECK(row->first_ns == core::parse_utc("2022-01-11T01:00:00Z"));  // bars of an hour
  CHECK(row->last_ns == small.study().runs().last_ns());
}

TEST_CASE("a study that is asked for twice is read from the store, and says so") {
  SmallStudy small(kStudyAxes);
  const study::StudyRun first =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  CHECK(first.progress.recalled == 0);
  const study::StudyRun second =
      study::run_trials(*small.again(), {.store = small.store()}, {.threads = 1});
  CHECK(second.id != first.id);
  CHECK(second.progress.recalled == 20);
  CHECK(fingerprints(small.store(), second.id) == fingerprints(small.store(), first.id));
}

TEST_CASE("only a study of the same config, data and program is gone on with") {
  SmallStudy small(kStudyAxes);
  CHECK_THROWS_AS(
      study::run_trials(small.study(), {.store = small.store(), .resume = true}, {.threads = 1}),
      core::Error);
}

TEST_CASE("values that make no run are rows with their reason, the others run") {
  SmallStudy small(
      "study:\n"
      "  over:\n"
      "    strategy.params.fast: [5, 10, 30]\n"
      "    strategy.params.slow: [20]\n");  // sma_cross refuses fast >= slow
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  CHECK(run.finished);
  CHECK(run.progress.failed == 1);
  const study::RunStoreReader reader(small.store());
  CHECK(reader.numbers(run.id, RunKind::trial, RunState::done) == std::vector<std::uint64_t>{0, 1});
  const auto failures = reader.failures(run.id, RunKind::trial);
  REQUIRE(failures.size() == 1);
  CHECK(!failures[0].reason.empty());
  CHECK(failures[0].first == 2);
}

TEST_CASE("trials see nothing of the holdout") {
  SmallStudy small(kStudyAxes, {"study.holdout=25%"});
  const study::Study& study = small.study();
  REQUIRE(study.holdout());
  CHECK(*study.window().to_ns == study.market().step_time_ns(899));
  CHECK(*study.holdout()->from_ns == study.market().step_time_ns(899));
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 1});
  const study::RunStoreReader reader(small.store());
  const auto best = reader.best(run.id, RunKind::trial, 1, true);
  REQUIRE(best.size() == 1);
  CHECK(best[0].last_ns == *study.window().to_ns);
}

TEST_CASE("what is wrong with a study is said before any trial, all of it") {
  CHECK(says(faults_of(""), "study: expected a group of keys"));
  CHECK(says(faults_of("study: {over: {strategy.params.fsat: [5, 10]}}\n"), "fast"));
  CHECK(says(faults_of("study: {over: {strategy.params.fast: [5, -3]}}\n"), "study.yaml:9:"));
  const std::string both =
      faults_of("study: {over: {strategy.params.fast: [0, 5], broker.commission: [5, 10bps]}}\n");
  CHECK(says(both, "strategy.params.fast"));
  CHECK(says(both, "broker.commission"));
  CHECK(says(faults_of("study: {over: {broker.csh: [5, 10]}}\n"), "cash"));
  CHECK(says(faults_of("study: {over: {data.bar: [1h, 2h]}}\n"), "trials share one market"));
  CHECK(says(faults_of("study: {over: {run.seed: [1, 2]}}\n"), "changes no figure"));
  CHECK(
      says(faults_of("study: {over: {strategy.params.fast: [5]}, objective: sharp}\n"), "sharpe"));
  CHECK(says(faults_of(kStudyAxes, {"run.tagging=in_step"}), "run.tagging=ahead"));
  CHECK(says(faults_of("study: {over: {regime.params.volatility.window: [24, -1]}}\n"),
             "volatility.window"));
}

TEST_CASE("a caller's strategy is searched like the plug-in that does the same, in many threads") {
  const auto made = forwarded_strategy("sma_cross");
  SmallStudy small(kStudyAxes, {"strategy.params.fast=10", "strategy.params.slow=50"},
                   handed(made));
  SmallStudy shipped(kStudyAxes);
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 3});
  const study::StudyRun same =
      study::run_trials(shipped.study(), {.store = shipped.store()}, {.threads = 1});
  CHECK(run.progress.failed == 0);
  CHECK(fingerprints(small.store(), run.id) == fingerprints(shipped.store(), same.id));
  CHECK(small.study().row().strategy == "mine");
}

TEST_CASE("trials of a caller's strategy are never read from the store, unless it has a hash") {
  const auto made = forwarded_strategy("sma_cross");
  for (const std::string hash : {"", "00112233445566778899aabbccddeeff"}) {
    SmallStudy small(kStudyPairs, {}, handed(made, hash));
    CHECK(small.study().variant().reusable == !hash.empty());
    study::run_trials(small.study(), {.store = small.store()}, {});
    const auto again = small.again();
    const study::StudyRun second = study::run_trials(*again, {.store = small.store()}, {});
    CHECK(second.progress.recalled == (hash.empty() ? 0 : 6));
    const auto resumed =
        thrown_by([&] { study::run_trials(*again, {.store = small.store(), .resume = true}, {}); });
    CHECK(resumed.has_value() == hash.empty());
    CHECK((hash.empty() == mentions(resumed, "strategy 'mine', made by the caller, has no hash")));
  }
}

TEST_CASE("trials whose strategy fails in many lines have their reason in one") {
  const auto made = forwarded_strategy("sma_cross");
  made->step_fails = "Traceback:\n  line 1\nValueError";
  SmallStudy small(kStudyPairs, {}, handed(made));
  const study::StudyRun run = study::run_trials(small.study(), {.store = small.store()}, {});
  CHECK(run.progress.failed == 6);
  const study::RunStoreReader reader(small.store());
  reader.each_run([](const study::StoredRun& each) {
    CHECK(each.reason.find("Traceback:   line 1 ValueError") != std::string::npos);
  });
}

namespace {

// Entries and exits of the study's first symbol, every 30 bars one.
backtest::CallersStrategy some_signals(const backtest::Market& market) {
  backtest::SymbolSignals rows{.symbol = market.symbols()[0]};
  for (const data::BarRow& bar : market.state().data.symbols[0].bars) {
    const std::size_t row = rows.times_ns.size();
    rows.times_ns.push_back(bar.close_time_ns);
    rows.entries.push_back(row % 60 == 10 ? 1 : 0);
    rows.exits.push_back(row % 60 == 40 ? 1 : 0);
  }
  return backtest::signals_strategy({.symbols = {rows}});
}

}  // namespace

TEST_CASE("signals are searched over costs, each trial the run with the same --set") {
  SmallStudy plain(kStudyPairs);
  const std::string costs =
      "study:\n  over:\n    broker.commission: [0, 10bps, 25bps]\n"
      "    strategy.when: {none: [], gate: [{if: {volatility: extreme}, then: flatten}]}\n";
  SmallStudy small(costs, {}, some_signals(plain.study().market()));
  const study::StudyRun run =
      study::run_trials(small.study(), {.store = small.store()}, {.threads = 2});
  CHECK(run.progress.failed == 0);
  const auto found = fingerprints(small.store(), run.id);
  REQUIRE(found.size() == 6);
  CHECK(std::set<std::string>{found.at(0), found.at(1), found.at(2), found.at(4)}.size() == 4);
  CHECK(found.at(5) == run_of(small, {"broker.commission=25bps",
                                      "strategy.when=[{if: {volatility: extreme}, then: flatten}]"})
                           .fingerprint());
  const auto again = small.again();
  CHECK(study::run_trials(*again, {.store = small.store()}, {}).progress.recalled == 6);
}
