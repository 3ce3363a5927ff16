// SPDX-License-Identifier: Apache-2.0
#include "data/pair_quotes.hpp"

#include <string>

#include "csv_fixture.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

// An hourly row; prices follow the hour's number.
std::string row(int hour, const std::string& prices) {
  return std::to_string(hour * 3'600'000LL) + "," + prices + "\n";
}

const std::string kHeader = "timestamp,open,high,low,close,volume\n";
const std::string kBid = kHeader + row(0, "10,12,9,11,5") + row(1, "11,13,10,12,6") +
                         row(2, "12,14,11,13,7") + row(3, "13,15,12,14,8");
const std::string kAsk = kHeader + row(0, "10.5,12.25,9.5,11.25,50") +
                         row(1, "11.5,13.5,10.5,12.5,60") + row(2, "12,14,11,13,70") +
                         row(3, "13.25,15.5,12.5,15,80");

class TwoFiles {
 public:
  TwoFiles(const std::string& bid, const std::string& ask) {
    write_file(folder_ / "A_bid.csv", bid);
    write_file(folder_ / "A_ask.csv", ask);
  }

  config::DataConfig config(config::BadRows policy = config::BadRows::refuse) const {
    config::DataConfig config = hourly_csv();
    config.csv.path = (folder_ / "{symbol}_bid.csv").string();
    config.csv.ask_path = (folder_ / "{symbol}_ask.csv").string();
    config.csv.path_at = {4, 15};
    config.csv.ask_path_at = {4, 33};
    config.csv.bad_rows = policy;
    return config;
  }

  const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
};

// The same rows in one file, bid first.
config::DataConfig one_file(const TempFolder& folder, const std::string& rows) {
  write_file(folder / "A.csv", rows);
  config::DataConfig config = hourly_csv();
  config.csv.path = (folder / "{symbol}.csv").string();
  config.csv.header = false;
  config.csv.time = {.name = "", .position = 1};
  const auto columns = [](int first) {
    return config::SideColumns{.open = {.name = "", .position = first},
                               .high = {.name = "", .position = first + 1},
                               .low = {.name = "", .position = first + 2},
                               .close = {.name = "", .position = first + 3}};
  };
  config.csv.bid_columns = columns(2);
  config.csv.ask_columns = columns(7);
  config.csv.volume = config::ColumnRef{.name = "", .position = 6};
  return config;
}

std::string messages(const config::DataConfig& config) {
  try {
    data::load_market(config, 1);
    return "";
  } catch (const core::Error& error) {
    std::string text;
    for (const core::Fault& fault : error.faults()) {
      text += core::to_string(fault) + "\n";
    }
    return text;
  }
}

}  // namespace

TEST_CASE("a bar is the middle of its two sides, and knows what lies between them") {
  const TwoFiles files(kBid, kAsk);
  const data::MarketData market = data::load_market(files.config(), 1);
  REQUIRE(market.symbols.size() == 1);
  const data::SymbolData& symbol = market.symbols[0];
  REQUIRE(symbol.bars.size() == 4);
  REQUIRE(symbol.spreads.size() == 4);
  CHECK(symbol.bars[0].open == 10.25);
  CHECK(symbol.bars[0].high == 12.125);
  CHECK(symbol.bars[0].low == 9.25);
  CHECK(symbol.bars[0].close == 11.125);
  CHECK(symbol.bars[0].volume == 5);  // the bid's
  CHECK(symbol.spreads[0].open == 0.5);
  CHECK(symbol.spreads[0].close == 0.25);
  CHECK(symbol.spreads[0].widest() == 0.5);
  CHECK(symbol.spreads[2].open == 0);
  CHECK(symbol.spreads[3].close == 1);
  CHECK(symbol.spreads[3].widest() == 1);
  CHECK(contains(symbol.source, "A_bid.csv and "));
}

TEST_CASE("both sides in one file give the bars of two files") {
  const TwoFiles files(kBid, kAsk);
  const TempFolder folder;
  const data::MarketData two = data::load_market(files.config(), 1);
  const data::MarketData one =
      data::load_market(one_file(folder, row(0, "10,12,9,11,5,10.5,12.25,9.5,11.25") +
                                             row(1, "11,13,10,12,6,11.5,13.5,10.5,12.5") +
                                             row(2, "12,14,11,13,7,12,14,11,13") +
                                             row(3, "13,15,12,14,8,13.25,15.5,12.5,15")),
                        1);
  CHECK(one.hash == two.hash);
}

TEST_CASE("spreads are part of the market's hash, and none are no part of it") {
  const TwoFiles wide(kBid, kAsk);
  const TwoFiles none(kBid, kBid);
  config::DataConfig bars = none.config();
  bars.csv.ask_path.reset();
  const data::MarketData zero = data::load_market(none.config(), 1);
  const data::MarketData plain = data::load_market(bars, 1);
  CHECK(zero.hash != plain.hash);
  CHECK(plain.symbols[0].spreads.empty());
  CHECK(zero.symbols[0].bars[3].close == plain.symbols[0].bars[3].close);
  CHECK(data::load_market(wide.config(), 1).hash != zero.hash);
}

TEST_CASE("a bar that one side alone has is a bad row of its file") {
  const TwoFiles files(kBid + row(5, "15,15,15,15,1"),
                       kHeader + row(0, "10.5,12.25,9.5,11.25,50") + row(2, "12,14,11,13,70") +
                           row(3, "13.25,15.5,12.5,15,80") + row(4, "14,15,13,15,80"));
  const std::string told = messages(files.config());
  INFO(told);
  CHECK(
      contains(told, "A_bid.csv:3:1: the bid of the bar closing 1970-01-01T02:00:00Z has no ask"));
  CHECK(
      contains(told, "A_ask.csv:5:1: the ask of the bar closing 1970-01-01T05:00:00Z has no bid"));
  CHECK(
      contains(told, "A_bid.csv:6:1: the bid of the bar closing 1970-01-01T06:00:00Z has no ask"));
  const data::MarketData kept = data::load_market(files.config(config::BadRows::skip), 1);
  CHECK(kept.symbols[0].bars.size() == 3);
  CHECK(kept.symbols[0].spreads.size() == 3);
  CHECK(kept.symbols[0].spreads[1].open == 0);  // that of its own bar
  CHECK(kept.symbols[0].report.skipped_rows == 3);
  REQUIRE(kept.symbols[0].report.skipped.size() == 3);
  CHECK(contains(kept.symbols[0].report.skipped[0], "A_bid.csv:3:1: "));
}

TEST_CASE("a crossed quote is a bad row, wherever it is crossed") {
  const std::string good = "10,12,9,11,5";
  for (const auto& [ask, where] : {std::pair{"9.5,12,9,11,5", "open"},
                                   {"10,11.5,9,11,5", "high"},
                                   {"10,12,8.5,11,5", "low"},
                                   {"10,12,9,10.5,5", "close"}}) {
    const TwoFiles files(kHeader + row(0, good) + row(1, good),
                         kHeader + row(0, good) + row(1, ask));
    const std::string told = messages(files.config());
    INFO(told);
    CHECK(contains(told, std::string("A_bid.csv:3:1: crossed quote at the ") + where + ": bid "));
    const data::MarketData kept = data::load_market(files.config(config::BadRows::skip), 1);
    CHECK(kept.symbols[0].bars.size() == 1);
    CHECK(kept.symbols[0].report.skipped_rows == 1);
  }
}

TEST_CASE("a row of one file that is bad for one side is told and counted once") {
  const TempFolder folder;
  config::DataConfig config = one_file(
      folder, row(0, "10,12,9,11,5,10.5,12.25,9.5,11.25") + row(1, "x,13,10,12,6,11,13,10,12") +
                  row(2, "12,14,11,13,7,12,14,11,y") + "z,1,1,1,1,1,1,1,1,1\n" +
                  row(3, "13,15,12,14,8,13.25,15.5,12.5,15") + row(4, "9,9,9,9,1,8,9,9,9"));
  const std::string told = messages(config);
  INFO(told);
  CHECK(contains(told, "A.csv:2:9"));
  CHECK(contains(told, "A.csv:3:"));
  CHECK(told.find("A.csv:4:1") == told.rfind("A.csv:4:1"));
  CHECK_FALSE(contains(told, "no ask"));
  config.csv.bad_rows = config::BadRows::skip;
  const data::MarketData kept = data::load_market(config, 1);
  CHECK(kept.symbols[0].bars.size() == 2);
  CHECK(kept.symbols[0].report.skipped_rows == 4);  // x, y, z and the crossed one
  CHECK(kept.symbols[0].report.skipped.size() == 4);
}

TEST_CASE("sides without a bar in common are no symbol") {
  const TwoFiles files(kHeader + row(0, "1,1,1,1,1"), kHeader + row(1, "1,1,1,1,1"));
  CHECK(contains(messages(files.config(config::BadRows::skip)), "have no bar in common"));
}

TEST_CASE("spreads end with data.to, and are those of coarse bars under data.resample") {
  const TwoFiles files(kBid, kAsk);
  config::DataConfig config = files.config();
  config.to = 3 * core::kHour;
  CHECK(data::load_market(config, 1).symbols[0].spreads.size() == 3);
  config.to.reset();
  config.resample = 2 * core::kHour;
  const data::MarketData coarse = data::load_market(config, 1);
  REQUIRE(coarse.symbols[0].bars.size() == 2);
  REQUIRE(coarse.symbols[0].spreads.size() == 2);
  CHECK(coarse.symbols[0].spreads[0].open == 0.5);   // of the first hour
  CHECK(coarse.symbols[0].spreads[0].close == 0.5);  // of the second
  CHECK(coarse.symbols[0].spreads[1].open == 0);
  CHECK(coarse.symbols[0].spreads[1].close == 1);
}

TEST_CASE("rows of many symbols in one file have their two sides in columns") {
  const TempFolder folder;
  config::DataConfig config = one_file(folder, "");
  std::string rows;
  for (int hour = 0; hour < 3; ++hour) {
    rows += row(hour, "10,12,9,11,5,10.5,12.25,9.5,11.25,A");
    rows += row(hour, "20,22,19,21,5,21,23,20,22,B");
  }
  write_file(folder / "all.csv", rows);
  config.csv.path = (folder / "all.csv").string();
  config.csv.symbol = config::ColumnRef{.name = "", .position = 11};
  const data::MarketData market = data::load_market(config, 1);
  REQUIRE(market.symbols.size() == 2);
  CHECK(market.symbols[0].spreads[0].open == 0.5);
  CHECK(market.symbols[1].spreads[2].close == 1);
  config.csv.ask_path = config.csv.path;
  CHECK(contains(messages(config), "data.path.ask: bid and ask of many symbols"));
}
