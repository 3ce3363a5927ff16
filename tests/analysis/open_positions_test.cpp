// SPDX-License-Identifier: Apache-2.0
#include "analysis/open_positions.hpp"

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
