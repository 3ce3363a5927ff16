// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <memory>

#include "study/run_store.hpp"
#include "study/run_store_reader.hpp"
#include "study/store_rows.hpp"
#include "support/temp_folder.hpp"

// Trials that the run store takes a second, on the disk each: with two metrics and without returns,
// then with the returns of 500 sessions.

namespace barometer {

namespace {

constexpr std::uint64_t kTrials = 100'000;

void write_trials(benchmark::State& state, std::uint64_t trials, std::size_t sessions) {
  const auto variant = barometer_test::some_variant();
  const auto ends = std::make_shared<const std::vector<std::int64_t>>(sessions, 1);
  for (auto _ : state) {
    const barometer_test::TempFolder folder;
    study::RunStore store(folder / "barometer.db");
    const std::int64_t study = store.begin_study(barometer_test::some_study());
    for (std::uint64_t number = 0; number < trials; ++number) {
      study::RunRow row = barometer_test::some_trial(study, number, variant);
      if (sessions > 0) {
        row.returns = study::RowReturns{std::vector<double>(sessions), ends};
        for (std::size_t i = 0; i < sessions; ++i) {
          row.returns->values[i] = 1e-3 / (static_cast<double>(number + i) + 1);
        }
      }
      store.add(std::move(row));
    }
    store.flush();
  }
  state.counters["trials/s"] =
      benchmark::Counter(static_cast<double>(trials) * static_cast<double>(state.iterations()),
                         benchmark::Counter::kIsRate);
}

void without_returns(benchmark::State& state) {
  write_trials(state, kTrials, 0);
}

void with_returns(benchmark::State& state) {
  write_trials(state, 10'000, 500);
}

void count_trials(benchmark::State& state) {
  const barometer_test::TempFolder folder;
  study::RunStore store(folder / "barometer.db");
  const std::int64_t study = store.begin_study(barometer_test::some_study());
  const auto variant = barometer_test::some_variant();
  for (std::uint64_t number = 0; number < kTrials; ++number) {
    store.add(barometer_test::some_trial(study, number, variant));
  }
  store.flush();
  const study::RunStoreReader reader(folder / "barometer.db");
  const std::vector<std::string> symbols{"AAA"};
  for (auto _ : state) {
    benchmark::DoNotOptimize(reader.count("sma_cross", symbols, 0, 5000));
  }
}

study::RunRow some_run(const std::string& identity) {
  study::RunRow run = barometer_test::some_trial(0, 1, barometer_test::some_variant());
  run.kind = study::RunKind::run;
  run.study.reset();
  run.number.reset();
  run.identity = identity;
  return run;
}

// What a run asks of a store with so many rows, where an earlier one has kept its count, and where
// none has.
void tally(benchmark::State& state) {
  constexpr std::uint64_t kRows = 50'000;
  const bool kept = state.range(0) == 1;
  const barometer_test::TempFolder folder;
  const std::filesystem::path file = folder / "barometer.db";
  {
    study::RunStore store(file);
    const std::int64_t study = store.begin_study(barometer_test::some_study());
    const auto variant = barometer_test::some_variant();
    for (std::uint64_t number = 0; number < kRows; ++number) {
      store.add(barometer_test::some_trial(study, number, variant));
    }
    store.flush();
    if (kept) {
      store.record(some_run("one"));
    }
  }
  const study::RunRow run = some_run("another");
  for (auto _ : state) {
    benchmark::DoNotOptimize(study::RunStoreReader(file).tally_with(run));
  }
}

BENCHMARK(without_returns)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(with_returns)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(count_trials)->Unit(benchmark::kMillisecond);
BENCHMARK(tally)->ArgName("kept")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace barometer
