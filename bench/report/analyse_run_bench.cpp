// SPDX-License-Identifier: Apache-2.0
// The analysis of crypto_hourly, 365,000 bars of ten coins with every dimension of its tags. On two
// threads it is to take at most 20 ms.
#include <benchmark/benchmark.h>
#include <barometer/backtest/api/run.hpp>

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "backtest/result_state.hpp"

namespace barometer {

namespace {

const char* environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

backtest::Result crypto_hourly() {
  const backtest::Plan plan =
      backtest::Plan::load({.file = BAROMETER_CONFIGS "/crypto_hourly.yaml",
                            .plugin_folders = {environment("BAROMETER_PLUGIN_PATH")}});
  const backtest::Market market = backtest::Market::load(plan);
  return backtest::run(plan, market, backtest::Tags::compute_all(plan, market));
}

void analyse_run(benchmark::State& state) {
  if (!std::filesystem::is_directory(environment("BAROMETER_DATA"))) {
    state.SkipWithError("BAROMETER_DATA is not there");
    return;
  }
  const backtest::Result result = crypto_hourly();
  analysis::RunRecord record = result.state().record;
  record.provenance.threads = static_cast<int>(state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(analysis::analyse(record));
  }
}

BENCHMARK(analyse_run)
    ->Name("analyse/crypto_hourly/threads")
    ->Arg(1)
    ->Arg(2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime()
    ->UseRealTime();

}  // namespace

}  // namespace barometer
