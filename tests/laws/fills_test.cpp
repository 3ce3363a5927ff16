// SPDX-License-Identifier: Apache-2.0
// Where, when and at what price fills may happen; what the account may carry after them.
#include <cmath>
#include <cstdint>
#include <vector>

#include "config/broker_config.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "laws/random_run.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr std::uint64_t kRuns = 1'500;

double raw_price(const data::BarRow& bar, config::FillRule rule) {
  return rule == config::FillRule::next_open ? bar.open : bar.close;
}

template <class Check>
void for_each_fill(Check check) {
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < kRuns; ++seed) {
    INFO("seed " << seed);
    const RandomRun run = random_run(seed);
    const loop::LoopResult result = play(run);
    for (const orders::Fill& fill : result.fills.view()) {
      check(run, fill);
      ++fills;
    }
  }
  CHECK(fills > 20'000);
}

// The account at the prices of one moment inside a step.
struct Snapshot {
  double gross = 0;
  double equity = 0;
};

// Replays fills; prices are those at which orders fill in the step, the last close where a symbol
// has no bar in it.
class Replay {
 public:
  explicit Replay(const RandomRun& run)
      : run_(run), cash_(run.broker.cash), held_(run.market.symbols.size(), 0) {}

  // True when the fill made the position larger or put it on the other side.
  bool book(const orders::Fill& fill) {
    const double before = held_[fill.symbol];
    held_[fill.symbol] += fill.quantity;
    cash_ -= fill.quantity * fill.price + fill.commission;
    return std::fabs(held_[fill.symbol]) > std::fabs(before) || held_[fill.symbol] * before < 0;
  }

  // With the filled symbol at its fill price.
  Snapshot after(const orders::Fill& fill) const {
    Snapshot now{0, cash_};
    for (core::SymbolIndex s = 0; s < held_.size(); ++s) {
      const double price = s == fill.symbol ? fill.price : price_in(s, fill.time_ns);
      now.gross += std::fabs(held_[s]) * price;
      now.equity += held_[s] * price;
    }
    return now;
  }

 private:
  double price_in(core::SymbolIndex s, core::Timestamp time) const {
    const auto& bars = run_.market.symbols[s].bars;
    double price = 0;
    for (const data::BarRow& bar : bars) {
      if (bar.close_time_ns == time) {
        return raw_price(bar, run_.broker.fill);
      }
      price = bar.close_time_ns < time ? bar.close : price;
    }
    return price;
  }

  const RandomRun& run_;
  double cash_;
  std::vector<double> held_;
};

}  // namespace

TEST_CASE(
    "a fill happens in the first bar of its symbol that it may meet, and later than its order") {
  for_each_fill([](const RandomRun& run, const orders::Fill& fill) {
    const auto& bars = run.market.symbols[fill.symbol].bars;
    const auto bar = static_cast<std::size_t>(fill.bar);
    const core::Timestamp previous = bar == 0 ? 0 : bars[bar - 1].close_time_ns;
    REQUIRE(bars[bar].close_time_ns == fill.time_ns);
    REQUIRE(run.market.timeline.time(fill.step) == fill.time_ns);
    REQUIRE(run.market.timeline.time(fill.order_step) == fill.order_time_ns);
    if (run.broker.fill == config::FillRule::same_close) {
      REQUIRE(fill.step >= fill.order_step);
      REQUIRE(previous < fill.order_time_ns);
    } else {
      REQUIRE(fill.step > fill.order_step);
      REQUIRE(previous <= fill.order_time_ns);
    }
  });
}

TEST_CASE("before slippage a fill has its bar's open, or its close by rule, to the bit") {
  for_each_fill([](const RandomRun& run, const orders::Fill& fill) {
    const data::BarRow& bar =
        run.market.symbols[fill.symbol].bars[static_cast<std::size_t>(fill.bar)];
    REQUIRE(fill.raw_price == raw_price(bar, run.broker.fill));
    const double against = fill.quantity > 0 ? run.broker.slippage : -run.broker.slippage;
    REQUIRE(fill.price == Approx(fill.raw_price * (1 + against)).epsilon(1e-15));
    REQUIRE(fill.commission ==
            Approx(run.broker.commission * std::fabs(fill.quantity) * fill.price).epsilon(1e-14));
  });
}

TEST_CASE("right after a fill that increases, gross is within leverage x equity") {
  std::size_t increasing = 0;
  for (std::uint64_t seed = 0; seed < kRuns; ++seed) {
    INFO("seed " << seed);
    const RandomRun run = random_run(seed);
    const loop::LoopResult result = play(run);
    Replay replay(run);
    for (const orders::Fill& fill : result.fills.view()) {
      if (replay.book(fill)) {
        ++increasing;
        const Snapshot now = replay.after(fill);
        REQUIRE(now.gross <= run.broker.leverage * now.equity + 1e-8 * run.broker.cash);
      }
    }
  }
  CHECK(increasing > 10'000);
}

TEST_CASE("where short selling is off no position is ever below zero") {
  for (std::uint64_t seed = 0; seed < kRuns; ++seed) {
    RandomRun run = random_run(seed);
    run.broker.short_selling = false;
    std::vector<double> held(run.market.symbols.size(), 0);
    const loop::LoopResult result = play(run);
    for (const orders::Fill& fill : result.fills.view()) {
      held[fill.symbol] += fill.quantity;
      REQUIRE(held[fill.symbol] >= 0);
    }
  }
}

TEST_CASE("after the next bar of a symbol that was flattened nothing of it is held") {
  std::size_t flattened = 0;
  for (std::uint64_t seed = 0; seed < kRuns; ++seed) {
    const RandomRun run = random_run(seed);
    if (run.when.empty() || run.broker.fill == config::FillRule::same_close) {
      continue;
    }
    const loop::LoopResult result = play(run);
    for (core::SymbolIndex s = 0; s < run.market.symbols.size(); ++s) {
      const auto tags = run.tags.category(s, 0);
      std::vector<double> held(tags.size() + 1, 0);  // after bar b
      for (const orders::Fill& fill : result.fills.view()) {
        for (std::size_t b = static_cast<std::size_t>(fill.bar);
             fill.symbol == s && b < tags.size(); ++b) {
          held[b] += fill.quantity;
        }
      }
      for (std::size_t b = 0; b + 1 < tags.size(); ++b) {
        if (tags[b] == 1) {
          flattened += held[b] != 0 ? 1 : 0;
          REQUIRE(held[b + 1] == Approx(0).margin(1e-9));
        }
      }
    }
  }
  CHECK(flattened > 500);
}
