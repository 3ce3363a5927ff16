// SPDX-License-Identifier: Apache-2.0
// What an update of a StreamTagger costs, from the bar that a program hands over to the tags that
// it gets: the ten core dimensions of the shipped tagger and all of them, for one symbol and for
// ten whose bars come in turns, the same with every update measured, and how long save() and load()
// take. Bars are those of a generated market, 100,000 a symbol, on one thread in a warm loop; what
// the tagger alone takes of that is in regime_bench (block 1).

#include <benchmark/benchmark.h>
#include <barometer/backtest/api/stream_tagger.hpp>

#include <string>
#include <utility>
#include <vector>

#include "backtest/market_state.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace {

using barometer::backtest::Market;
using barometer::backtest::Plan;
using barometer::backtest::StreamTagger;

constexpr std::int64_t kBars = 100'000;
constexpr std::size_t kCoreDimensions = 10;

Plan plan_of(std::int64_t symbols, const char* meter) {
  return Plan::parse("data: {source: synthetic}\nregime: {plugin: regime}\n",
                     {.file = "stream_bench.yaml",
                      .overrides = {"data.synthetic.symbols=" + std::to_string(symbols),
                                    "data.synthetic.bars=" + std::to_string(kBars),
                                    std::string("latency.meter=") + meter},
                      .plugin_folders = {BAROMETER_BINARY_DIR "/plugins"}});
}

std::vector<std::string> dimensions_of(const Plan& plan, bool all) {
  std::vector<std::string> names = plan.dimensions();
  names.resize(all ? names.size() : kCoreDimensions);
  return names;
}

// Bars of all symbols in the order in which they close.
std::vector<std::pair<std::size_t, StreamTagger::Bar>> bars_of(const Market& market) {
  std::vector<std::pair<std::size_t, StreamTagger::Bar>> bars;
  const auto& symbols = market.state().data.symbols;
  for (std::size_t b = 0; b < static_cast<std::size_t>(kBars); ++b) {
    for (std::size_t s = 0; s < symbols.size(); ++s) {
      const barometer::data::BarRow& row = symbols[s].bars[b];
      bars.push_back({s,
                      {.time_ns = row.close_time_ns,
                       .open = row.open,
                       .high = row.high,
                       .low = row.low,
                       .close = row.close,
                       .volume = row.volume}});
    }
  }
  return bars;
}

// Arguments: symbols, all dimensions.
void run(benchmark::State& state, const char* meter) {
  const Plan plan = plan_of(state.range(0), meter);
  const Market market = Market::load(plan);
  const auto bars = bars_of(market);
  const auto dimensions = dimensions_of(plan, state.range(1) != 0);
  for (auto _ : state) {
    state.PauseTiming();
    StreamTagger tagger = StreamTagger::make(plan, market.symbols(), dimensions);
    state.ResumeTiming();
    for (const auto& [symbol, bar] : bars) {
      benchmark::DoNotOptimize(tagger.update(symbol, bar).data());
    }
  }
  state.counters["per_update"] =
      benchmark::Counter(static_cast<double>(state.iterations() * std::ssize(bars)),
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void update(benchmark::State& state) {
  run(state, "off");
}

void metered_update(benchmark::State& state) {
  run(state, "full");
}

// Of one symbol with all dimensions after all bars.
void save_and_load(benchmark::State& state) {
  const Plan plan = plan_of(1, "off");
  const Market market = Market::load(plan);
  StreamTagger tagger = StreamTagger::make(plan, market.symbols());
  for (const auto& [symbol, bar] : bars_of(market)) {
    tagger.update(symbol, bar);
  }
  std::string bytes;
  for (auto _ : state) {
    bytes = tagger.save();
    benchmark::DoNotOptimize(StreamTagger::load(plan, bytes).bars(0));
  }
  state.counters["bytes"] = static_cast<double>(bytes.size());
}

BENCHMARK(update)
    ->ArgNames({"symbols", "all"})
    ->Args({1, 0})
    ->Args({10, 0})
    ->Args({1, 1})
    ->Args({10, 1})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(metered_update)
    ->ArgNames({"symbols", "all"})
    ->Args({1, 0})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(save_and_load)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
