// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "csv_fixture.hpp"
#include "data/build_market.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "real_stocks.hpp"
#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("SPY's two bad rows are refused by line and column") {
  try {
    data::load_market(real_stocks(), 2);
    FAIL("the files were taken");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 3);
    // 2015-03-05 and 2015-03-30; the header is line 1, the open starts behind "2015-03-05,".
    CHECK(contains(error.faults()[0].where, "SPY.csv:2309:12"));
    CHECK(contains(error.faults()[1].where, "SPY.csv:2326:12"));
    CHECK(contains(error.faults()[1].what, "open 205.740005 lies outside low 206.960007"));
    CHECK(contains(error.faults()[0].fix, "bad_rows: skip"));
    CHECK(contains(error.faults()[2].fix, "data.bad_symbols: skip"));  // of many symbols one is bad
  }
}

TEST_CASE("seventy stocks with SPY's rows skipped") {
  config::DataConfig config = real_stocks();
  config.csv.bad_rows = config::BadRows::skip;
  const data::MarketData market = data::load_market(config, 2);
  REQUIRE(market.symbols.size() == 70);
  CHECK(market.session_days_per_year == 252);
  CHECK(market.timeline.steps() == 3057);
  for (const data::SymbolData& symbol : market.symbols) {
    INFO(symbol.name);
    const bool late = symbol.name == "CMG";
    const bool spy = symbol.name == "SPY";
    CHECK(symbol.report.bars == (late ? 3041 : spy ? 3055 : 3057));
    CHECK(symbol.report.skipped_rows == (spy ? 2 : 0));
    CHECK(symbol.report.gaps == (spy ? 2 : 0));
    CHECK(symbol.report.missing_bars == (spy ? 2 : 0));
    CHECK(symbol.report.zero_volume_bars == (symbol.name == "GGP" ? 2 : 0));
    CHECK(symbol.bars.back().close_time_ns == utc("2018-02-23T21:00:00Z"));
    CHECK(market.calendar_at(data::steps_of(market, symbol).front()).session_date ==
          calendar::day_of(utc(late ? "2006-01-26" : "2006-01-03")));
  }
}
