// SPDX-License-Identifier: Apache-2.0
// One sample per export format met in practice; expected values are read off the files' own rows.
#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "data/symbol_data.hpp"
#include "real_data.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

config::ColumnRef at(int position) {
  return {.name = "", .position = position};
}

config::DataConfig sample(const std::string& file, core::Duration bar) {
  config::DataConfig config = hourly_csv();
  config.csv.path = (real_data() / "odd_formats" / file).string();
  config.symbols = {"X"};
  config.bar = bar;
  return config;
}

// The path needs its mark: the sample's name with one letter or more of it as the symbol.
data::MarketData load(config::DataConfig config, const std::string& symbol) {
  const auto place = config.csv.path.rfind(symbol);
  config.csv.path.replace(place, symbol.size(), "{symbol}");
  config.symbols = {symbol};
  return data::load_market(config, 1);
}

void use_positions(config::CsvConfig& csv, int first) {
  csv.open = at(first);
  csv.high = at(first + 1);
  csv.low = at(first + 2);
  csv.close = at(first + 3);
  csv.volume = at(first + 4);
}

}  // namespace

TEST_CASE("HistData: no header, semicolons, New York wall clock") {
  config::DataConfig config = sample("histdata_ascii_EURUSD_M1_2018_first2000.csv", core::kMinute);
  config.csv.header = false;
  config.csv.separator = ';';
  config.csv.time = at(1);
  use_positions(config.csv, 2);
  config.csv.time_format = "%Y%m%d %H%M%S";
  config.csv.zone = "America/New_York";
  const data::MarketData market = load(config, "EURUSD");
  const data::SymbolData& data = market.symbols.at(0);
  REQUIRE(data.report.bars == 2000);
  CHECK(data.report.zero_volume_bars == 2000);
  CHECK(data.bars.front().close_time_ns == utc("2018-01-01 22:01"));
  CHECK(data.bars.front().open == 1.200370);
  CHECK(data.bars.back().close_time_ns == utc("2018-01-03 07:24"));
  CHECK(data.bars.back().close == 1.203940);
}

TEST_CASE("Binance klines: no header, twelve columns, small prices") {
  config::DataConfig config = sample("binance_kline_ADABTC-1m-2021-11-27.csv", core::kMinute);
  config.csv.header = false;
  config.csv.time = at(1);
  use_positions(config.csv, 2);
  const data::MarketData market = load(config, "ADABTC");
  const data::SymbolData& data = market.symbols.at(0);
  REQUIRE(data.report.bars == 10);
  CHECK(data.bars.front().close_time_ns == utc("2021-11-27 00:01"));
  CHECK(data.bars.front().low == 0.00002851);
  CHECK(data.bars.front().volume == 36304.2);
}

TEST_CASE("Stooq daily: CRLF line ends, session dates") {
  config::DataConfig config = sample("stooq_SPY_daily.csv", core::kDay);
  use_capitals(config.csv);
  config.venue = "us_equity";
  config.csv.time_format = "%Y-%m-%d";
  config.csv.stamp = std::nullopt;
  const data::MarketData market = load(config, "SPY");
  const data::SymbolData& data = market.symbols.at(0);
  REQUIRE(data.report.bars == 2000);
  CHECK(data.bars.front().close_time_ns == utc("2018-02-26 21:00"));
  CHECK(data.bars.front().volume == 96911825);
  CHECK(data.bars.back().close_time_ns == utc("2026-02-09 21:00"));
}

TEST_CASE("Stooq hourly: date and time columns, Warsaw wall clock, stamped at the close") {
  config::DataConfig config = sample("stooq_bulk_hourly_aapl.us_first35.txt", core::kHour);
  use_capitals(config.csv);
  config.venue = "us_equity";
  config.csv.time_of_day = config::ColumnRef{.name = "Time"};
  config.csv.time_format = "%Y-%m-%d %H:%M:%S";
  config.csv.zone = "Europe/Warsaw";
  config.csv.stamp = config::StampSide::close;
  const data::MarketData market = load(config, "aapl.us");
  const data::SymbolData& data = market.symbols.at(0);
  REQUIRE(data.report.bars == 35);
  CHECK(data.bars.front().close_time_ns == utc("2017-05-16 14:00"));
  CHECK(market.calendar.front().session_open_ns == utc("2017-05-16 13:30"));
}

TEST_CASE("backtrader minutes: a header of seven names over rows of eight cells") {
  config::DataConfig config = sample("backtrader_2006-volume-min-001_first2000.txt", core::kMinute);
  config.csv.time = at(1);
  config.csv.time_of_day = at(2);
  use_positions(config.csv, 3);
  config.csv.time_format = "%Y-%m-%d %H:%M:%S";
  config.csv.zone = "Europe/Berlin";
  config.csv.stamp = config::StampSide::close;
  const data::MarketData market = load(config, "2006-volume-min-001");
  const data::SymbolData& data = market.symbols.at(0);
  REQUIRE(data.report.bars == 1999);
  CHECK(data.bars.front().close_time_ns == utc("2006-01-02 08:01"));
  CHECK(data.bars.front().high == 3603);
  CHECK(data.bars.front().volume == 5699);
  CHECK(data.bars.back().close_time_ns == utc("2006-01-04 18:53"));
}

TEST_CASE("backtrader minutes by name: refused row by row, with the way out") {
  config::DataConfig config = sample("backtrader_2006-volume-min-001_first2000.txt", core::kMinute);
  use_capitals(config.csv);
  config.csv.time_format = "%Y-%m-%d";
  try {
    load(config, "2006-volume-min-001");
    FAIL("the file was taken");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 4);
    CHECK(contains(error.faults()[0].where, ":2:"));
    CHECK(contains(error.faults()[0].what, "8 cells, expected 7"));
    CHECK(contains(error.faults()[0].fix, "by position"));
    CHECK(contains(error.faults()[3].what, "and 1996 more rows like this"));
  }
}

TEST_CASE("FXCM: an offset in the text, no volume") {
  config::DataConfig config = sample("fxcm_usdjpy-m1-bid-2013_first1500.csv", core::kMinute);
  config.csv.time_format = "%Y-%m-%d %H:%M:%S%z";
  config.csv.volume = std::nullopt;
  const data::MarketData market = load(config, "usdjpy");
  const data::SymbolData& data = market.symbols.at(0);
  REQUIRE(data.report.bars == 1500);
  CHECK(data.bars.front().close_time_ns == utc("2013-02-01 00:01"));
}

TEST_CASE("TradingView: foreign names and NaN in columns that nobody asked for") {
  config::DataConfig config = sample("tradingview_BINANCE_BTCUSDT_60_first48.csv", core::kHour);
  config.csv.time.name = "time";
  config.csv.time_format = "%Y-%m-%dT%H:%M:%S%z";
  config.csv.volume = std::nullopt;
  const data::MarketData market = load(config, "BTCUSDT");
  const data::SymbolData& data = market.symbols.at(0);
  REQUIRE(data.report.bars == 48);
  CHECK(data.bars.front().close_time_ns == utc("2025-08-12 14:00"));
}

TEST_CASE("Hikyuu: blanks in the header, dates without leading zeros") {
  config::DataConfig config = sample("hikyuu_test_day_data.csv", core::kDay);
  config.csv.time.name = "date";
  config.csv.time_format = "%Y-%m-%d %H:%M:%S";
  config.csv.zone = "Asia/Shanghai";
  config.csv.volume = config::ColumnRef{.name = "count"};
  const data::MarketData market = load(config, "day_data");
  const data::SymbolData& data = market.symbols.at(0);
  REQUIRE(data.report.bars == 100);
  CHECK(data.bars.front().close_time_ns == utc("2017-03-07 16:00"));
}

TEST_CASE("zipline: gzipped, split and dividend columns beside") {
  config::DataConfig config = sample("zipline_csvdir_AAPL.csv", core::kDay);
  config.venue = "us_equity";
  config.csv.time.name = "date";
  config.csv.time_format = "%Y-%m-%d";
  config.csv.stamp = std::nullopt;
  CHECK(load(config, "AAPL").symbols[0].report.bars == 754);
}

TEST_CASE("a spreadsheet's ruined epochs are refused") {
  config::DataConfig config =
      sample("cryptodatadownload_excel_Binance_BTCUSDT_1h_excerpt.csv", core::kHour);
  config.csv.time.name = "unix";
  config.csv.volume = config::ColumnRef{.name = "Volume BTC"};
  try {
    load(config, "BTCUSDT");
    FAIL("the file was taken");
  } catch (const core::Error& error) {
    CHECK(contains(error.faults()[0].where, ":2:1"));
    CHECK(contains(error.faults()[0].what, "'1.60678E+12'"));
  }
}
