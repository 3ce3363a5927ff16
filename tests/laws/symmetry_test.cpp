// SPDX-License-Identifier: Apache-2.0
// What a run must not depend on: repetition, the unit of money, the side.
#include <cmath>
#include <cstdint>

#include "laws/random_run.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

// A run whose prices are multiples of 1/64, without costs, conditions or limits: every sum is
// exact, so the sides can be compared to the bit.
RandomRun exact_run(std::uint64_t seed) {
  RandomRun run = random_run(seed);
  run.market =
      random_market(seed, {.symbols = 3, .steps = 30, .volatility = 0.05, .on_grid = true});
  run.tags = TagTable();
  run.when.clear();
  run.broker.commission = run.broker.slippage = 0;
  run.broker.leverage = 1e9;
  run.broker.short_selling = true;
  return run;
}

// Amounts that do not depend on prices.
void in_units(bm_order& order) {
  if (order.amount_kind == BM_AMOUNT_NOTIONAL) {
    order.amount_kind = BM_AMOUNT_QUANTITY;
  } else if (order.amount_kind == BM_AMOUNT_TARGET_WEIGHT) {
    order.amount_kind = BM_AMOUNT_TARGET_QUANTITY;
  }
}

void turn_round(bm_order& order) {
  in_units(order);
  order.side = -order.side;
  if (order.amount_kind == BM_AMOUNT_TARGET_QUANTITY) {
    order.amount = -order.amount;
  }
}

}  // namespace

TEST_CASE("the same run gives the same bits") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const LoopResult first = play(random_run(seed));
    const LoopResult second = play(random_run(seed));
    REQUIRE(first.fills.size() == second.fills.size());
    for (std::size_t i = 0; i < first.fills.size(); ++i) {
      REQUIRE(first.fills[i].order_id == second.fills[i].order_id);
      REQUIRE(first.fills[i].quantity == second.fills[i].quantity);
      REQUIRE(first.fills[i].price == second.fills[i].price);
    }
    REQUIRE(first.equity.size() == second.equity.size());
    for (std::size_t i = 0; i < first.equity.size(); ++i) {
      REQUIRE(first.equity[i].equity == second.equity[i].equity);
    }
    REQUIRE(first.actions == second.actions);
  }
}

TEST_CASE("prices and cash times 2^k: the same quantities, all money times 2^k, to the bit") {
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    INFO("seed " << seed);
    const double scale = std::ldexp(1.0, static_cast<int>(seed % 49) - 24);
    const RandomRun plain = random_run(seed);
    RandomRun scaled = random_run(seed);
    scaled.market = with_prices(plain.market, [scale](double price) { return price * scale; });
    scaled.broker.cash *= scale;
    const LoopResult expected = play(plain);
    const LoopResult found = play(scaled, [scale](bm_order& order) {
      order.amount *= order.amount_kind == BM_AMOUNT_NOTIONAL ? scale : 1;
    });
    REQUIRE(found.fills.size() == expected.fills.size());
    for (std::size_t i = 0; i < found.fills.size(); ++i) {
      REQUIRE(found.fills[i].quantity == expected.fills[i].quantity);
      REQUIRE(found.fills[i].price == expected.fills[i].price * scale);
      REQUIRE(found.fills[i].commission == expected.fills[i].commission * scale);
    }
    for (std::size_t i = 0; i < found.equity.size(); ++i) {
      REQUIRE(found.equity[i].equity == expected.equity[i].equity * scale);
    }
  }
}

TEST_CASE("mirrored prices and turned orders earn the same, to the bit") {
  constexpr double kTwiceTheMirror = 1'024;
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    INFO("seed " << seed);
    const RandomRun plain = exact_run(seed);
    RandomRun mirrored = exact_run(seed);
    mirrored.market =
        with_prices(plain.market, [](double price) { return kTwiceTheMirror - price; });
    const LoopResult expected = play(plain, in_units);
    const LoopResult found = play(mirrored, turn_round);
    REQUIRE(found.fills.size() == expected.fills.size());
    for (std::size_t i = 0; i < found.fills.size(); ++i) {
      REQUIRE(found.fills[i].quantity == -expected.fills[i].quantity);
      REQUIRE(found.fills[i].step == expected.fills[i].step);
    }
    for (std::size_t i = 0; i < found.equity.size(); ++i) {
      REQUIRE(found.equity[i].equity == expected.equity[i].equity);
    }
    fills += found.fills.size();
  }
  CHECK(fills > 10'000);
}
