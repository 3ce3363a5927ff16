// SPDX-License-Identifier: Apache-2.0
#include "data/corporate_actions.hpp"

#include "calendar/day.hpp"
#include "config/data_config.hpp"
#include "data/bar_row.hpp"
#include "data/build_market.hpp"
#include "data/row_action.hpp"
#include "data/symbol_data.hpp"
#include "data/symbol_input.hpp"
#include "support/catch.hpp"
#include "support/temp_folder.hpp"
#include "support/write_file.hpp"

using namespace barometer;

namespace {

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

TEST_CASE("a split at a time must show between the bars around that time") {
  const barometer_test::TempFolder folder;
  config::ActionsConfig config = csv();
  config.path = (folder.path() / "a.csv").string();
  data::SymbolInput symbol = symbol_of({630, 90, 90});  // closes at 20:00 from 2014-06-05 on
  write_file(config.path, "date,split,dividend\n2014-06-05T21:00:00Z,7,\n");
  CHECK(load(config, symbol).empty());
  write_file(config.path, "date,split,dividend\n2014-06-06T20:00:00Z,7,\n");
  const std::vector<core::Fault> faults = load(config, symbol);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].what.find("the split of 7 on 2014-06-06T20:00:00Z does not show in") == 0);
  CHECK(faults[0].fix.find("mend its time") != std::string::npos);
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

TEST_CASE("what happens at a time is known from the first bar that closes after it") {
  std::vector<data::SymbolInput> symbols(1);
  for (core::Timestamp time = 1; time <= 5; ++time) {
    symbols[0].bars.push_back({time, 1, 1, 1, 1, 1});
  }
  for (const core::Timestamp time : {0, 2, 5}) {
    data::CorporateAction action{0, 3, 0, 0};
    action.time_ns = time;
    symbols[0].actions.push_back(action);
  }
  data::MarketData market = data::build_market(std::move(symbols));
  data::place_actions(market);
  const data::SymbolData& symbol = market.symbols[0];
  CHECK(symbol.actions[0].bar == 0);  // in the first price
  CHECK(symbol.actions[1].bar == 2);
  CHECK(symbol.actions[2].bar == 5);  // after the data
  CHECK(data::split_at(symbol, 2) == 3);
  CHECK(symbol.view_bars[1].close == 1);
  CHECK(symbol.view_bars[2].close == 3);
}

namespace {

std::vector<core::Fault> take(const config::DataConfig& config,
                              const std::vector<data::RowAction>& rows, data::SymbolInput& symbol,
                              int bars_a_day = 1) {
  std::vector<bm_calendar_row> calendar;
  for (std::size_t i = 0; i < symbol.bars.size(); ++i) {
    calendar.emplace_back().session_date = 16'226 + static_cast<core::Day>(i) / bars_a_day;
  }
  return data::take_actions(config, rows, symbol, calendar);
}

data::RowAction says(std::size_t bar, data::SplitRatio split, double dividend) {
  return {
      .bar = bar, .cells = {split, dividend}, .place = "a.csv:" + std::to_string(bar + 2) + ":9"};
}

}  // namespace

TEST_CASE("rows that say splits and dividends make actions of their sessions") {
  data::SymbolInput symbol = symbol_of({700, 100, 100});
  CHECK(take({}, {says(1, 7, 0), says(2, {}, 0.47), says(3, 2, 0)}, symbol).empty());
  REQUIRE(symbol.actions.size() == 2);  // the third lies behind the last bar
  CHECK(symbol.actions[0].ex_date == 16'227);
  CHECK(symbol.actions[0].split == 7);
  CHECK(symbol.actions[1].ex_date == 16'228);
  CHECK(symbol.actions[1].dividend == 0.47);
}

TEST_CASE("splits of columns are held against the prices at the place of their row") {
  data::SymbolInput adjusted = symbol_of({100, 100, 100});
  const auto faults = take({}, {says(1, 7, 0)}, adjusted);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "a.csv:3:9");
  CHECK(faults[0].fix.find("set data.actions.prices: split_adjusted") != std::string::npos);
  config::DataConfig config;
  config.actions = csv(config::PriceSeries::split_adjusted);
  adjusted.actions.clear();
  CHECK(take(config, {says(1, 7, 0), says(2, 2, 0.5)}, adjusted).empty());
  REQUIRE(adjusted.actions.size() == 1);  // adjusted prices take no splits
  CHECK(adjusted.actions[0].split == 1);
  CHECK(adjusted.actions[0].dividend == 0.5);
  data::SymbolInput raw = symbol_of({700, 100, 100});
  CHECK(take(config, {says(1, 7, 0)}, raw).size() == 1);
}

TEST_CASE("a dividend of a column above half of the price is rejected unless accepted") {
  config::DataConfig config;
  config.actions = csv();
  data::SymbolInput symbol = symbol_of({100, 50});
  const auto faults = take(config, {says(1, {}, 60)}, symbol);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "a.csv:3:9");
  config.actions->accept = {core::format_date(16'227 * core::kDay)};
  symbol.actions.clear();
  CHECK(take(config, {says(1, {}, 60)}, symbol).empty());
}

TEST_CASE("of bars inside a session the first alone may say a split or a dividend") {
  data::SymbolInput symbol = symbol_of({10, 10, 10, 10});
  CHECK(take({}, {says(2, {}, 0.5)}, symbol, 2).empty());
  REQUIRE(symbol.actions.size() == 1);
  CHECK(symbol.actions[0].ex_date == 16'227);
  const auto faults = take({}, {says(3, {}, 0.5)}, symbol, 2);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "a.csv:5:9");
  CHECK(faults[0].what.find("is not the first of its session") != std::string::npos);
}
