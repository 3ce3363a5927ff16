// SPDX-License-Identifier: Apache-2.0
// Adjusted closes, splits and dividends of real files. Expected sums were computed from the same
// files by Python (the csv module, price * (adjusted / close), math.fsum).
#include <array>
#include <cmath>
#include <string>

#include "config/load.hpp"
#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "data/bar_row.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "real_data.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

data::MarketData market_of(const std::string& path, const std::string& keys) {
  const std::string yaml =
      "strategy: {plugin: sma_cross}\ndata:\n  source: csv\n  bar: 1d\n"
      "  venue: us_equity\n  path: '" +
      (real_data() / path).string() + "'\n" + keys;
  return data::load_market(config::parse_config(yaml, "t.yaml").data, 1);
}

const std::string kYahoo =
    "  time: {column: Date, format: '%Y-%m-%d'}\n"
    "  columns: {open: Open, high: High, low: Low, close: Close, volume: Volume, "
    "adjusted_close: Adj Close}\n";

struct Expected {
  const char* symbol;
  std::array<double, 4> first;  // open, high, low, close
  std::array<double, 4> sums;
};

void check_adjusted(const data::SymbolData& symbol, const Expected& expected) {
  std::array<double, 4> sums{};
  for (const data::BarRow& bar : symbol.bars) {
    const std::array<double, 4> prices{bar.open, bar.high, bar.low, bar.close};
    for (std::size_t i = 0; i < 4; ++i) {
      sums[i] += prices[i];
    }
  }
  const data::BarRow& first = symbol.bars.front();
  CHECK(first.open == expected.first[0]);
  CHECK(first.high == expected.first[1]);
  CHECK(first.low == expected.first[2]);
  CHECK(first.close == expected.first[3]);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(sums[i] == Approx(expected.sums[i]).epsilon(1e-12));
  }
}

}  // namespace

TEST_CASE("Yahoo's Adj Close scales all prices of its stocks") {
  constexpr std::array kStocks{
      Expected{"AAPL",
               {6.999729506904106, 7.228928, 6.987157072048959, 7.228928},
               {174283.25447627064, 175830.50163182098, 172622.10176802025, 174273.544377}},
      Expected{"IBM",
               {62.47457068622919, 62.5503479105273, 61.23189952578215, 62.179058},
               {382251.41647806345, 385283.4974955931, 379524.85181840975, 382501.58419}},
      Expected{"KO",
               {11.764452759928961, 11.822136360833381, 11.637549530135525, 11.796179},
               {86532.45199940144, 87096.77888990754, 85981.72191569036, 86559.342185}},
      Expected{"MSFT",
               {19.808178604694486, 20.374126564828615, 19.694989012667662, 20.253391},
               {100771.57544228743, 101678.94126750261, 99885.01290316123, 100818.285038}}};
  const auto market =
      market_of("equity_daily_yahoo/{symbol}.csv", "  symbols: [AAPL, IBM, KO, MSFT]\n" + kYahoo);
  for (std::size_t i = 0; i < kStocks.size(); ++i) {
    INFO(kStocks[i].symbol);
    const data::SymbolData& symbol = market.symbols[i];
    REQUIRE(symbol.name == kStocks[i].symbol);
    REQUIRE(symbol.bars.size() == 3057);
    CHECK(symbol.report.widened_bars == 0);
    check_adjusted(symbol, kStocks[i]);
  }
  CHECK(market.symbols[0].bars.front().volume == 201808600);
  CHECK(market.symbols[0].bars.back().close == 175.5);
}

TEST_CASE("backtrader's sample of Yahoo, whose Adj Close is the close, keeps its prices") {
  const auto market = market_of("odd_formats/backtrader_{symbol}-2003-2005_first299.txt",
                                "  symbols: [yahoo_yhoo]\n" + kYahoo);
  REQUIRE(market.symbols[0].bars.size() == 299);
  check_adjusted(
      market.symbols[0],
      {"yhoo", {8.295, 8.83, 8.25, 8.8}, {4936.089996, 5024.855005, 4854.870004, 4947.970006}});
}

TEST_CASE("zipline's files are split-adjusted, and say dividends in those units") {
  const std::string keys =
      "  symbols: [AAPL, KO]\n  time: {column: date, format: '%Y-%m-%d'}\n"
      "  columns: {dividend: dividend, split: split}\n";
  const std::string path = "odd_formats/zipline_csvdir_{symbol}.csv.gz";
  try {
    market_of(path, keys);
    FAIL("split-adjusted prices were taken as raw ones");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 2);
    CHECK(contains(error.faults()[0].what, "the split of 7 on 2014-06-09 does not show"));
    CHECK(contains(error.faults()[1].what, "the split of 2 on 2012-08-13 does not show"));
    CHECK(contains(error.faults()[0].fix, "prices: split_adjusted"));
  }
  const auto market = market_of(path, keys + "  actions: {prices: split_adjusted}\n");
  const std::vector<data::CorporateAction>& apple = market.symbols[0].actions;
  REQUIRE(apple.size() == 10);
  CHECK(core::format_date(apple[0].ex_date * core::kDay) == "2012-08-09");
  CHECK(apple[0].dividend == 0.37857);
  CHECK(apple[9].dividend == 0.47);
  CHECK(market.symbols[1].actions.size() == 12);
  CHECK(market.symbols[0].unit_changes.empty());
}

TEST_CASE("Quandl's raw prices, with what happened beside them, agree with each other") {
  const auto market =
      market_of("odd_formats/quandl_wiki_QUANDL_ARCHIVE.zip",
                "  time: {column: date, format: '%Y-%m-%d'}\n"
                "  columns: {symbol: ticker, dividend: ex-dividend, split: split_ratio}\n");
  const data::SymbolData& apple = market.symbols[0];
  REQUIRE(apple.actions.size() == 5);
  CHECK(core::format_date(apple.actions[2].ex_date * core::kDay) == "2014-06-09");
  CHECK(apple.actions[2].split == 7);
  CHECK(apple.actions[2].dividend == 0);
  CHECK(apple.actions[1].dividend == 3.29);
  CHECK(apple.actions[3].dividend == 0.47);
  REQUIRE(apple.unit_changes.size() == 1);
  REQUIRE(market.symbols[2].name == "MSFT");
  CHECK(market.symbols[2].actions.size() == 4);
  CHECK(market.symbols[3].actions.empty());
}
