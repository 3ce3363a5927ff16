// SPDX-License-Identifier: Apache-2.0
// What `liquidation: to_boundary` promises, judged from orders, fills and bars alone: at the close
// that is judged, what is ordered brings the account to its initial margin, a lot less would not,
// the largest positions go first, and no position turns over.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "config/broker_config.hpp"
#include "data/market_data.hpp"
#include "laws/random_run.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

RandomRun liquidating_run(std::uint64_t seed, double lot) {
  RandomRun run = random_run(seed);
  run.broker.fill = config::FillRule::next_open;
  run.broker.maintenance_margin = 0.97 / run.broker.leverage;
  run.broker.liquidation = config::Liquidation::to_boundary;
  run.broker.instruments = {{.symbol = "default", .lot = lot}};
  return run;
}

struct Position {
  double held = 0;
  double ordered = 0;  // by liquidation, at the close of the step
  double price = 0;
  bool liquidated = false;

  double after() const { return held + ordered; }

  double gross() const { return std::fabs(held * price); }
};

std::vector<Position> positions_at(const RandomRun& run, const loop::LoopResult& result,
                                   std::int64_t step, core::Timestamp time) {
  std::vector<Position> positions(run.market.symbols.size());
  for (std::size_t s = 0; s < positions.size(); ++s) {
    const data::SymbolData& symbol = run.market.symbols[s];
    positions[s].price = symbol.bars.front().close_time_ns <= time ? last_close(symbol, time) : 0;
  }
  for (const orders::Fill& fill : result.fills.view()) {
    positions[fill.symbol].held += fill.step <= step ? fill.quantity : 0;
  }
  for (const orders::OrderRecord& order : result.orders.view()) {
    if (order.step <= step && order.end_step > step) {
      Position& position = positions[order.symbol];
      const bool by_engine =
          order.step == step && order.cut_by == BM_REASON_LIQUIDATION && order.client_order_id == 0;
      // The strategy's own order that closes the position is left to do so.
      if (by_engine || (order.type == BM_ORDER_MARKET && order.quantity == -position.held)) {
        position.ordered += order.quantity;
        position.liquidated |= by_engine;
      }
    }
  }
  return positions;
}

// Positions that are closed wholly are no smaller than one that is kept; one at most is closed in
// part.
void check_largest_first(const std::vector<Position>& positions) {
  double smallest_touched = INFINITY;
  double largest_kept = 0;
  int parts = 0;
  for (const Position& each : positions) {
    if (each.liquidated) {
      smallest_touched = std::min(smallest_touched, each.gross());
      parts += std::fabs(each.after()) > 1e-9 ? 1 : 0;
    } else if (each.ordered == 0) {
      largest_kept = std::max(largest_kept, each.gross());
    }
  }
  CHECK(smallest_touched >= largest_kept * (1 - 1e-9));
  CHECK(parts <= 1);
}

// True where a position was closed in part.
bool check_boundary(const std::vector<Position>& positions, double bound, double lot) {
  double gross = 0;
  double one_less = INFINITY;  // with a lot less of what is closed in part
  for (const Position& each : positions) {
    REQUIRE(each.held * each.ordered <= 0);
    REQUIRE(each.held * each.after() >= 0);
    gross += std::fabs(each.after() * each.price);
  }
  // What the strategy closes besides counts for the first, and not for the second.
  const bool alone = std::ranges::all_of(
      positions, [](const Position& p) { return p.ordered == 0 || p.liquidated; });
  for (const Position& each : positions) {
    if (alone && each.ordered != 0 && each.after() != 0) {
      one_less = gross + lot * each.price;
    }
  }
  REQUIRE(gross <= bound * (1 + 1e-7) + 1e-9);
  REQUIRE(one_less > bound * (1 - 1e-7));
  return one_less < INFINITY;
}

}  // namespace

TEST_CASE("liquidation to the boundary takes what the initial margin needs and not a lot more") {
  for (const double lot : {0.0, 0.25, 1.0}) {
    int judged = 0;
    int in_part = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      INFO("seed " << seed << ", lot " << lot);
      const RandomRun run = liquidating_run(seed, lot);
      // The engine's orders have no number of the strategy's.
      std::uint64_t number = 0;
      const loop::LoopResult result =
          play(run, [&number](bm_order& order) { order.client_order_id = ++number; });
      // In the last step all orders end.
      for (std::size_t step = 0; step + 1 < result.equity.size(); ++step) {
        const portfolio::EquityPoint& point = result.equity[step];
        const std::vector<Position> positions =
            positions_at(run, result, static_cast<std::int64_t>(step), point.time_ns);
        if (std::ranges::none_of(positions, &Position::liquidated)) {
          continue;
        }
        ++judged;
        const double bound = run.broker.leverage * std::max(point.equity, 0.0);
        in_part += check_boundary(positions, bound, lot) ? 1 : 0;
        check_largest_first(positions);
      }
    }
    CHECK(judged > 50);
    CHECK(in_part > 20);
  }
}
