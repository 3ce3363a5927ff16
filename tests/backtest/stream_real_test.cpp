// SPDX-License-Identifier: Apache-2.0
// Ten coins of an exchange, hour by hour: a stream, saved and loaded on the way, beside the batch.
#include <cstdlib>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "backtest/stream_batch.hpp"
#include "support/catch.hpp"

using namespace barometer;
using namespace barometer_test;

TEST_CASE("a stream of ten real coins has the tags of their market") {
  const char* const data = std::getenv("BAROMETER_DATA");
  const backtest::Plan plan =
      plan_of("data:\n  source: csv\n  bar: 1h\n  path: " +
              std::string(data == nullptr ? "../shared/data" : data) +
              "/crypto_1h/{symbol}USDT_1h.csv\n"
              "  symbols: [BTC, ETH, BNB, XRP, ADA, LTC, DOGE, LINK, XMR, SOL]\n"
              "  time: {column: timestamp, format: epoch_ms, stamp: open}\n"
              "regime:\n"
              "  - {plugin: regime, params: {preset: crypto}}\n"
              "  - {plugin: regime, as: day, on: 1d, params: {preset: crypto}}\n"
              "  - {plugin: regime, as: market, on: 1d, of: BTC, params: {preset: crypto}}\n"
              "  - {plugin: ml_common_regime, as: ml}\n");
  const Batch batch(plan);
  const std::vector<NextBar> bars = in_time(batch.data());
  REQUIRE(bars.size() > 300'000);
  StreamTagger tagger = StreamTagger::make(plan);
  std::mt19937_64 random(3);
  int wrong = 0;
  for (std::size_t first = 0; first < bars.size();) {
    const std::size_t count = std::min<std::size_t>(1 + random() % 120'000, bars.size() - first);
    for (const NextBar& next : std::span(bars).subspan(first, count)) {
      const data::BarRow& row = batch.data().symbols[next.symbol].bars[next.bar];
      StreamTagger::Bar bar = handed(row);
      bar.time_ns -= core::kHour;
      wrong += batch.differences(tagger, next, tagger.update(next.symbol, bar));
    }
    first += count;
    tagger = StreamTagger::load(plan, tagger.save());
  }
  CHECK(wrong == 0);
  CHECK(known(tagger) > 0);
}
