// SPDX-License-Identifier: Apache-2.0
#include "sniffer/path_template.hpp"

#include "support/catch.hpp"

using namespace barometer;
using sniffer::path_template;

TEST_CASE("One file is its path") {
  CHECK(path_template({"a/SPY_2020.csv"})->path == "a/SPY_2020.csv");
}

TEST_CASE("Files that differ in a symbol, whole words of it") {
  const auto found = path_template({"a/BTCUSDT_1h.csv", "a/ETHUSDT_1h.csv"});
  CHECK(found->path == "a/{symbol}_1h.csv");
  CHECK(found->symbols == std::vector<std::string>{"BTCUSDT", "ETHUSDT"});
  CHECK(path_template({"AAPL.csv", "AIG.csv.gz"})->path == "{symbol}.csv");
}

TEST_CASE("Files that differ in a date, and in both") {
  const auto days = path_template({"spy/20131007_trade.zip", "spy/20131008_trade.zip"});
  CHECK(days->path == "spy/{date}_trade.zip");
  CHECK(days->date_format == "%Y%m%d");
  CHECK(days->symbols.empty());
  const auto years = path_template({"X_EURUSD_M12018.zip", "X_EURUSD_M12019.zip"});
  CHECK(years->path == "X_EURUSD_M1{date}.zip");
  CHECK(years->date_format == "%Y");
  const auto both = path_template(
      {"BTC-1h-2024-01.zip", "BTC-1h-2024-02.zip", "ETH-1h-2024-01.zip", "ETH-1h-2024-02.zip"});
  CHECK(both->path == "{symbol}-1h-{date}.zip");
  CHECK(both->date_format == "%Y-%m");
  CHECK(both->symbols == std::vector<std::string>{"BTC", "ETH"});
}

TEST_CASE("A date that all share is no mark") {
  CHECK(path_template({"BTC-2024-01.zip", "ETH-2024-01.zip"})->path == "{symbol}-2024-01.zip");
}

TEST_CASE("Folders that differ as well as names are called by no one pattern") {
  CHECK_FALSE(path_template({"a/x.csv", "b/y.csv"}));
}

TEST_CASE("Members of a zip") {
  CHECK(sniffer::member_template({"es_trade_201312.csv", "es_trade_201403.csv"}) ==
        "es_trade_{symbol}.csv");
  CHECK(sniffer::dated_path("spy/20131007_trade.zip")->path == "spy/{date}_trade.zip");
  CHECK_FALSE(sniffer::dated_path("spy/trade.zip"));
}

TEST_CASE("Files of bids and of asks are no symbols") {
  const auto one = sniffer::quote_templates({"EURUSD_ask.csv", "EURUSD_bid.csv"});
  REQUIRE(one);
  CHECK(one->bid.path == "EURUSD_bid.csv");
  CHECK(one->ask.path == "EURUSD_ask.csv");
  const auto two = sniffer::quote_templates(
      {"EURUSD-BID.csv", "EURUSD-ASK.csv", "GBPUSD-BID.csv", "GBPUSD-ASK.csv"});
  REQUIRE(two);
  CHECK(two->bid.path == "{symbol}-BID.csv");
  CHECK(two->ask.symbols == std::vector<std::string>{"EURUSD", "GBPUSD"});
  CHECK_FALSE(sniffer::quote_templates({"EURUSD_bid.csv"}));
  CHECK_FALSE(sniffer::quote_templates({"basket.csv", "bidder.csv"}));
}
