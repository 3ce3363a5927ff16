// SPDX-License-Identifier: Apache-2.0
// Coarser bars of real files against others' bars of the same: LEAN's own daily file, and what
// pandas 3.0 makes of Binance's hours with resample(...).agg(first, max, min, last, sum). Files
// whose rows are weeks and months, by their own rows.
#include "core/bar_size.hpp"
#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "real_data.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// A LEAN file of bid and ask bars; the bid stands first.
data::MarketData lean_bid(const char* size, core::Duration bar,
                          std::optional<core::Duration> resample) {
  config::DataConfig config = hourly_csv();
  config.symbols = {"eurusd"};
  config.csv.path = (real_data() / "lean/forex/oanda" / size / "{symbol}.zip").string();
  config.csv.header = false;
  config.csv.time_format = "%Y%m%d %H:%M";
  int position = 0;
  for (config::ColumnRef* column :
       {&config.csv.time, &config.csv.open, &config.csv.high, &config.csv.low, &config.csv.close}) {
    *column = {.name = "", .position = ++position};
  }
  config.csv.volume = std::nullopt;
  config.bar = bar;
  config.resample = resample;
  return data::load_market(config, 1);
}

data::MarketData bitcoin(core::Duration on) {
  config::DataConfig config = hourly_csv();
  config.symbols = {"BTCUSDT"};
  config.csv.path = (real_data() / "crypto_1h/{symbol}_1h.csv").string();
  config.resample = on;
  return data::load_market(config, 1);
}

double sum_of(const data::MarketData& market, double data::BarRow::*value) {
  double sum = 0;
  for (const data::BarRow& bar : market.symbols[0].bars) {
    sum += bar.*value;
  }
  return sum;
}

struct PandasBars {
  core::Duration on;
  std::size_t bars;                       // without the last one, in which the file ends
  double open, high, low, close, volume;  // sums
};

config::DataConfig odd_file(const char* name, const char* symbol, core::Duration bar) {
  config::DataConfig config = hourly_csv();
  config.csv.path = (real_data() / "odd_formats" / name).string();
  config.symbols = {symbol};
  config.bar = bar;
  config.csv.time_format = "%Y-%m-%d";
  config.csv.stamp = std::nullopt;
  use_capitals(config.csv);
  return config;
}

config::DataConfig weeks() {
  config::DataConfig config = odd_file("backtrader_{symbol}-week-001.txt", "2006", core::kWeek);
  config.venue = "us_equity";
  return config;
}

}  // namespace

TEST_CASE("days made of LEAN's hours of EURUSD are its own daily file, all but the last day") {
  const data::MarketData made = lean_bid("hour", core::kHour, core::kDay);
  const data::MarketData daily = lean_bid("daily", core::kDay, std::nullopt);
  const auto& bars = daily.symbols[0].bars;
  REQUIRE(bars.size() == 3738);
  CHECK(same_bars({made.symbols[0].bars.begin(), made.symbols[0].bars.end()},
                  {bars.begin(), bars.end() - 1}));
  CHECK(made.symbols[0].report.source_bars == 74'439);
  CHECK(made.symbols[0].report.unfinished_source_bars == 22);  // up to 22:00 of the last day
}

TEST_CASE("bars made of bitcoin's hours are those of pandas") {
  const PandasBars all[] = {
      {4 * core::kHour, 11'271, 219758785.76, 222342730.08, 216941516.2, 219774462.19,
       113849692.936605},
      {core::kDay, 1881, 36657427.1, 37704218.63, 35455551.92, 36672437.44, 113784352.295515},
      {core::kWeek, 269, 5226802.09, 5650662.87, 4776544.53, 5241830.34, 113571843.197025},
      {core::kMonth, 62, 1188738.26, 1424130.76, 981676.66, 1203939.84, 111509190.146925}};
  for (const PandasBars& pandas : all) {
    INFO(core::format_bar_size(pandas.on));
    const data::MarketData market = bitcoin(pandas.on);
    CHECK(market.symbols[0].bars.size() == pandas.bars);
    CHECK(sum_of(market, &data::BarRow::open) == Approx(pandas.open).epsilon(1e-12));
    CHECK(sum_of(market, &data::BarRow::high) == Approx(pandas.high).epsilon(1e-12));
    CHECK(sum_of(market, &data::BarRow::low) == Approx(pandas.low).epsilon(1e-12));
    CHECK(sum_of(market, &data::BarRow::close) == Approx(pandas.close).epsilon(1e-12));
    CHECK(sum_of(market, &data::BarRow::volume) == Approx(pandas.volume).epsilon(1e-12));
  }
  const data::MarketData hours = bitcoin(4 * core::kHour);
  const data::BarRow& first = hours.symbols[0].bars.front();
  CHECK(first.close_time_ns == utc("2017-08-17T08:00:00Z"));
  CHECK(first.high == 4349.99);
  CHECK(first.low == 4261.32);
  const data::BarRow& last = hours.symbols[0].bars.back();
  CHECK(last.close_time_ns == utc("2022-10-11T08:00:00Z"));
  CHECK(last.close == 19084.1);
}

TEST_CASE("backtrader's weeks load by their last session and miss none") {
  const data::MarketData market = data::load_market(weeks(), 1);
  const data::SymbolData& data = market.symbols[0];
  REQUIRE(data.bars.size() == 52);
  CHECK(data.bars.front().close_time_ns == utc("2006-01-06T21:00:00Z"));
  CHECK(data.bars.front().close == 3666.99);
  CHECK(data.bars.back().close_time_ns == utc("2006-12-29T21:00:00Z"));
  CHECK(data.report.missing_bars == 0);
  CHECK(market.instruments[0].bars_per_session_day == Approx(52.1775 / 252));
}

TEST_CASE("bitcoin's months by their last day load and miss none") {
  config::DataConfig config =
      odd_file("backtestingpy_{symbol}_monthly.csv", "BTCUSD", core::kMonth);
  config.csv.time = {.name = "", .position = 1};
  const data::MarketData market = data::load_market(config, 1);
  const data::SymbolData& data = market.symbols[0];
  REQUIRE(data.bars.size() == 156);
  CHECK(data.bars.front().close_time_ns == utc("2012-02-01"));
  CHECK(data.bars.front().close == 5.55);
  CHECK(data.bars.back().close_time_ns == utc("2025-01-01"));
  CHECK(data.report.missing_bars == 0);
}

TEST_CASE("the same rows under another size are refused with the step that was found") {
  config::DataConfig config = weeks();
  config.bar = core::kMonth;
  try {
    data::load_market(config, 1);
    FAIL("loaded");
  } catch (const core::Error& error) {
    CHECK(contains(error.what(), "bars are not 1mo long: 49 of 51 steps between bars are 7d"));
  }
}
