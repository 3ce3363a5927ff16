// SPDX-License-Identifier: Apache-2.0
// The page of crypto_hourly, 365,000 bars of ten coins with every dimension of its tags: it is to
// take at most 15 ms.
#include <benchmark/benchmark.h>

#include <optional>
#include <string_view>

#include "bench/crypto_hourly.hpp"
#include "page/page.hpp"

namespace barometer {

namespace {

void write_page(benchmark::State& state) {
  if (!has_market_data()) {
    state.SkipWithError("BAROMETER_DATA is not there");
    return;
  }
  const backtest::Result result = crypto_hourly();
  const backtest::Result::State& finished = result.state();
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = 0;
    page::write_page(finished.record, finished.analysis, std::nullopt,
                     [&](std::string_view piece) { bytes += piece.size(); });
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

BENCHMARK(write_page)->Name("page/crypto_hourly")->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

}  // namespace barometer
