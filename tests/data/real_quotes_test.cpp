// SPDX-License-Identifier: Apache-2.0
// LEAN's quotes against sums that a reader of its own made of the same rows: Python's csv and
// math.fsum of (bid + ask) / 2 and of ask - bid.
#include <string>

#include "config/load.hpp"
#include "core/error.hpp"
#include "data/bar_row.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "real_data.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::utc;

namespace {

data::MarketData quotes(const std::string& path, const std::string& bar, const std::string& more) {
  config::DataConfig config =
      config::parse_config(
          "data:\n  source: csv\n  path: lean/" + path + "\n  bar: " + bar +
              "\n  header: false\n"
              "  time: {column: 1, format: \"%Y%m%d %H:%M\", stamp: open}\n" +
              "  columns: {bid: {open: 2, high: 3, low: 4, close: 5},\n"
              "            ask: {open: 7, high: 8, low: 9, close: 10}, volume: 6}\n" +
              more,
          "t.yaml")
          .data;
  config.folder = real_data().string();
  return data::load_market(config, 2);
}

struct QuoteSums {
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;
  double spread_open = 0;
  double spread_close = 0;
};

QuoteSums sums_of(const data::SymbolData& symbol) {
  QuoteSums sums;
  for (std::size_t i = 0; i < symbol.bars.size(); ++i) {
    sums.open += symbol.bars[i].open;
    sums.high += symbol.bars[i].high;
    sums.low += symbol.bars[i].low;
    sums.close += symbol.bars[i].close;
    sums.volume += symbol.bars[i].volume;
    sums.spread_open += symbol.spreads[i].open;
    sums.spread_close += symbol.spreads[i].close;
  }
  return sums;
}

auto near(double value) {
  return Approx(value).epsilon(1e-10);
}

}  // namespace

TEST_CASE("LEAN's hours of EURUSD are quotes: 74,439 middles and what lies between") {
  const auto market =
      quotes("forex/oanda/hour/{symbol}.zip", "1h", "  symbols: [eurusd]\n  venue: fx\n");
  const data::SymbolData& symbol = market.symbols[0];
  REQUIRE(symbol.bars.size() == 74'439);
  REQUIRE(symbol.spreads.size() == 74'439);
  CHECK(symbol.bars[0].close_time_ns == utc("2007-01-01T22:00:00Z"));
  CHECK(symbol.bars[0].open == (1.31927 + 1.32027) / 2);
  CHECK(symbol.spreads[0].open == 1.32027 - 1.31927);
  CHECK(symbol.bars.back().close_time_ns == utc("2018-12-31T22:00:00Z"));
  CHECK(symbol.bars.back().close == (1.14607 + 1.14707) / 2);
  CHECK(symbol.spreads.back().close == 1.14707 - 1.14607);
  const QuoteSums sums = sums_of(symbol);
  CHECK(sums.open == near(95747.43849));
  CHECK(sums.high == near(95828.55832));
  CHECK(sums.low == near(95667.78454));
  CHECK(sums.close == near(95747.26529));
  CHECK(sums.volume == 0);
  CHECK(sums.spread_open == near(12.11184));
  CHECK(sums.spread_close == near(12.11184));
}

TEST_CASE("LEAN's days of EURUSD are quotes too") {
  const auto market = quotes("forex/oanda/daily/{symbol}.zip", "1d", "  symbols: [eurusd]\n");
  const data::SymbolData& symbol = market.symbols[0];
  REQUIRE(symbol.bars.size() == 3'738);
  const QuoteSums sums = sums_of(symbol);
  CHECK(sums.open == near(4808.22377));
  CHECK(sums.high == near(4827.42635));
  CHECK(sums.low == near(4788.988725));
  CHECK(sums.close == near(4808.05057));
  CHECK(sums.spread_open == near(1.07788));
  CHECK(sums.spread_close == near(1.07788));
}

TEST_CASE("one of LEAN's days of BTCUSD is crossed: refused at its place, or left out") {
  const std::string path = "crypto/coinbase/daily/btcusd_quote.zip";
  try {
    quotes(path, "1d", "  symbols: [btcusd]\n");
    FAIL("nothing was thrown");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 1);
    CHECK(contains(error.faults()[0].where, ":375:1"));
    CHECK(error.faults()[0].what == "crossed quote at the open: bid 461.88 above ask 461.19");
  }
  const auto market = quotes(path, "1d", "  symbols: [btcusd]\n  bad_rows: skip\n");
  const data::SymbolData& symbol = market.symbols[0];
  REQUIRE(symbol.bars.size() == 1'331);
  CHECK(symbol.report.skipped_rows == 1);
  const QuoteSums sums = sums_of(symbol);
  // The sums of all rows less those of the crossed one.
  CHECK(sums.open == near(4436572.94 - (461.88 + 461.19) / 2));
  CHECK(sums.high == near(4581358.17 - (464.98 + 495.75) / 2));
  CHECK(sums.low == near(4264907.735 - (117.4 + 459.63) / 2));
  CHECK(sums.close == near(4440531.56 - (464.78 + 464.84) / 2));
  CHECK(sums.volume == near(9338.09271565 - 0.061));
  CHECK(sums.spread_open == near(357.92 - (461.19 - 461.88)));
  CHECK(sums.spread_close == near(373.42 - (464.84 - 464.78)));
}
