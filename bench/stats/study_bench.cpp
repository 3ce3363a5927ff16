// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <chrono>
#include <vector>

#include "stats/backtest_overfitting.hpp"
#include "stats/best_by_luck.hpp"
#include "stats/random.hpp"
#include "stats/sharpe_difference.hpp"
#include "stats/superior_ability.hpp"

// What a study's verdict costs on one core, of trials x 2,000 sessions: PBO of 1,000 trials takes
// at most a second.

namespace barometer {

namespace {

constexpr std::size_t kSessions = 2000;

std::vector<double> noise(std::size_t trials) {
  stats::Random random(1, trials);
  std::vector<double> values(trials * kSessions);
  for (double& value : values) {
    value = random.normal();
  }
  return values;
}

std::size_t trials_of(const benchmark::State& state) {
  return static_cast<std::size_t>(state.range(0));
}

void overfitting(benchmark::State& state) {
  constexpr double kMostSeconds = 1;
  const std::vector<double> values = noise(trials_of(state));
  core::Workers workers(1);
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    benchmark::DoNotOptimize(stats::backtest_overfitting({values, kSessions}, 16, workers));
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (trials_of(state) == 1000 && taken.count() > kMostSeconds) {
      state.SkipWithError("more than a second");
      break;
    }
  }
}

void luck(benchmark::State& state) {
  const std::vector<double> values = noise(trials_of(state));
  core::Workers workers(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(stats::best_by_luck({values, kSessions}, 0, 0.1, 1, workers));
  }
}

void ability(benchmark::State& state) {
  const std::vector<double> values = noise(trials_of(state));
  core::Workers workers(1);
  for (auto _ : state) {
    benchmark::DoNotOptimize(stats::superior_ability({values, kSessions}, {.block = 5}, workers));
  }
}

void difference(benchmark::State& state) {
  const std::vector<double> values = noise(2);
  const std::span<const double> all(values);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        stats::sharpe_difference(all.first(kSessions), all.last(kSessions), 1));
  }
}

BENCHMARK(overfitting)->Arg(100)->Arg(1000)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(luck)->Arg(100)->Arg(1000)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(ability)->Arg(100)->Arg(1000)->Arg(2000)->Unit(benchmark::kMillisecond);
BENCHMARK(difference)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace barometer
