// SPDX-License-Identifier: Apache-2.0
#include "sniffer/symbol_name.hpp"

#include "support/catch.hpp"

using namespace barometer;
using sniffer::AssetKind;

TEST_CASE("Pairs of coins and of currencies") {
  for (const char* coin : {"BTCUSDT", "btcusd", "SOL_USDT", "BTC/USD", "ADABTC", "PEPEUSDT"}) {
    INFO(coin);
    CHECK(sniffer::asset_of(coin) == AssetKind::crypto);
  }
  for (const char* pair : {"EURUSD", "usdjpy", "GBP/CHF", "xauusd"}) {
    INFO(pair);
    CHECK(sniffer::asset_of(pair) == AssetKind::fx);
  }
  for (const char* stock : {"AAPL", "SPY", "USDA", "ETHAN", "BTC"}) {
    INFO(stock);
    CHECK(sniffer::asset_of(stock) == AssetKind::unknown);
  }
}

TEST_CASE("The symbol that a file's name says") {
  CHECK(sniffer::symbol_in("BINANCE_BTCUSDT, 60.csv") == "BTCUSDT");
  CHECK(sniffer::symbol_in("HISTDATA_COM_ASCII_EURUSD_M12018.zip") == "EURUSD");
  CHECK(sniffer::symbol_in("BTC_USDT-1h.json.gz") == "BTC_USDT");
  CHECK(sniffer::symbol_in("EURUSD60.csv") == "EURUSD");
  CHECK(sniffer::symbol_in("stooq_SPY_daily.csv") == "SPY");
  CHECK(sniffer::symbol_in("my prices (1).csv") == "myprices1");
  CHECK(sniffer::symbol_in("...csv") == "SYMBOL");
}

TEST_CASE("The size of bars that a file's name says") {
  CHECK(sniffer::bar_in("BTCUSDT-1h-2024-01.zip") == "1h");
  CHECK(sniffer::bar_in("EURUSD_M1.csv") == "1min");
  CHECK(sniffer::bar_in("stooq_SPY_daily.csv") == "1d");
  CHECK_FALSE(sniffer::bar_in("SPY.csv"));
}
