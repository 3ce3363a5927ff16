// SPDX-License-Identifier: Apache-2.0
#include "analysis/open_positions.hpp"

#include "calendar/venue.hpp"
#include "data/market_data.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("a position whose data end early is marked at its last close and flagged") {
  data::MarketData market = test::market_of(
      {test::flat_symbol("A", 60, core::kHour), test::flat_symbol("B", 8, core::kHour)});
  market.symbols[1].bars.back().close = 90;
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 3, 5, 100, 100, 0),
                                        test::fill_of(market, 1, 4, 10, 100, 100, 2)};
  const auto positions = analysis::open_positions(analysis::round_trips(fills, market), market);
  REQUIRE(positions.size() == 2);
  CHECK_FALSE(positions[0].data_ended);
  CHECK(positions[1].data_ended);
  CHECK(positions[1].symbol == 1);
  CHECK(positions[1].last_bar_ns == 8 * core::kHour);
  CHECK(positions[1].value() == Approx(900));
  CHECK(positions[1].unrealised_net == Approx(-102));
}

TEST_CASE("a symbol whose last bar lies in the run's last session has not ended") {
  const data::MarketData market = test::market_of(
      {test::flat_symbol("A", 60, core::kHour), test::flat_symbol("B", 58, core::kHour)});
  const std::vector<orders::Fill> fills{test::fill_of(market, 1, 4, 10, 100, 100, 0)};
  const auto positions = analysis::open_positions(analysis::round_trips(fills, market), market);
  REQUIRE(positions.size() == 1);
  CHECK_FALSE(positions[0].data_ended);
}

TEST_CASE("a share has not ended on the weekend, while coins go on") {
  // Hours from Friday the 6th of January 2023 on; the share's last bar is that of Friday's close.
  const core::Timestamp friday = core::parse_utc("2023-01-06").value();
  data::SymbolInput share = test::flat_symbol("SHARE", 21, friday + core::kHour);
  share.venue = 1;
  for (const int days : {2, 4}) {
    data::MarketData market =
        test::market_of({test::flat_symbol("COIN", days * 24, friday + core::kHour), share});
    market.venues[1].hours =
        std::make_shared<const calendar::Venue>(calendar::find_venue("us_equity"));
    for (bm_calendar_row& row : market.venues[1].calendar) {
      row.session_date = calendar::day_of(friday);
    }
    const std::vector<orders::Fill> fills{test::fill_of(market, 1, 4, 10, 100, 100, 0)};
    const auto positions = analysis::open_positions(analysis::round_trips(fills, market), market);
    REQUIRE(positions.size() == 1);
    CHECK(positions[0].data_ended == (days == 4));  // Monday's session has passed without a bar
  }
}

TEST_CASE("units bought at different times are one position") {
  const data::MarketData market = test::market_of({test::flat_symbol("A", 20, core::kHour)});
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 3, 5, 100, 100, 1),
                                        test::fill_of(market, 0, 4, 7, 100, 100, 1)};
  const auto positions = analysis::open_positions(analysis::round_trips(fills, market), market);
  REQUIRE(positions.size() == 1);
  CHECK(positions[0].quantity == 12);
  CHECK(positions[0].unrealised_net == Approx(-2));
}

TEST_CASE("a flat account holds nothing") {
  const data::MarketData market = test::market_of({test::flat_symbol("A", 20, core::kHour)});
  const std::vector<orders::Fill> fills{test::fill_of(market, 0, 3, 5, 100, 100, 0),
                                        test::fill_of(market, 0, 4, -5, 100, 100, 0)};
  CHECK(analysis::open_positions(analysis::round_trips(fills, market), market).empty());
}

}  // namespace barometer
