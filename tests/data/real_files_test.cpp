// SPDX-License-Identifier: Apache-2.0
// Files as their sources give them, packed and spread, against the counts and values that
// data/README.md and independent readers state.
#include <string>

#include "config/load.hpp"
#include "data/bar_row.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "data/symbol_data.hpp"
#include "real_data.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;

namespace {

// `data` is the group's content, two blanks in front of each line; paths start in the data folder.
data::MarketData market_of(const std::string& data) {
  config::DataConfig config = config::parse_config("data:\n" + data, "t.yaml").data;
  config.folder = real_data().string();
  return data::load_market(config, 2);
}

constexpr const char* kFreqtrade =
    "  source: json\n  path: crypto_1h/freqtrade_json/{symbol}_USDT-1h.json.gz\n"
    "  symbols: [BTC, SOL]\n  bar: 1h\n"
    "  time: {column: 1, format: epoch_ms, stamp: open}\n"
    "  columns: {open: 2, high: 3, low: 4, close: 5, volume: 6}\n";

constexpr const char* kHistData =
    "  source: csv\n  path: fx_1m_histdata/HISTDATA_COM_ASCII_EURUSD_M1{date}.zip\n"
    "  date: \"%Y\"\n  member: \"*.csv\"\n  symbols: [EURUSD]\n  bar: 1min\n  venue: fx\n"
    "  separator: \";\"\n  header: false\n  bad_rows: skip\n"
    "  time: {column: 1, format: \"%Y%m%d %H%M%S\", zone: America/New_York, stamp: open}\n"
    "  columns: {open: 2, high: 3, low: 4, close: 5, volume: 6}\n";

constexpr const char* kLeanMinutes =
    "  source: csv\n  path: lean/equity/usa/minute/{symbol}/{date}_trade.zip\n"
    "  symbols: [spy, aig]\n  bar: 1min\n  venue: us_equity\n  header: false\n"
    "  from: 2013-10-01\n  to: 2013-10-31\n"
    "  time: {column: 1, format: ms_of_day, zone: venue, stamp: open}\n"
    "  columns: {open: 2, high: 3, low: 4, close: 5, volume: 6}\n  scale: 0.0001\n";

}  // namespace

TEST_CASE("freqtrade's JSON gives the bars of the CSV of the same prices, bit by bit") {
  const auto json = market_of(kFreqtrade);
  const auto csv = market_of(
      "  source: csv\n  path: crypto_1h/{symbol}USDT_1h.csv\n  symbols: [BTC, SOL]\n  bar: 1h\n"
      "  time: {format: epoch_ms, stamp: open}\n");
  CHECK(json.symbols[0].bars.size() == 45'024);
  CHECK(json.symbols[1].bars.size() == 18'970);
  CHECK(json.hash == csv.hash);
}

TEST_CASE("HistData's years are joined, and its hour that stands twice is read once") {
  const auto market = market_of(kHistData);
  const auto& symbol = market.symbols[0];
  CHECK(symbol.bars.size() == 372'607 + 372'530 - 60);
  CHECK(symbol.report.skipped_rows == 60);
  CHECK(symbol.bars[0].close_time_ns == utc("2018-01-01T22:01:00Z"));
}

TEST_CASE("LEAN's minutes are a zip a day, counted from its midnight") {
  const auto market = market_of(kLeanMinutes);
  const auto& spy = market.symbols[0];
  CHECK(spy.name == "spy");
  CHECK(spy.bars.size() == 711 + 828 + 828 + 813 + 883 + 776);
  CHECK(spy.bars[0].close_time_ns == utc("2013-10-04T08:07:00Z"));
  CHECK(spy.bars[0].open == 167.65);
}

TEST_CASE("LEAN's hours of EURUSD are the only member of their zip") {
  const auto market = market_of(
      "  source: csv\n  path: lean/forex/oanda/hour/{symbol}.zip\n  symbols: [eurusd]\n"
      "  bar: 1h\n  venue: fx\n  header: false\n"
      "  time: {column: 1, format: \"%Y%m%d %H:%M\", stamp: open}\n"
      "  columns: {open: 2, high: 3, low: 4, close: 5, volume: none}\n");
  CHECK(market.symbols[0].bars.size() == 74'439);
  CHECK(market.symbols[0].bars[0].open == 1.31927);
}

TEST_CASE("LEAN's futures are the members of one zip") {
  const auto market = market_of(
      "  source: csv\n  path: lean/future/cme/daily/es_trade.zip\n"
      "  member: \"es_trade_{symbol}.csv\"\n  symbols: [\"201312\", \"201403\"]\n"
      "  bar: 1d\n  header: false\n"
      "  time: {column: 1, format: \"%Y%m%d %H:%M\", stamp: open}\n"
      "  columns: {open: 2, high: 3, low: 4, close: 5, volume: 6}\n");
  CHECK(market.symbols[0].name == "201312");
  CHECK(market.symbols[0].bars[0].high == 1678.25);
}

TEST_CASE("Quandl's archive has the rows of many symbols in one zip") {
  const auto market = market_of(
      "  source: csv\n  path: odd_formats/quandl_wiki_QUANDL_ARCHIVE.zip\n  bar: 1d\n"
      "  venue: us_equity\n  time: {column: date, format: \"%Y-%m-%d\"}\n"
      "  columns: {symbol: ticker}\n");
  REQUIRE(market.symbols.size() == 4);
  CHECK(market.symbols[0].name == "AAPL");
  CHECK(market.symbols[0].bars.size() == 252);
  CHECK(market.symbols[0].bars[0].low == 552.021);
  CHECK(market.symbols[3].name == "ZEN");
  CHECK(market.symbols[3].bars.size() == 160);
}

TEST_CASE("CryptoDataDownload's newest row comes first") {
  const auto market = market_of(
      "  source: csv\n  path: odd_formats/cryptodatadownload_excel_Binance_BTCUSDT_1h_excerpt.csv\n"
      "  symbols: [BTCUSDT]\n  bar: 1h\n  order: newest_first\n  bad_rows: skip\n"
      "  time: {column: date, format: \"%m-%d-%y %H:%M\", stamp: open}\n"
      "  columns: {volume: Volume BTC}\n");
  CHECK(market.symbols[0].bars.size() == 27);
}

TEST_CASE("yfinance's header is followed by two lines that are no rows") {
  const auto market = market_of(
      "  source: csv\n  path: odd_formats/yfinance_multiheader_AAPL_first12.csv\n"
      "  symbols: [AAPL]\n  bar: 1d\n  venue: us_equity\n  skip_lines: [2, 3]\n"
      "  time: {column: Price, format: \"%Y-%m-%d\"}\n"
      "  columns: {open: Open, high: High, low: Low, close: Close, volume: Volume}\n");
  CHECK(market.symbols[0].bars.size() == 12);
  CHECK(market.symbols[0].bars[0].close == 0.8410477042198181);
}
