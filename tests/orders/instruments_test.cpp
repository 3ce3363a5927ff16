// SPDX-License-Identifier: Apache-2.0
#include "orders/instruments.hpp"

#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

namespace {

data::MarketData two_symbols() {
  return test_market({{test_bar(0, 1, 1)}, {test_bar(0, 1, 1)}});
}

}  // namespace

TEST_CASE("a fill price goes to the tick against the order, a limit price to the other") {
  const orders::Instrument coin{.tick = 0.25};
  CHECK(coin.fill_price(1, 100.1) == 100.25);
  CHECK(coin.fill_price(-1, 100.1) == 100);
  CHECK(coin.limit_price(1, 100.1) == 100);
  CHECK(coin.limit_price(-1, 100.1) == 100.25);
}

TEST_CASE("a price on its tick stays there, though binary fractions say otherwise") {
  const orders::Instrument coin{.tick = 0.01};
  for (int cents = 1; cents <= 100'000; cents += 7) {
    const double price = cents / 100.0;
    REQUIRE(coin.fill_price(1, price) == price);
    REQUIRE(coin.fill_price(-1, price) == price);
  }
}

TEST_CASE("quantities are rounded towards zero, of both signs") {
  const orders::Instrument coin{.lot = 0.1};
  CHECK(coin.round_to_lot(0.39) == 0.3);
  CHECK(coin.round_to_lot(-0.39) == -0.3);
  CHECK(coin.round_to_lot(0.3) == 0.3);  // 0.3 / 0.1 is 2.9999999999999996
  CHECK(coin.round_to_lot(0.05) == 0);
}

TEST_CASE("without tick and lot prices and quantities stay as they are, to the bit") {
  const orders::Instrument free;
  CHECK(free.fill_price(1, 100.123456789) == 100.123456789);
  CHECK(free.limit_price(-1, 100.123456789) == 100.123456789);
  CHECK(free.round_to_lot(-0.123456789) == -0.123456789);
}

TEST_CASE("what a symbol does not state is the default's, in whatever order they stand") {
  config::BrokerConfig broker;
  broker.instruments = {{.symbol = "B", .lot = 5}, {.symbol = "default", .tick = 0.5, .lot = 1}};
  const auto instruments = orders::instruments_of(broker, two_symbols());
  REQUIRE(instruments.size() == 2);
  CHECK(instruments[0].lot.step() == 1);
  CHECK(instruments[1].lot.step() == 5);
  CHECK(instruments[1].tick.step() == 0.5);
  CHECK(instruments[1].min_notional == 0);
}

TEST_CASE("a symbol that is not in the run is reported with its place and the nearest name") {
  config::RunConfig config;
  config.file = "run.yaml";
  config.broker.instruments = {{.symbol = "A", .lot = 1}, {.symbol = "BB", .at = {7, 3}}};
  const auto faults = orders::unknown_instruments(config, {"A", "B"});
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].where == "run.yaml:7:3");
  CHECK(faults[0].what.find("'BB'") != std::string::npos);
}
