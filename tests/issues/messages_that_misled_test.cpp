// SPDX-License-Identifier: Apache-2.0
// Messages that named another reason than the one there was, or no remedy where there is one, or
// that were as many as the files.
#include <algorithm>
#include <string>
#include <string_view>

#include "config/support.hpp"
#include "data/csv_fixture.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "report/data_report.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;
using namespace barometer::test;

namespace {

const std::string kHeader = "timestamp,open,high,low,close,volume\n";

void check_told(const std::string& told, std::string_view part) {
  INFO(told);
  CHECK(told.find(part) != std::string::npos);
}

std::string told_of_csv(const std::string& text) {
  std::string told;
  for (const core::Fault& fault : read_text(text, hourly_csv()).faults) {
    told += core::to_string(fault) + "\n";
  }
  return told;
}

std::string told_of_market(const config::DataConfig& config) {
  try {
    data::load_market(config, 1);
    return "";
  } catch (const core::Error& error) {
    return error.what();
  }
}

std::string with_data(const std::string& lines) {
  return "data:\n  source: csv\n  path: a/{symbol}.csv\n  bar: 1d\n" + lines +
         "strategy: {plugin: sma_cross}\n";
}

}  // namespace

TEST_CASE("a volume that is not there is answered by how to do without") {
  const std::string way = "say data.columns.volume: none";
  check_told(told_of_csv("timestamp,open,high,low,close\n0,1,1,1,1\n"), way);
  for (const char* cell : {"", "NA", "-"}) {
    check_told(told_of_csv(kHeader + "0,1,1,1,1," + cell + "\n"), way);
  }
}

TEST_CASE("units and currencies are no rows to leave out") {
  for (const char* price : {"246.5 USD", "EUR100", "+246.5", "1 246.5", "246.5 \xe2\x82\xac"}) {
    const std::string told = told_of_csv(kHeader + "0," + price + ",1,1,1,5\n");
    check_told(told, "without thousands separators, units and currency signs");
    CHECK(told.find("bad_rows") == std::string::npos);
  }
}

TEST_CASE("faults of many files are few messages, with the way to leave them out") {
  const barometer_test::TempFolder folder;
  config::DataConfig config = hourly_csv();
  config.csv.path = (folder.path() / "{symbol}.csv").string();
  for (int i = 100; i < 200; ++i) {
    write_file(folder / ("S" + std::to_string(i) + ".csv"), kHeader + "0,x,1,1,1,5\n0,y,1,1,1,5\n");
  }
  const std::string all = told_of_market(config);
  check_told(all, "100 of 100 symbols have faults; the faults of 10 are told");
  CHECK(std::count(all.begin(), all.end(), '\n') < 60);
  write_file(folder / "A.csv", kHeader + "0,1,1,1,1,5\n3600000,1,1,1,1,5\n");
  check_told(told_of_market(config), "data.bad_symbols: skip");
}

TEST_CASE("symbols without a file say so, and where it was looked for") {
  const barometer_test::TempFolder folder;
  config::DataConfig config = hourly_csv();
  config.csv.path = (folder.path() / "{symbol}.csv").string();
  config.symbols = {"GONE", "GONE2"};
  config.symbols_at = {{4, 13}, {4, 19}};
  config.missing = config::Missing::skip;
  check_told(told_of_market(config),
             "test.yaml:4:13: none of the 2 symbols has a file; 'GONE': no file GONE.csv or "
             "GONE.csv.gz in " +
                 folder.path().string());
}

TEST_CASE("of many symbols that are left out twenty are listed") {
  data::MarketData market;
  market.left_out.resize(1000, {"A", data::LeftOutWhy::no_file, "no file A.csv"});
  const std::string told = report::left_out_lines(market);
  CHECK(std::count(told.begin(), told.end(), '\n') == 21);
  check_told(told, "left out: A (no file A.csv)\n");
  check_told(told, "left out: 980 more\n");
}

TEST_CASE("the config's slips are asked back") {
  check_told(messages_of(with_data("  time: {format: \"%Y-%m-%d\"}\n  symbols: ALL\n")),
             "did you mean all?");
  check_told(messages_of(with_data("  time: {format: \"%Y-%m-%d\", zone: utc}\n")),
             "did you mean UTC?");
  check_told(messages_of(with_data("  time: {format: \"%Y-%m-%d\"}\n  venue: 24/7\n")),
             "did you mean 24x7?");
  const std::string venue =
      messages_of(with_data("  time: {format: \"%Y-%m-%d\"}\n  venue: configs/nowhere.yaml\n"));
  check_told(venue, "t.yaml:6:10: data.venue: configs/nowhere.yaml: cannot be read");
  check_told(venue, "which starts from the working directory /");
}

TEST_CASE("a hint is not refused itself, and the wrong entry of a list is the place") {
  const std::string month =
      messages_of("data: {source: synthetic, bar: 30D}\nstrategy: {plugin: x}\n");
  check_told(month, "data.bar: expected a size of bars from 1s to 1d");
  CHECK(month.find("did you mean") == std::string::npos);
  check_told(messages_of("data: {source: synthetic}\nstrategy: {plugin: x}\nregime: [regime]\n"),
             "t.yaml:3:10: regime: expected a group of keys");
  config::DataConfig config = hourly_csv();
  config.csv.path = "$X/{symbol}.csv";
  check_told(told_of_market(config), "written ${NAME}; this path has a plain $X");
}
