// SPDX-License-Identifier: Apache-2.0
// US hourly bars as most sources give them begin at 09:30 ... 15:30 New York, and the last one is
// half an hour long. It closed at 16:30, was tagged post_close and left out of the daily bar. It
// closes at 16:00, its middle is 15:45, and the day's close is its own (docs/venues.md). The same
// holds for the half hours and four hours of that file, for London's last half hour, and for half
// days; LEAN's hours stay on the clock.
#include <fmt/format.h>

#include "calendar/calendar_rows.hpp"
#include "calendar/venue.hpp"
#include "data/market_data.hpp"
#include "data/resample.hpp"
#include "support/catch.hpp"
#include "support/csv_market.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::market_of_rows;
using barometer_test::utc;

namespace {

// Bars that begin, or close, at these clock times on each of these dates; prices and volume count.
data::MarketData market_of(const std::vector<std::string>& dates,
                           const std::vector<std::string>& clocks, core::Duration bar,
                           config::StampSide side = config::StampSide::open,
                           const char* venue = "us_equity") {
  std::string rows;
  int price = 100;
  for (const std::string& date : dates) {
    for (const std::string& clock : clocks) {
      rows += fmt::format("{0} {1},{2},{2},{2},{2},1000\n", date, clock, price++);
    }
  }
  config::DataConfig config;
  config.bar = bar;
  config.venue = venue;
  config.csv.time_format = "%Y-%m-%d %H:%M";
  config.csv.zone = "venue";
  config.csv.stamp = side;
  return market_of_rows(rows, config);
}

const std::vector<std::string> kWeek{"2020-11-02", "2020-11-03", "2020-11-04"};
const std::vector<std::string> kHours{"09:30", "10:30", "11:30", "12:30",
                                      "13:30", "14:30", "15:30"};

data::CoarseBars coarse(const data::MarketData& market, core::Duration on) {
  return data::resample(market, 0, on, market.symbols[0].bars);
}

}  // namespace

TEST_CASE("the last hour of a US session closes at 16:00 and belongs to the day") {
  const data::MarketData market = market_of(kWeek, kHours, core::kHour);
  const auto& bars = market.symbols[0].bars;
  REQUIRE(bars.size() == 21);
  CHECK(bars[5].close_time_ns == utc("2020-11-02T20:30:00Z"));
  CHECK(bars[6].close_time_ns == utc("2020-11-02T21:00:00Z"));
  CHECK(market.calendar_at(6).local_minute == 15 * 60 + 45);
  CHECK(market.symbols[0].report.out_of_session_bars == 0);
  CHECK(market.symbols[0].report.gaps == 0);
  const data::CoarseBars days = coarse(market, core::kDay);
  REQUIRE(days.bars.size() == 3);
  CHECK(days.bars[0].close == 106);
  CHECK(days.bars[0].volume == 7000);
  CHECK(days.known_ns[0] == utc("2020-11-02T21:00:00Z"));
}

TEST_CASE("stamps of the close are taken as the session's and as a whole bar's") {
  for (const char* last : {"16:00", "16:30"}) {
    const data::MarketData market =
        market_of(kWeek, {"10:30", "11:30", "12:30", "13:30", "14:30", "15:30", last}, core::kHour,
                  config::StampSide::close);
    CHECK(market.symbols[0].bars[6].close_time_ns == utc("2020-11-02T21:00:00Z"));
    CHECK(market.calendar_at(6).local_minute == 15 * 60 + 45);
  }
}

TEST_CASE("four hours of a US session are two bars, and coarser bars follow the session") {
  const data::MarketData market = market_of(kWeek, {"09:30", "13:30"}, 4 * core::kHour);
  CHECK(market.symbols[0].bars[1].close_time_ns == utc("2020-11-02T21:00:00Z"));
  const data::CoarseBars built = coarse(market_of(kWeek, kHours, core::kHour), 4 * core::kHour);
  REQUIRE(built.bars.size() == 6);
  CHECK(built.bars[0].close_time_ns == utc("2020-11-02T18:30:00Z"));
  CHECK(built.bars[1].close_time_ns == utc("2020-11-02T21:00:00Z"));
  CHECK(built.bars[1].volume == 3000);
  CHECK(built.known_ns[1] == utc("2020-11-02T21:00:00Z"));
  CHECK(built.calendar[1].local_minute == 14 * 60 + 45);
  const data::MarketData closes =
      market_of(kWeek, {"13:30", "16:00"}, 4 * core::kHour, config::StampSide::close);
  CHECK(closes.calendar_at(1).local_minute == 14 * 60 + 45);
}

TEST_CASE("a half day's last bar ends with it") {
  const data::MarketData market =
      market_of({"2024-11-29"}, {"09:30", "10:30", "11:30", "12:30"}, core::kHour);
  CHECK(market.symbols[0].bars[3].close_time_ns == utc("2024-11-29T18:00:00Z"));
  CHECK(coarse(market, core::kDay).bars.size() == 1);
}

TEST_CASE("London's last half hour") {
  const data::MarketData market =
      market_of({"2024-03-28", "2024-04-02"},
                {"08:00", "09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00"},
                core::kHour, config::StampSide::open, "configs/venues/lse.yaml");
  CHECK(market.symbols[0].bars[8].close_time_ns == utc("2024-03-28T16:30:00Z"));
  CHECK(market.symbols[0].bars[17].close_time_ns == utc("2024-04-02T15:30:00Z"));
  CHECK(coarse(market, core::kDay).bars.size() == 2);
}

TEST_CASE("LEAN's hours hold for the whole file") {
  const data::MarketData market = market_of(
      kWeek, {"09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00"}, core::kHour);
  CHECK(market.symbols[0].bars[0].close_time_ns == utc("2020-11-02T15:00:00Z"));
  CHECK(market.symbols[0].bars[6].close_time_ns == utc("2020-11-02T21:00:00Z"));
  CHECK(market.calendar_at(0).local_minute == 9 * 60 + 30);
  CHECK(market.calendar_at(6).local_minute == 15 * 60 + 30);
  CHECK(market.calendar_at(6).length_ms == 0);
  const data::CoarseBars built = coarse(market, 4 * core::kHour);
  CHECK(built.bars[1].close_time_ns == utc("2020-11-02T21:00:00Z"));
}

TEST_CASE("bars before and after hours lie on the clock beside the session's") {
  std::vector<std::string> clocks{"04:00", "05:00", "06:00", "07:00", "08:00", "09:00"};
  clocks.insert(clocks.end(), kHours.begin(), kHours.end());
  clocks.insert(clocks.end(), {"16:00", "17:00", "18:00", "19:00"});
  const data::MarketData market = market_of(kWeek, clocks, core::kHour);
  const auto& bars = market.symbols[0].bars;
  REQUIRE(bars.size() == 51);
  CHECK(bars[5].close_time_ns == utc("2020-11-02T14:30:00Z"));
  CHECK(bars[12].close_time_ns == utc("2020-11-02T21:00:00Z"));
  CHECK(bars[13].close_time_ns == utc("2020-11-02T22:00:00Z"));
  CHECK(market.symbols[0].report.out_of_session_bars == 30);
  CHECK(coarse(market, core::kDay).bars[0].volume == 7000);
}

TEST_CASE("hours that go on over the close are not cut") {
  std::vector<std::string> clocks = kHours;
  clocks.insert(clocks.end(), {"16:30", "17:30", "18:30"});
  const data::MarketData market = market_of(kWeek, clocks, core::kHour);
  CHECK(market.symbols[0].bars[6].close_time_ns == utc("2020-11-02T21:30:00Z"));
}
