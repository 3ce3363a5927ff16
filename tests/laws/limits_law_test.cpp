// SPDX-License-Identifier: Apache-2.0
// What the limits of `risk:` and the maintenance margin promise, judged from orders, fills and bars
// alone, with orders that are cancelled and sent anew in one step.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "config/broker_config.hpp"
#include "data/market_data.hpp"
#include "laws/random_run.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

RandomRun limited_run(std::uint64_t seed, const config::RiskConfig& risk) {
  RandomRun run = random_run(seed);
  run.broker.fill = config::FillRule::next_open;
  run.risk = risk;
  return run;
}

// A sixth of the orders cancels what works for the symbol instead.
loop::LoopResult play_with_cancels(const RandomRun& run) {
  std::mt19937_64 random(run.seed);
  return play(run, [&random](bm_order& order) {
    order.action = random() % 6 == 0 ? BM_ORDER_CANCEL : order.action;
  });
}

// Held after step `step`, and with everything filled that works then.
struct Standing {
  std::vector<double> held;
  std::vector<double> end;
};

// The limits judge an order by what it was at the close that sent it.
double judged(const orders::OrderRecord& order) {
  return std::isnan(order.estimate) ? order.quantity : order.estimate;
}

Standing after(const loop::LoopResult& result, std::int64_t step, std::size_t symbols) {
  Standing standing{std::vector<double>(symbols, 0), {}};
  for (const orders::Fill& fill : result.fills.view()) {
    standing.held[fill.symbol] += fill.step <= step ? fill.quantity : 0;
  }
  standing.end = standing.held;
  for (const orders::OrderRecord& order : result.orders.view()) {
    if (order.step <= step && order.end_step > step) {
      standing.end[order.symbol] += judged(order);  // a rejected order may name no symbol
    }
  }
  return standing;
}

// What is opened at the close of `step` counts from what was held and worked before its orders.
std::vector<double> before_orders(const loop::LoopResult& result, std::int64_t step,
                                  const Standing& standing) {
  std::vector<double> end = standing.held;
  for (const orders::OrderRecord& order : result.orders.view()) {
    const bool ended_by_bar = order.end_step == step && order.status != BM_ORDER_CANCELLED;
    if (order.step < step && order.end_step >= step && !ended_by_bar) {
      end[order.symbol] += judged(order);
    }
  }
  return end;
}

// Nobody can be kept from giving up an exit: then more may be held than the limits would open.
bool gives_up_an_exit(const loop::LoopResult& result, std::int64_t step, const Standing& standing) {
  return std::ranges::any_of(result.orders.view(), [&](const orders::OrderRecord& order) {
    const bool cancelled = order.end_step == step && order.reason == BM_REASON_BY_STRATEGY;
    return cancelled && order.quantity * standing.held[order.symbol] < 0;
  });
}

struct Sums {
  double gross = 0;
  double largest_opened = 0;  // of symbols that end farther from flat than before
};

Sums sums(const RandomRun& run, core::Timestamp time, const std::vector<double>& end,
          const std::vector<double>& before) {
  Sums sums;
  for (std::size_t s = 0; s < end.size(); ++s) {
    const double value = std::fabs(end[s]) * last_close(run.market.symbols[s], time);
    sums.gross += value;
    if (std::fabs(end[s]) > std::fabs(before[s]) * (1 + 1e-9)) {
      sums.largest_opened = std::max(sums.largest_opened, value);
    }
  }
  return sums;
}

// The first step in which a rule closed a symbol, -1 none.
std::int64_t first_closed_by(const loop::LoopResult& result, bm_order_reason reason) {
  for (const orders::OrderRecord& order : result.orders.view()) {
    if (order.cut_by == reason && order.status == BM_ORDER_FILLED) {
      return order.step;
    }
  }
  return -1;
}

}  // namespace

TEST_CASE("what is opened stays within weight and gross, whatever is cancelled and sent anew") {
  std::size_t judged = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    const RandomRun run = limited_run(seed, {.max_weight = 0.3, .max_gross = 0.5});
    const loop::LoopResult result = play_with_cancels(run);
    // In the last step all orders end.
    for (std::size_t step = 0; step + 1 < result.equity.size(); ++step) {
      const auto at = static_cast<std::int64_t>(step);
      const portfolio::EquityPoint& point = result.equity[step];
      const Standing standing = after(result, at, run.market.symbols.size());
      if (gives_up_an_exit(result, at, standing)) {
        continue;
      }
      const std::vector<double> before = before_orders(result, at, standing);
      const Sums now = sums(run, point.time_ns, standing.end, before);
      const double was = sums(run, point.time_ns, before, before).gross;
      const double room = std::max(point.equity, 0.0) * (1 + 1e-6);
      REQUIRE(now.largest_opened <= 0.3 * room);
      REQUIRE((now.gross <= was * (1 + 1e-9) || now.gross <= 0.5 * room));
      judged += now.largest_opened > 0 ? 1 : 0;
    }
  }
  CHECK(judged > 1'000);
}

TEST_CASE("after the drawdown no fill opens anything, for good") {
  std::size_t stopped = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    const RandomRun run = limited_run(seed, {.max_drawdown = 0.05});
    const loop::LoopResult result = play_with_cancels(run);
    const std::int64_t stop = first_closed_by(result, BM_REASON_MAX_DRAWDOWN);
    std::vector<double> held(run.market.symbols.size(), 0);
    for (const orders::Fill& fill : result.fills.view()) {
      const double before = held[fill.symbol];
      held[fill.symbol] += fill.quantity;
      if (stop >= 0 && fill.step > stop) {
        REQUIRE(std::fabs(held[fill.symbol]) < std::fabs(before));
        REQUIRE(held[fill.symbol] * before >= 0);
      }
    }
    stopped += stop >= 0 ? 1 : 0;
  }
  CHECK(stopped > 100);
}

TEST_CASE("an order sent in a step that liquidates opens nothing") {
  std::size_t liquidated = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    RandomRun run = limited_run(seed, {});
    run.broker.maintenance_margin = 0.97 / run.broker.leverage;
    const loop::LoopResult result = play_with_cancels(run);
    std::vector<std::int64_t> steps;
    for (const orders::OrderRecord& order : result.orders.view()) {
      if (order.cut_by == BM_REASON_LIQUIDATION && order.filled != 0) {
        steps.push_back(order.step);
      }
    }
    for (const orders::Fill& fill : result.fills.view()) {
      if (std::find(steps.begin(), steps.end(), fill.order_step) != steps.end()) {
        const Standing then = after(result, fill.order_step, run.market.symbols.size());
        const double held = then.held[fill.symbol];
        REQUIRE(held * fill.quantity < 0);
        REQUIRE(std::fabs(fill.quantity) <= std::fabs(held) * (1 + 1e-9));
      }
    }
    liquidated += steps.size();
  }
  CHECK(liquidated > 50);
}
