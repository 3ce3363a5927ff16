// SPDX-License-Identifier: Apache-2.0
// The page of crypto_hourly, 365,000 bars of ten coins with every dimension of its tags: it is to
// take at most 15 ms.
#include <benchmark/benchmark.h>
#include <barometer/backtest/api/run.hpp>

#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "backtest/result_state.hpp"
#include "page/page.hpp"

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

void write_page(benchmark::State& state) {
  if (!std::filesystem::is_directory(environment("BAROMETER_DATA"))) {
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
