// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <algorithm>

#include "analysis/run_analysis.hpp"
#include "inference/blind_run.hpp"
#include "stats/random.hpp"

// The analysis of a run on many symbols with five dimensions of tags, two of them known beforehand:
// 2 million daily bars take at most a second on one thread, and more bars in proportion.

namespace barometer {

namespace {

constexpr std::size_t kDays = 2500;

std::vector<std::vector<std::int8_t>> random_labels(std::size_t symbols, int labels) {
  stats::Random random(7, symbols);
  std::vector<std::vector<std::int8_t>> all(symbols);
  for (std::vector<std::int8_t>& of_symbol : all) {
    std::int8_t label = 0;
    for (std::size_t bar = 0; bar < kDays; ++bar) {
      label = random.uniform() < 0.05 ? static_cast<std::int8_t>(random.uniform() * labels) : label;
      of_symbol.push_back(label);
    }
  }
  return all;
}

test::BlindTags dimension(const char* name, std::size_t symbols, int labels,
                          bm_known_ahead known_ahead) {
  test::BlindTags tags{name, {}, known_ahead, random_labels(symbols, labels)};
  for (int label = 0; label < labels; ++label) {
    tags.labels.push_back("label_" + std::to_string(label));
  }
  return tags;
}

struct ManySymbols {
  explicit ManySymbols(std::size_t symbols)
      : market(test::blind_market(kDays, std::vector<std::size_t>(symbols, 0), core::kDay)),
        tags(test::tags_of(market, {dimension("volatility", symbols, 4, BM_KNOWN_NO),
                                    dimension("trend", symbols, 5, BM_KNOWN_NO),
                                    dimension("mood", symbols, 3, BM_KNOWN_NO),
                                    dimension("weekday", symbols, 7, BM_KNOWN_WEEK),
                                    dimension("calendar", symbols, 6, BM_KNOWN_WEEK)})) {
    config.broker.cash = 1e9;
    std::vector<std::vector<double>> values(symbols, std::vector<double>(kDays));
    stats::Random random(1, symbols);
    for (std::vector<double>& of_symbol : values) {
      std::ranges::generate(of_symbol, [&random] { return random.normal(); });
    }
    test::set_prices(market, values);
    std::vector<std::vector<test::SideChange>> sides;
    for (std::size_t s = 0; s < symbols; ++s) {
      sides.push_back(test::blind_sides(kDays, s));
    }
    fills = test::fills_of(market, sides);
    equity = test::equity_of(market, config.broker.cash, fills);
  }

  analysis::RunRecord record() const {
    return {.config = config,
            .market = market,
            .tags = tags,
            .logs = {.fills = fills, .equity = equity}};
  }

  config::RunConfig config;
  data::MarketData market;
  regime::TagView tags;
  std::vector<orders::Fill> fills;
  std::vector<portfolio::EquityPoint> equity;
};

void analyse(benchmark::State& state) {
  const auto symbols = static_cast<std::size_t>(state.range(0));
  const ManySymbols many(symbols);
  for (auto _ : state) {
    benchmark::DoNotOptimize(analysis::analyse(many.record()));
  }
  state.counters["bars"] = static_cast<double>(symbols * kDays);
}

BENCHMARK(analyse)
    ->Name("analyse/daily_bars_of")
    ->Arg(800)
    ->Arg(5000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace

}  // namespace barometer
