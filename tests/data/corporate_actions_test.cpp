// SPDX-License-Identifier: Apache-2.0
#include "data/corporate_actions.hpp"

#include "calendar/day.hpp"
#include "config/data_config.hpp"
#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/symbol_data.hpp"
#include "data/symbol_input.hpp"
#include "data/write_file.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"

using namespace barometer;

namespace {

core::Day day(std::string_view date) {
  return calendar::day_of(*core::parse_utc(date));
}

config::ActionsConfig csv(config::PriceSeries prices = config::PriceSeries::raw) {
  return {.path = "", .path_at = {}, .format = config::ActionsFormat::csv, .prices = prices};
}

config::ActionsConfig lean(config::PriceSeries prices = config::PriceSeries::raw) {
  return {.path = "", .path_at = {}, .format = config::ActionsFormat::lean, .prices = prices};
}

// Daily bars of New York, flat at these prices.
data::SymbolInput symbol_of(std::vector<double> prices) {
  data::SymbolInput symbol;
  symbol.name = "AAPL";
  const core::Timestamp first = *core::parse_utc("2014-06-05 20:00");
  for (std::size_t i = 0; i < prices.size(); ++i) {
    const auto close = first + static_cast<core::Timestamp>(i) * core::kDay;
    symbol.bars.push_back({close, prices[i], prices[i], prices[i], prices[i], 1});
  }
  return symbol;
}

std::vector<core::Fault> load(const config::ActionsConfig& config, data::SymbolInput& symbol) {
  std::vector<bm_calendar_row> calendar;
  for (const data::BarRow& bar : symbol.bars) {
    calendar.emplace_back().session_date = calendar::day_of(bar.close_time_ns);
  }
  return data::load_actions(config, symbol, calendar);
}

}  // namespace

TEST_CASE("the simple table: ex-date, units after for one before, dividend a unit") {
  const data::ActionsFile file = data::read_actions(
      "date,split,dividend\n2014-05-08,,3.29\n2014-06-09,7,\n2015-01-02,0.05,0.5\n", "a.csv",
      csv());
  REQUIRE(file.faults.empty());
  REQUIRE(file.actions.size() == 3);
  CHECK(file.actions[0].ex_date == day("2014-05-08"));
  CHECK(file.actions[0].dividend == 3.29);
  CHECK(file.actions[0].split == 1);
  CHECK(file.actions[1].split == 7);
  CHECK(file.actions[2].split == 0.05);
  CHECK(file.actions[2].dividend == 0.5);
}

TEST_CASE("every fault of a table is told with its line") {
  const data::ActionsFile file = data::read_actions(
      "date,split,dividend\n2014-06-09,7\n2014-13-01,,1\n2014-06-09,-7,\n2014-06-09,,x\n"
      "2014-06-10,2,\n2014-06-10,2,\n",
      "a.csv", csv());
  REQUIRE(file.faults.size() == 5);
  CHECK(core::to_string(file.faults[0]).find("a.csv:2: expected three columns") == 0);
  CHECK(core::to_string(file.faults[1]).find("a.csv:3: expected a date") == 0);
  CHECK(core::to_string(file.faults[2]).find("a.csv:4: expected units after the split") == 0);
  CHECK(core::to_string(file.faults[3]).find("a.csv:5: expected a dividend") == 0);
  CHECK(core::to_string(file.faults[4]).find("a.csv:7: expected a later date") == 0);
  CHECK(data::read_actions("when,split\n", "a.csv", csv()).faults.size() == 1);
}

// Rows of the published factor file of AAPL; 7:1 on 2014-06-09, 3.29 on 2014-05-08 at 592.33,
// 0.47 on 2014-08-07 at 94.97.
TEST_CASE("factor files: what neighbours differ in happened after the date of the first") {
  const data::ActionsFile file = data::read_actions(
      "20140205,0.8908440,0.03571430,512.59\n20140507,0.8961764,0.03571430,592.33\n"
      "20140606,0.9011818,0.03571430,645.57\n20140806,0.9011818,0.25,94.97\n"
      "20141105,0.9056639,0.25,108.86",
      "aapl.csv", lean());
  REQUIRE(file.faults.empty());
  REQUIRE(file.actions.size() == 4);
  CHECK(file.actions[1].ex_date == day("2014-05-08"));
  CHECK(file.actions[1].dividend_share * 592.33 == Approx(3.29).epsilon(1e-4));
  CHECK(file.actions[2].ex_date == day("2014-06-07"));
  CHECK(file.actions[2].split == 7);  // the factors say 6.9999972
  CHECK(file.actions[2].dividend_share == 0);
  CHECK(file.actions[3].dividend_share * 94.97 == Approx(0.47).epsilon(1e-3));
}

TEST_CASE("ratios that are not simple stay what they are; reverse splits are simple too") {
  const data::ActionsFile google = data::read_actions(
      "20140327,1,0.997307,1\n20150424,1,0.997307,565.06\n20501231,1,1,0", "goog.csv", lean());
  REQUIRE(google.actions.size() == 1);
  CHECK(google.actions[0].split.value() == Approx(1 / 0.997307).epsilon(1e-15));
  const data::ActionsFile aig = data::read_actions(
      "20080902,0.6978142,20,22.02\n20090630,0.7048563,20,1.13\n20110119,0.7048563,1,51.2",
      "aig.csv", lean());
  REQUIRE(aig.actions.size() == 2);
  CHECK(aig.actions[1].split == 0.05);
}

TEST_CASE("prices that are adjusted already take no splits, and the same dividends") {
  const data::ActionsFile file = data::read_actions(
      "20140507,0.8961764,0.03571430,592.33\n20140606,0.9011818,0.03571430,645.57\n"
      "20140806,0.9011818,0.25,94.97",
      "aapl.csv", lean(config::PriceSeries::split_adjusted));
  REQUIRE(file.actions.size() == 1);
  CHECK(file.actions[0].split == 1);
  CHECK(file.actions[0].dividend_share > 0);
}

TEST_CASE("a split that the prices contradict is refused, either way") {
  const barometer_test::TempFolder folder;
  write_file(folder.path() / "aapl.csv",
             "20140205,1,0.142857,512.59\n20140606,1,0.142857,645.57\n20501231,1,1,0\n");
  config::ActionsConfig config = lean();
  config.path = (folder.path() / "{symbol}.csv").string();

  data::SymbolInput raw = symbol_of({645, 646, 93, 94});
  CHECK(load(config, raw).empty());
  REQUIRE(raw.actions.size() == 1);
  CHECK(raw.actions[0].split == 7);

  data::SymbolInput adjusted = symbol_of({92.1, 92.2, 93, 94});
  const std::vector<core::Fault> faults = load(config, adjusted);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].what ==
        "the split of 7 on 2014-06-07 does not show in the prices of AAPL: 92.2 before, 93 after");
  CHECK(faults[0].fix.find("prices: split_adjusted") != std::string::npos);

  config.prices = config::PriceSeries::split_adjusted;
  CHECK(load(config, adjusted).empty());
  CHECK(load(config, raw).size() == 1);
}

TEST_CASE("a dividend above half of the price is rejected unless its date is accepted") {
  const barometer_test::TempFolder folder;
  config::ActionsConfig config = csv();
  config.path = (folder.path() / "{symbol}.csv").string();
  write_file(folder.path() / "AAPL.csv", "date,split,dividend\n2014-06-07,2,30\n2014-06-08,,20\n");
  // 30 a unit after a split of 2 at 100: 30 of 50. Then 20 of 51.
  data::SymbolInput symbol = symbol_of({100, 100, 51, 50});
  const std::vector<core::Fault> faults = load(config, symbol);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].what ==
        "the dividend of 30 on 2014-06-07 of AAPL is more than half of the price 50");
  CHECK(faults[0].fix.find("data.actions.accept: [2014-06-07]") != std::string::npos);
  config.accept = {"2014-06-07"};
  CHECK(load(config, symbol).empty());
}

TEST_CASE("a symbol without a file has no actions") {
  const barometer_test::TempFolder folder;
  config::ActionsConfig config = csv();
  config.path = (folder.path() / "{symbol}.csv").string();
  data::SymbolInput symbol = symbol_of({1, 2});
  CHECK(load(config, symbol).empty());
  CHECK(symbol.actions.empty());
}

TEST_CASE("an action happens at the first bar of its session date or a later one") {
  std::vector<data::SymbolInput> symbols(1);
  for (core::Timestamp time = 1; time <= 5; ++time) {
    symbols[0].bars.push_back({time, 1, 1, 1, 1, 1});
  }
  symbols[0].actions = {{9, 5, 0, 0}, {11, 2, 0, 0}, {12, 3, 0.5, 0}, {13, 2, 0, 0}, {15, 7, 0, 0}};
  data::MarketData market = data::build_market(std::move(symbols));
  const core::Day dates[] = {10, 10, 11, 14, 14};
  for (std::size_t step = 0; step < 5; ++step) {
    market.calendar[step].session_date = dates[step];
  }
  data::place_actions(market);
  const data::SymbolData& symbol = market.symbols[0];
  const double splits[] = {1, 1, 2, 6, 1};
  for (std::size_t bar = 0; bar < 5; ++bar) {
    CHECK(data::split_at(symbol, bar) == splits[bar]);
  }
  REQUIRE(data::actions_at(symbol, 3).size() == 2);
  CHECK(data::actions_at(symbol, 3)[0].dividend == 0.5);
}
