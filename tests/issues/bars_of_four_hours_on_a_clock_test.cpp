// SPDX-License-Identifier: Apache-2.0
// Four-hour bars of currency pairs are cut by UTC or by a broker's server, whose clocks do not
// change along with New York's: such files were refused as off the grid from the first change on.
// They load where one clock fits all of the file; a bar beside it is refused with the bars that
// were expected. Daily bars of the same venues miss what a list of their sessions has between.
#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "calendar/day.hpp"
#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/error.hpp"
#include "core/floor_division.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/csv_market.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"
#include "support/venue_named.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::market_of_rows;
using barometer_test::utc;

namespace {

data::MarketData load(const std::string& venue, core::Duration bar, const std::string& zone,
                      config::StampSide side, const std::vector<core::Timestamp>& stamps) {
  std::string rows;
  calendar::Zone clock(zone);
  for (const core::Timestamp stamp : stamps) {
    rows += core::format_utc(stamp + clock.offset(stamp)).substr(0, 19) + ",1,1,1,1,1\n";
  }
  config::DataConfig config;
  config.bar = bar;
  config.venue = venue;
  config.csv.time_format = "%Y-%m-%dT%H:%M:%S";
  config.csv.zone = zone;
  config.csv.stamp = side;
  return market_of_rows(rows, config);
}

// Opens of four hours by a clock, a whole year of those that hold some of fx's trading.
std::vector<core::Timestamp> year_on(const std::string& name) {
  const calendar::Venue fx = calendar::find_venue("fx");
  calendar::Zone clock(name);
  calendar::Zone new_york(fx.zone);
  std::vector<core::Timestamp> opens;
  for (core::Timestamp open = utc("2023-12-10"); open < utc("2024-12-10"); open += core::kHour) {
    const core::Timestamp last = open + 4 * core::kHour - 1;
    const auto trades = [&](core::Timestamp time) {
      return calendar::has_session(fx, calendar::session_date_of(fx, time + new_york.offset(time)));
    };
    if (core::floor_modulo(open + clock.offset(open), 4 * core::kHour) == 0 &&
        (trades(open) || trades(last))) {
      opens.push_back(open);
    }
  }
  return opens;
}

std::string refusal(const std::vector<core::Timestamp>& opens) {
  try {
    load("fx", 4 * core::kHour, "UTC", config::StampSide::open, opens);
  } catch (const core::Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("four hours by any clock that sources cut bars by load for a whole year") {
  for (const char* clock : {"America/New_York", "UTC", "Europe/Athens", "Europe/London"}) {
    const std::vector<core::Timestamp> opens = year_on(clock);
    for (const char* zone : {"UTC", clock}) {
      for (const auto side : {config::StampSide::open, config::StampSide::close}) {
        INFO(clock << " stamped in " << zone);
        std::vector<core::Timestamp> stamps = opens;
        for (core::Timestamp& stamp : stamps) {
          stamp += side == config::StampSide::close ? 4 * core::kHour : 0;
        }
        const data::MarketData market = load("fx", 4 * core::kHour, zone, side, stamps);
        const auto& symbol = market.symbols[0];
        // Where clocks of a stamp's zone go back, one wall clock reading is two instants.
        CHECK(symbol.bars.size() == opens.size());
        CHECK(symbol.report.missing_bars == 0);
        CHECK(symbol.report.off_hours_bars * 20 < std::ssize(opens));
        for (std::size_t i = 0; i < opens.size(); ++i) {
          const core::Duration length = symbol.bars[i].close_time_ns - opens[i];
          REQUIRE((length > 0 && length <= 4 * core::kHour));
        }
      }
    }
  }
}

TEST_CASE("a bar beside the clock that all others follow is refused with what was expected") {
  std::vector<core::Timestamp> opens = year_on("Europe/Athens");
  opens[400] += core::kHour;
  const std::string told = refusal(opens);
  INFO(told);
  CHECK(contains(told, "most bars of the file lie on another grid"));
  CHECK(contains(told, "Europe/Athens"));
}

TEST_CASE("daily bars of sessions miss what a list of sessions has between, by any stamp") {
  for (const char* name :
       {"us_equity", "fx", "configs/venues/cme.yaml", "configs/venues/tse.yaml"}) {
    const calendar::Venue venue = barometer_test::venue_named(name);
    calendar::Zone zone(venue.zone);
    for (const auto side : {config::StampSide::open, config::StampSide::close}) {
      std::vector<core::Timestamp> stamps;
      std::int64_t missing = 0;
      std::int64_t left_out = 0;  // since the last bar
      core::Day day = calendar::day_of(utc("2024-02-01"));
      for (std::int64_t session = 0; day < calendar::day_of(utc("2024-12-20")); ++day) {
        if (!calendar::has_session(venue, day)) {
          continue;
        }
        if (++session % 7 == 0 || session % 11 == 0) {
          left_out += 1;
          continue;
        }
        missing += std::exchange(left_out, 0);
        const auto hours = calendar::session_of(venue, zone, day);
        stamps.push_back(side == config::StampSide::open ? hours.open : hours.close);
      }
      INFO(name << (side == config::StampSide::open ? " open" : " close"));
      const data::MarketData market = load(name, core::kDay, venue.zone, side, stamps);
      CHECK(market.symbols[0].bars.size() == stamps.size());
      CHECK(market.symbols[0].report.missing_bars == missing);
    }
  }
}
