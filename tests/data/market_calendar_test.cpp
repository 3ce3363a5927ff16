// SPDX-License-Identifier: Apache-2.0
#include "data/market_calendar.hpp"

#include <barometer/abi/bars.h>

#include "calendar/bar_grid.hpp"
#include "calendar/venue_table.hpp"
#include "config/data_config.hpp"
#include "data/build_market.hpp"
#include "data/symbol_input.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::utc;

namespace {

data::SymbolInput symbol_at(std::size_t venue, const std::vector<const char*>& closes) {
  data::SymbolInput symbol;
  symbol.venue = venue;
  for (const char* close : closes) {
    symbol.bars.push_back({utc(close), 1, 1, 1, 1, 1});
  }
  return symbol;
}

data::MarketData resolved(std::vector<data::SymbolInput> symbols, const char* own,
                          const char* other, core::Duration bar) {
  data::MarketData market = data::build_market(std::move(symbols));
  market.bar = bar;
  config::DataConfig config;
  config.venue = own;
  config.venues = {{"B", {}, other}};
  data::resolve_calendars(market, calendar::VenueTable(config));
  return market;
}

core::Day day(const char* date) {
  return calendar::day_of(utc(date));
}

}  // namespace

TEST_CASE("a share's day and a coin's day end at different times, each with its own row") {
  // Friday the 6th and Monday the 9th of January 2023; a coin's Friday closes on Saturday, UTC.
  const data::MarketData market =
      resolved({symbol_at(0, {"2023-01-06 21:00", "2023-01-09 21:00"}),
                symbol_at(1, {"2023-01-07", "2023-01-08", "2023-01-09"})},
               "us_equity", "24x7", core::kDay);
  const auto& share = market.venues[0].calendar;
  CHECK(share.data() == market.calendar.data());
  REQUIRE(share.size() == 5);
  CHECK(share[0].session_date == day("2023-01-06"));
  CHECK(share[0].session_close_ns == utc("2023-01-06 21:00"));
  CHECK(share[4].session_date == day("2023-01-09"));
  // The account's day at the coin's closes: the evening of Friday, and two days without a session.
  CHECK(share[1].session_date == day("2023-01-06"));
  CHECK((share[1].flags & BM_NO_SESSION) == 0);
  CHECK(share[2].session_date == day("2023-01-07"));
  CHECK((share[2].flags & BM_NO_SESSION) != 0);
  CHECK(share[3].session_date == day("2023-01-08"));
  const auto& coin = market.venues[1].calendar;
  CHECK(coin[1].session_date == day("2023-01-06"));
  CHECK(coin[1].session_open_ns == utc("2023-01-06"));
  CHECK(coin[3].session_date == day("2023-01-08"));
  CHECK(market.calendar_of(0, 4).session_open_ns == utc("2023-01-09 14:30"));
  CHECK(market.calendar_of(1, 3).session_open_ns == utc("2023-01-08"));
}

TEST_CASE("the account's day at another venue's step is that of the instant before its close") {
  // 24x7 is the account's: New York's session of the 6th closes on the UTC day of the 6th, although
  // the middle of a whole day before 09:00 would be on the 5th.
  const data::MarketData market = resolved(
      {symbol_at(0, {"2023-01-07"}), symbol_at(1, {"2023-01-06 09:00", "2023-01-06 21:00"})},
      "24x7", "us_equity", core::kDay);
  CHECK(market.calendar[0].session_date == day("2023-01-06"));
  CHECK(market.calendar[1].session_date == day("2023-01-06"));
  CHECK(market.calendar[2].session_date == day("2023-01-06"));
}

TEST_CASE("a step that both venues share has a row of each") {
  const data::MarketData market =
      resolved({symbol_at(0, {"2023-01-06 16:00"}), symbol_at(1, {"2023-01-06 16:00"})}, "24x7",
               "us_equity", core::kHour);
  CHECK(market.calendar_of(0, 0).local_minute == 15 * 60 + 30);
  CHECK(market.calendar_of(1, 0).local_minute == 10 * 60 + 30);
  CHECK(market.first_active(0, 0) == core::SymbolIndex{0});
  CHECK(market.first_active(1, 0) == core::SymbolIndex{1});
}

TEST_CASE("a market that is derived from another keeps the venues of its symbols") {
  const data::MarketData whole =
      resolved({symbol_at(0, {"2023-01-06 21:00", "2023-01-09 21:00"}),
                symbol_at(1, {"2023-01-07", "2023-01-08", "2023-01-09"})},
               "us_equity", "24x7", core::kDay);
  std::vector<data::SymbolInput> coin;
  coin.push_back(data::copy_of(whole.symbols[1]));
  const data::MarketData market = data::derived_market(whole, std::move(coin));
  REQUIRE(market.venues.size() == 2);
  CHECK(market.venue_of(0).hours->name == "24x7");
  CHECK(market.calendar_of(0, 0).session_date == day("2023-01-06"));
  CHECK(market.calendar[0].session_date == day("2023-01-06"));
  CHECK(market.calendar[1].session_date == day("2023-01-07"));
  CHECK((market.calendar[1].flags & BM_NO_SESSION) != 0);
  CHECK(data::symbols_at(market, 0).empty());
  CHECK(data::symbols_at(market, 1) == std::vector<core::SymbolIndex>{0});
}
