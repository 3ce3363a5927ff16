// SPDX-License-Identifier: Apache-2.0
#include "data/long_rows.hpp"

#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using barometer_test::TempFolder;

namespace {

config::DataConfig long_csv(const TempFolder& folder, const std::string& text) {
  config::DataConfig config = hourly_csv();
  config.csv.path = write_file(folder / "all.csv", text).string();
  config.csv.symbol = config::ColumnRef{"symbol"};
  return config;
}

std::string refusal(const config::DataConfig& config) {
  try {
    data::load_market(config, 1);
    return "taken";
  } catch (const core::Error& error) {
    return error.what();
  }
}

std::vector<std::string> names(const data::MarketData& market) {
  std::vector<std::string> all;
  for (const data::SymbolData& symbol : market.symbols) {
    all.push_back(symbol.name + ":" + std::to_string(symbol.bars.size()));
  }
  return all;
}

using Names = std::vector<std::string>;

const std::string kHeader = "timestamp,symbol,open,high,low,close,volume\n";
const std::string kRows =
    "0,B,1,1,1,1,1\n0,\"A\",2,2,2,2,1\n3600000,B,1,1,1,1,1\n3600000,A,2,2,2,2,1\n"
    "7200000,B,1,1,1,1,1\n";

}  // namespace

TEST_CASE("rows that say whose they are make one symbol each") {
  const TempFolder folder;
  config::DataConfig config = long_csv(folder, kHeader + kRows);
  CHECK(names(data::load_market(config, 2)) == Names{"A:2", "B:3"});
  config.symbols = {"B"};
  config.symbols_at = {{1, 1}};
  CHECK(names(data::load_market(config, 1)) == Names{"B:3"});
  config.symbols = {"C"};
  CHECK(contains(refusal(config), "C has no row"));
}

TEST_CASE("a fault is told at its line of the whole file") {
  const TempFolder folder;
  const auto config = long_csv(folder, kHeader + kRows + "7200000,A,x,2,2,2,1\n");
  CHECK(contains(refusal(config), "all.csv:7:11: open is 'x'"));
}

TEST_CASE("a row without a symbol and a column that is not there are refused") {
  const TempFolder folder;
  CHECK(contains(refusal(long_csv(folder, kHeader + kRows + "7200000,,2,2,2,2,1\n")),
                 "all.csv:7:1: the row has no symbol"));
  CHECK(contains(refusal(long_csv(folder, kHeader + "7200000\n")),
                 "all.csv:2:1: the row has no symbol"));
  CHECK(contains(refusal(long_csv(folder, "t,ticker\n0,A\n")),
                 "all.csv:1:1: there is no column 'symbol' for the symbol"));
}

TEST_CASE("more symbols than a market can have are refused") {
  const TempFolder folder;
  std::string text = kHeader;
  for (std::size_t i = 0; i <= data::kMostSymbolsInRows; ++i) {
    text += "0," + std::to_string(i) + ",1,1,1,1,1\n";
  }
  CHECK(contains(refusal(long_csv(folder, text)), "have more than 100000 symbols"));
}

TEST_CASE("JSON rows are bars, and their faults are told at the row in the file") {
  const TempFolder folder;
  config::DataConfig config = hourly_csv();
  config.source = config::DataSource::json;
  config.csv.path =
      write_file(folder / "a.json", "[[0,1,1.5,\"1\",1,7],\n [3600000,2,2,2,2,7]]").string();
  config.symbols = {"A"};
  config.symbols_at = {{1, 1}};
  config.csv.time = {"", 1};
  config.csv.open = {"", 2};
  config.csv.high = {"", 3};
  config.csv.low = {"", 4};
  config.csv.close = {"", 5};
  config.csv.volume = config::ColumnRef{"", 6};
  const data::MarketData market = data::load_market(config, 1);
  REQUIRE(names(market) == Names{"A:2"});
  CHECK(market.symbols[0].bars[0].high == 1.5);
  write_file(folder / "a.json", "[[0,1,1,1,1,7],\n [3600000,2,null,2,2,7]]");
  CHECK(contains(refusal(config), "a.json:2:2: high is empty"));
}

TEST_CASE("JSON rows that are objects go by name, and may say their symbol") {
  const TempFolder folder;
  config::DataConfig config = hourly_csv();
  config.source = config::DataSource::json;
  config.csv.symbol = config::ColumnRef{"s"};
  const auto row = [](int time, const char* symbol) {
    return "{\"timestamp\":" + std::to_string(time) + ",\"s\":\"" + symbol +
           "\",\"open\":1,\"high\":1,\"low\":1,\"close\":1,\"volume\":1}\n";
  };
  config.csv.path =
      write_file(folder / "a.json", row(0, "X") + row(0, "Y") + row(3'600'000, "X")).string();
  CHECK(names(data::load_market(config, 1)) == Names{"X:2", "Y:1"});
}
