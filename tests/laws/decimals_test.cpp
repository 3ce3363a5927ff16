// SPDX-License-Identifier: Apache-2.0
// People count in decimals and doubles do not: what was bought in pieces can be sold in pieces.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "analysis/round_trips.hpp"
#include "config/broker_config.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

// Whole numbers of 1/`unit` in and out again, one after another; they sum up to nothing.
std::vector<int> pieces(std::mt19937_64& random) {
  std::vector<int> all;
  int held = 0;
  for (std::uint64_t i = 1 + random() % 30; i > 0; --i) {
    all.push_back(1 + static_cast<int>(random() % 5'000));
    held += all.back();
  }
  while (held > 0) {
    const int most = random() % 3 == 0 ? held : 1 + static_cast<int>(random() % 3'000);
    all.push_back(-std::min(held, most));
    held += all.back();
  }
  return all;
}

struct Pieces {
  explicit Pieces(std::uint64_t seed) {
    std::mt19937_64 random(seed);
    const double unit = std::pow(10, 1 + static_cast<double>(random() % 8));
    side = random() % 2 == 0 ? 1 : -1;
    for (const int piece : pieces(random)) {
      amounts.push_back(side * piece / unit);
    }
    std::vector<data::BarRow> rows;
    for (std::size_t step = 0; step <= amounts.size(); ++step) {
      rows.push_back(test_bar(static_cast<std::int64_t>(step), 100, 100));
    }
    market = test_market({rows});
  }

  // One piece a step.
  loop::LoopResult play() const {
    const Behaviour strategy = [this](const bm_view& view, bm_order_buffer& orders) {
      if (const auto step = static_cast<std::size_t>(view.step); step < amounts.size()) {
        const double amount = amounts[step];
        send(orders,
             market_order(0, BM_AMOUNT_QUANTITY, std::fabs(amount), amount > 0 ? BM_BUY : BM_SELL));
      }
    };
    config::BrokerConfig broker;
    broker.cash = 1e9;
    broker.short_selling = side < 0;
    return run_loop({.market = market, .broker = broker, .behaviour = strategy});
  }

  data::MarketData market;
  std::vector<double> amounts;
  double side = 1;
};

}  // namespace

TEST_CASE("what was opened in decimal pieces closes in pieces: none is rejected, nothing is left") {
  for (std::uint64_t seed = 0; seed < 1'000; ++seed) {
    INFO("seed " << seed);
    const Pieces pieces(seed);
    const loop::LoopResult result = pieces.play();
    REQUIRE(result.fills.size() == pieces.amounts.size());
    double held = 0;
    for (std::size_t i = 0; i < pieces.amounts.size(); ++i) {
      const double filled = result.fills[i].quantity;
      REQUIRE(filled == Approx(pieces.amounts[i]).epsilon(1e-9));
      held += filled;
    }
    REQUIRE(held == 0);
    REQUIRE(result.equity.view().back().gross == 0);
  }
}

TEST_CASE("round trips of decimal pieces are closed, every one") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    const Pieces pieces(seed);
    const loop::LoopResult result = pieces.play();
    for (const analysis::RoundTrip& trip :
         analysis::round_trips(result.fills.view(), pieces.market)) {
      REQUIRE_FALSE(trip.open);
    }
  }
}
