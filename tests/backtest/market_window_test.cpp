// SPDX-License-Identifier: Apache-2.0
#include "backtest/market_window.hpp"

#include "core/error.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/test_market.hpp"

using namespace barometer;

TEST_CASE("a cut market ends with the last bar that closes at the cut or before it") {
  const data::MarketData market =
      test_market({{test_bar(0, 1, 2), test_bar(1, 2, 3), test_bar(2, 3, 4)},
                   {test_bar(1, 5, 6), test_bar(3, 6, 7)}});
  const auto cut = backtest::cut_market(market, test_time(1));
  REQUIRE(cut);
  CHECK(cut->timeline.steps() == 2);
  REQUIRE(cut->symbols.size() == 2);
  CHECK(cut->symbols[0].bars.size() == 2);
  CHECK(cut->symbols[1].bars.size() == 1);
  CHECK(cut->instruments[1].symbol == cut->symbols[1].name.c_str());
  CHECK(cut->hash == market.hash);
}

TEST_CASE("a market that ends before the cut is not copied") {
  const data::MarketData market = test_market({{test_bar(0, 1, 2), test_bar(1, 2, 3)}});
  CHECK_FALSE(backtest::cut_market(market, test_time(1)));
  CHECK_FALSE(backtest::cut_market(market, test_time(9)));
}

TEST_CASE("symbols without a bar in the window are found, and named where they are refused") {
  const data::MarketData market =
      test_market({{test_bar(0, 1, 2)}, {test_bar(0, 1, 2), test_bar(5, 2, 3)}});
  using Places = std::vector<std::size_t>;
  CHECK(backtest::symbols_without_bars(market, {}, {}).empty());
  CHECK(backtest::symbols_without_bars(market, test_time(0), {}) == Places{0});
  CHECK(backtest::symbols_without_bars(market, test_time(0), test_time(4)) == Places{0, 1});
  backtest::refuse_symbols(market, {});
  try {
    backtest::refuse_symbols(market, Places{0});
    FAIL("nothing was thrown");
  } catch (const core::Error& error) {
    REQUIRE(error.faults().size() == 1);
    CHECK(error.faults()[0].what == "A has no bar in the window");
  }
}

TEST_CASE("a market without some symbols numbers the others anew") {
  const data::MarketData market =
      test_market({{test_bar(0, 1, 2)}, {test_bar(0, 1, 2), test_bar(5, 2, 3)}});
  const std::size_t first = 0;
  const auto cut = backtest::cut_market(market, {}, {&first, 1});
  REQUIRE(cut);
  REQUIRE(cut->symbols.size() == 1);
  CHECK(cut->symbols[0].name == market.symbols[1].name);
  CHECK(cut->instruments[0].symbol == cut->symbols[0].name.c_str());
  CHECK(cut->instruments[0].symbol_index == 0);
  REQUIRE(cut->left_out.size() == 1);
  CHECK(cut->left_out[0].symbol == market.symbols[0].name);
  CHECK(cut->hash == market.hash);
}

TEST_CASE("a cut market has the quoted spreads of its bars") {
  data::MarketData market =
      test_market({{test_bar(0, 1, 2), test_bar(1, 2, 3), test_bar(2, 3, 4)}});
  market.symbols[0].spreads = {{0.1, 0.2}, {0.3, 0.4}, {0.5, 0.6}};
  const auto cut = backtest::cut_market(market, test_time(1));
  REQUIRE(cut);
  REQUIRE(cut->symbols[0].spreads.size() == 2);
  CHECK(cut->symbols[0].spreads[1].close == 0.4);
}
