// SPDX-License-Identifier: Apache-2.0
// What a bar costs in `ml_common_regime` and `regime_model`, one bar a call, on one thread, warm:
// the ten numbers, the hidden Markov filter between refits, the change alarm, and one whole refit.

#include <benchmark/benchmark.h>

#include <cmath>
#include <random>

#include "driven_tagger.hpp"

namespace {

using namespace barometer::bench;

constexpr std::int64_t kBurnIn = 4000;
constexpr std::int64_t kBars = 100'000;

// Three sizes of returns, 0.3 %, 0.8 % and 2 %, for 100 bars each on average.
Bars market(std::int64_t bars) {
  constexpr double kSizes[] = {0.003, 0.008, 0.02};
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  std::vector<double> closes;
  double price = 100;
  std::size_t size = 0;
  for (std::int64_t t = 0; t < bars; ++t) {
    size = random() % 100 == 0 ? random() % 3 : size;
    price *= std::exp(kSizes[size] * normal(random));
    closes.push_back(price);
  }
  return Bars(std::move(closes));
}

void report_per_bar(benchmark::State& state, std::int64_t bars) {
  state.counters["per_bar"] =
      benchmark::Counter(static_cast<double>(state.iterations() * bars),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void ml_common_ten_numbers(benchmark::State& state) {
  const Bars bars = market(kBars);
  DrivenTagger tagger("ml_common_regime", {}, {});
  for (auto _ : state) {
    tagger.reset();
    tagger.tag(bars, 0, kBars);
  }
  report_per_bar(state, kBars);
}

// Arguments: states, emission (0 student_t, 1 gaussian).
void hidden_filter(benchmark::State& state) {
  const Bars bars = market(kBurnIn + kBars);
  DrivenTagger tagger("regime_model",
                      {{"states", static_cast<double>(state.range(0))},
                       {"emission", static_cast<double>(state.range(1))},
                       {"fit.burn_in", kBurnIn - 10},
                       {"fit.every", 1e6}},
                      {"state", "volatility_day", "probability_calm", "probability_high"});
  for (auto _ : state) {
    state.PauseTiming();
    tagger.reset();
    tagger.tag(bars, 0, kBurnIn);
    state.ResumeTiming();
    tagger.tag(bars, kBurnIn, kBurnIn + kBars);
  }
  report_per_bar(state, kBars);
}

// Argument: run lengths kept.
void change_alarm(benchmark::State& state) {
  constexpr std::int64_t kSome = 20'000;
  const Bars bars = market(kSome);
  DrivenTagger tagger("regime_model", {{"change.run_lengths", static_cast<double>(state.range(0))}},
                      {"change_probability", "run_length"});
  for (auto _ : state) {
    tagger.reset();
    tagger.tag(bars, 0, kSome);
  }
  report_per_bar(state, kSome);
}

// The one bar whose tagging holds a fit of 4000 returns, three states.
void refit(benchmark::State& state) {
  const Bars bars = market(kBurnIn + 1);
  DrivenTagger tagger("regime_model",
                      {{"emission", static_cast<double>(state.range(0))}, {"fit.burn_in", kBurnIn}},
                      {"state"});
  for (auto _ : state) {
    state.PauseTiming();
    tagger.reset();
    tagger.tag(bars, 0, kBurnIn);
    state.ResumeTiming();
    tagger.tag(bars, kBurnIn, kBurnIn + 1);
  }
}

BENCHMARK(ml_common_ten_numbers)->Unit(benchmark::kMillisecond);
BENCHMARK(hidden_filter)
    ->ArgNames({"states", "gaussian"})
    ->ArgsProduct({{2, 3, 4}, {0, 1}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(change_alarm)->Arg(50)->Arg(100)->Arg(400)->Unit(benchmark::kMillisecond);
BENCHMARK(refit)->ArgName("gaussian")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
