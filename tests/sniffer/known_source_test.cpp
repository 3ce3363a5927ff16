// SPDX-License-Identifier: Apache-2.0
#include "sniffer/known_source.hpp"

#include "support/catch.hpp"

using namespace barometer;

namespace {

std::optional<sniffer::KnownSource> source(const std::string& path, std::string_view text) {
  const auto sample = sniffer::sample_of(text);
  return sniffer::known_source(path, sample, sniffer::layout_of(sample).value());
}

constexpr const char* kBare = "1,2,3,1,2,9\n";

}  // namespace

TEST_CASE("LEAN says everything by its folders") {
  const auto daily = source("x/equity/usa/daily/spy.zip", kBare);
  REQUIRE(daily);
  CHECK(daily->symbol == "spy");
  CHECK(daily->venue == "us_equity");
  CHECK(daily->scale == "0.0001");
  CHECK(daily->bar == "1d");
  const auto minute = source("forex/oanda/minute/eurusd/20140501_quote.zip", kBare);
  CHECK(minute->symbol == "eurusd");
  CHECK(minute->zone == "UTC");
  CHECK(minute->scale.empty());
  CHECK(source("index/hkfe/hour/hsi.zip", kBare)->no_venue);
  CHECK_FALSE(source("daily/spy.zip", kBare));
}

TEST_CASE("Sources by how they call their files") {
  CHECK(source("BINANCE_BTCUSDT, 60.csv", kBare)->name == "TradingView");
  CHECK(source("BTC_USDT-1h.json.gz", kBare)->name == "freqtrade");
  CHECK(source("BTCUSDT-1h-2024-01.zip", kBare)->symbol == "BTCUSDT");
  CHECK(source("a/HISTDATA_COM_ASCII_EURUSD_M12023.zip", kBare)->symbol == "EURUSD");
  CHECK_FALSE(source("SPY.csv", kBare));
}

TEST_CASE("Sources by the names of their columns") {
  CHECK(source("x.csv",
               "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<SPREAD>\n"
               "2024.01.02\t00:00\t1\t2\t1\t2\t3\t4\n")
            ->name == "MetaTrader 5");
  CHECK(
      source("x.csv", "unix,date,symbol,open,high,low,close\n1,2024-01-01,BTC,1,2,1,2\n")->venue ==
      "24x7");
}
