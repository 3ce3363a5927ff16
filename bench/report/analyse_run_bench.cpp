// SPDX-License-Identifier: Apache-2.0
// The analysis of crypto_hourly, 365,000 bars of ten coins with every dimension of its tags. On two
// threads it is to take at most 20 ms.
#include <benchmark/benchmark.h>

#include "bench/crypto_hourly.hpp"

namespace barometer {

namespace {

void analyse_run(benchmark::State& state) {
  if (!has_market_data()) {
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
