// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "laws/random_run.hpp"
#include "support/catch.hpp"

// The same run in another unit of money, or on the other side, and what must become of it.

namespace barometer {

// A run whose prices are multiples of 1/64, without costs, conditions or limits: every sum is
// exact, so the sides can be compared to the bit.
inline RandomRun exact_run(std::uint64_t seed) {
  RandomRun run = random_run(seed);
  run.market =
      random_market(seed, {.symbols = 3, .steps = 30, .volatility = 0.05, .on_grid = true});
  run.tags = regime::TagView();
  run.when.clear();
  run.pieces = 8;
  run.broker.commission = run.broker.slippage = 0;
  run.broker.leverage = 1e9;
  run.broker.short_selling = true;
  return run;
}

// Prices run down where they ran up; they stay above zero.
inline data::MarketData mirrored(const data::MarketData& market) {
  constexpr double kTwiceTheMirror = 1'024;
  return with_prices(market, [](double price) { return kTwiceTheMirror - price; });
}

// Amounts that do not depend on prices.
inline void in_units(bm_order& order) {
  if (order.amount_kind == BM_AMOUNT_NOTIONAL) {
    order.amount_kind = BM_AMOUNT_QUANTITY;
  } else if (order.amount_kind == BM_AMOUNT_TARGET_WEIGHT) {
    order.amount_kind = BM_AMOUNT_TARGET_QUANTITY;
  }
}

inline void turn_round(bm_order& order) {
  in_units(order);
  order.side = -order.side;
  if (order.amount_kind == BM_AMOUNT_TARGET_QUANTITY) {
    order.amount = -order.amount;
  }
}

inline RandomRun with_money_times(const RandomRun& plain, double scale) {
  RandomRun scaled = random_run(plain.seed);
  scaled.market = with_prices(plain.market, [scale](double price) { return price * scale; });
  scaled.broker.cash *= scale;
  return scaled;
}

// What the strategy of the scaled run sends where the plain one sends `order`.
inline auto notional_times(double scale) {
  return [scale](bm_order& order) {
    order.amount *= order.amount_kind == BM_AMOUNT_NOTIONAL ? scale : 1;
  };
}

// The same quantities at `scale` times the prices and money, to the bit.
inline void require_scaled(const loop::LoopResult& found, const loop::LoopResult& expected,
                           double scale) {
  REQUIRE(found.fills.size() == expected.fills.size());
  for (std::size_t i = 0; i < found.fills.size(); ++i) {
    REQUIRE(found.fills[i].quantity == expected.fills[i].quantity);
    REQUIRE(found.fills[i].price == expected.fills[i].price * scale);
    REQUIRE(found.fills[i].commission == expected.fills[i].commission * scale);
  }
  REQUIRE(found.equity.size() == expected.equity.size());
  for (std::size_t i = 0; i < found.equity.size(); ++i) {
    REQUIRE(found.equity[i].equity == expected.equity[i].equity * scale);
  }
}

// The opposite quantities in the same steps, paying the same for them and earning the same.
inline void require_turned(const loop::LoopResult& found, const loop::LoopResult& expected) {
  REQUIRE(found.fills.size() == expected.fills.size());
  for (std::size_t i = 0; i < found.fills.size(); ++i) {
    REQUIRE(found.fills[i].quantity == -expected.fills[i].quantity);
    REQUIRE(found.fills[i].step == expected.fills[i].step);
    REQUIRE(found.fills[i].commission == expected.fills[i].commission);
    REQUIRE(found.fills[i].slippage_cost() == expected.fills[i].slippage_cost());
  }
  REQUIRE(found.equity.size() == expected.equity.size());
  for (std::size_t i = 0; i < found.equity.size(); ++i) {
    REQUIRE(found.equity[i].equity == expected.equity[i].equity);
  }
}

}  // namespace barometer
