// SPDX-License-Identifier: Apache-2.0
// What a trial of a study costs beside the step loop that it is about: 200 trials of 45,024 hours
// of ten symbols under conditions on tags, one thread, metrics and rows in the store included, and
// the loops of the same 200 runs. Of both the least of three rounds, which take turns; the ratio
// of a long study is that of the trials, since its tags are computed once.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <vector>

#include "backtest/result_state.hpp"
#include "bench/pairs.hpp"
#include "study/run_store_reader.hpp"
#include "study/study.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

namespace barometer {

namespace {

constexpr int kRounds = 3;
constexpr double kMost = 1.1;  // trial over loop

constexpr const char* kConfig =
    "data:\n"
    "  source: synthetic\n"
    "  bar: 1h\n"
    "  synthetic: {symbols: 10, bars: 45024, start: 2018-01-01, seed: 7}\n"
    "regime: {plugin: regime, params: {preset: crypto}}\n"
    "strategy:\n"
    "  plugin: sma_cross\n"
    "  when:\n"
    "    - {if: {volatility: extreme}, then: flatten}\n"
    "    - {if: {volatility_percentile: '> 90'}, then: {scale: 0.5}}\n"
    "broker: {cash: 100000, commission: 10bps, slippage: 2bps}\n"
    "latency: {meter: off}\n"
    "study:\n"
    "  over:\n"
    "    strategy.params.fast: {from: 5, to: 62, step: 3}\n"
    "    strategy.params.slow: {from: 70, to: 205, step: 15}\n";

// The least of the rounds, by number of the trial.
using Seconds = std::vector<double>;

class Trials {
 public:
  explicit Trials(const backtest::ConfigSource& source)
      : source_(source),
        plan_(backtest::Plan::load(source)),
        market_(backtest::Market::load(plan_)),
        tags_(backtest::Tags::compute(std::span(&plan_, 1), market_)) {}

  // Seconds of the whole study, and of each trial.
  double run_study(Seconds& least) {
    const barometer_test::TempFolder folder;
    study::Study study(source_, plan_, market_);
    const auto start = std::chrono::steady_clock::now();
    const study::StudyRun run =
        study::run_trials(study, {.store = folder / "barometer.db"}, {.threads = 1});
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    least.resize(run.progress.total, std::numeric_limits<double>::infinity());
    study::RunStoreReader(folder / "barometer.db").each_run([&](const study::StoredRun& row) {
      least[*row.number] = std::min(least[*row.number], row.seconds);
    });
    return spent.count();
  }

  // Of the runs with the same parameters, from the first step to the last.
  void run_loops(Seconds& least) {
    const study::Study study(source_, plan_, market_);
    least.resize(study.trials().numbers(), std::numeric_limits<double>::infinity());
    for (std::uint64_t number = 0; number < least.size(); ++number) {
      const study::Trial trial = *study.trials().at(number);
      backtest::ConfigSource source = source_;
      for (std::size_t axis = 0; axis < trial.values.size(); ++axis) {
        source.overrides.push_back(study.trials().axes()[axis].key + "=" + trial.values[axis].text);
      }
      const auto result = backtest::run(backtest::Plan::load(source), market_, tags_);
      least[number] = std::min(least[number], result.state().run.latency.loop_seconds);
    }
  }

 private:
  backtest::ConfigSource source_;
  backtest::Plan plan_;
  backtest::Market market_;
  backtest::Tags tags_;
};

int compare() {
  const barometer_test::TempFolder folder;
  write_file(folder / "study.yaml", kConfig);
  Trials trials({.file = folder / "study.yaml", .plugin_folders = folders_of_plugins()});
  Seconds of_trial;
  Seconds of_loop;
  double study = std::numeric_limits<double>::infinity();
  for (int round = 0; round < kRounds; ++round) {
    study = std::min(study, trials.run_study(of_trial));
    trials.run_loops(of_loop);
  }
  Seconds ratios;
  double loops = 0;
  for (std::size_t i = 0; i < of_trial.size(); ++i) {
    ratios.push_back(of_trial[i] / of_loop[i]);
    loops += of_loop[i];
  }
  const double ratio = median(ratios);
  fmt::print(
      "a trial {:.2f} ms, the loop of its run {:.2f} ms: {:.3f} times (median of {} pairs); the "
      "whole study with its tags {:.3f} times\n",
      1e3 * median(of_trial), 1e3 * median(of_loop), ratio, ratios.size(), study / loops);
  return ratio <= kMost ? 0 : 1;
}

}  // namespace

}  // namespace barometer

int main() {
  return barometer::compare();
}
