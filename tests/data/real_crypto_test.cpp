// SPDX-License-Identifier: Apache-2.0
// Counts and first and last bars as the description of the data states them; rows as the files do.
#include <string>

#include "csv_fixture.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "real_data.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

struct Expected {
  const char* symbol;
  std::int64_t bars;
  const char* first_open;
  std::int64_t gaps;
  std::int64_t missing;
  std::int64_t zero_volume;
};

constexpr Expected kCoins[] = {
    {"BTCUSDT", 45'024, "2017-08-17 04:00", 27, 127, 3},
    {"ETHUSDT", 45'024, "2017-08-17 04:00", 27, 127, 5},
    {"BNBUSDT", 43'087, "2017-11-06 03:00", 26, 121, 3},
    {"LTCUSDT", 42'199, "2017-12-13 03:00", 26, 121, 2},
    {"ADAUSDT", 39'232, "2018-04-17 04:00", 24, 87, 2},
    {"XRPUSDT", 38'820, "2018-05-04 08:00", 24, 87, 2},
    {"LINKUSDT", 32'678, "2019-01-16 10:00", 19, 59, 3},
    {"XMRUSDT", 31'298, "2019-03-15 04:00", 18, 53, 3},
    {"DOGEUSDT", 28'612, "2019-07-05 12:00", 17, 43, 1},
    {"SOLUSDT", 18'970, "2020-08-11 06:00", 9, 19, 1},
};

data::MarketData coins(int threads) {
  config::DataConfig config = hourly_csv();
  config.csv.path = (real_data() / "crypto_1h/{symbol}_1h.csv").string();
  for (const Expected& coin : kCoins) {
    config.symbols.emplace_back(coin.symbol);
  }
  return data::load_market(config, threads);
}

}  // namespace

TEST_CASE("ten coins: rows, first and last bars, gaps, missing hours, zero volume") {
  const data::MarketData market = coins(2);
  std::int64_t bars = 0;
  for (std::size_t i = 0; i < market.symbols.size(); ++i) {
    const data::SymbolData& symbol = market.symbols[i];
    const Expected& expected = kCoins[i];
    INFO(expected.symbol);
    CHECK(symbol.report.bars == expected.bars);
    CHECK(symbol.bars.front().close_time_ns == utc(expected.first_open) + core::kHour);
    CHECK(symbol.bars.back().close_time_ns == utc("2022-10-11 11:00"));
    CHECK(symbol.report.gaps == expected.gaps);
    CHECK(symbol.report.missing_bars == expected.missing);
    CHECK(symbol.report.zero_volume_bars == expected.zero_volume);
    CHECK(symbol.report.skipped_rows == 0);
    bars += symbol.report.bars;
  }
  CHECK(bars == 364'944);
  CHECK(market.timeline.steps() == 45'024);
}

TEST_CASE("BTCUSDT: the first and last rows of the file, digit by digit") {
  const data::MarketData market = coins(1);
  const data::BarRow& first = market.symbols[0].bars.front();
  CHECK(first.open == 4261.48);
  CHECK(first.high == 4313.62);
  CHECK(first.low == 4261.32);
  CHECK(first.close == 4308.83);
  CHECK(first.volume == 47.181009);
  const data::BarRow& last = market.symbols[0].bars.back();
  CHECK(last.open == 19064.92);
  CHECK(last.low == 19041.0);
  CHECK(last.volume == 6141.34626);
}

TEST_CASE("one, two and eight threads load the same coins") {
  const std::string hash = coins(1).hash;
  CHECK(coins(2).hash == hash);
  CHECK(coins(8).hash == hash);
}
