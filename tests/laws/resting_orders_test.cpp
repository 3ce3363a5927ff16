// SPDX-License-Identifier: Apache-2.0
// What holds for the fills of any orders on any bars.
#include <cmath>
#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "config/broker_config.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "laws/ledger.hpp"
#include "laws/order_plan.hpp"
#include "support/catch.hpp"
#include "support/soak.hpp"

using namespace barometer;

namespace {

constexpr std::uint64_t kRuns = 1'000;

template <class Check>
void for_each_run(Check check) {
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < soak(kRuns); ++seed) {
    INFO("seed " << seed);
    const OrderPlan plan = random_plan(seed);
    const loop::LoopResult result = play(plan);
    check(plan, result);
    fills += result.fills.size();
  }
  CHECK(fills > 10'000);
}

const data::BarRow& bar_of(const OrderPlan& plan, const orders::Fill& fill) {
  return plan.market.symbols[0].bars[static_cast<std::size_t>(fill.bar)];
}

}  // namespace

TEST_CASE("before slippage a fill lies in its bar, at the place that it names") {
  for_each_run([](const OrderPlan& plan, const loop::LoopResult& result) {
    for (const orders::Fill& fill : result.fills.view()) {
      const data::BarRow& bar = bar_of(plan, fill);
      REQUIRE(fill.raw_price >= bar.low);
      REQUIRE(fill.raw_price <= bar.high);
      REQUIRE((fill.price_point != orders::PricePoint::open || fill.raw_price == bar.open));
      REQUIRE((fill.price_point != orders::PricePoint::close || fill.raw_price == bar.close));
      REQUIRE(fill.step > fill.order_step);
    }
  });
}

TEST_CASE("a limit order never fills beyond its limit") {
  for_each_run([](const OrderPlan&, const loop::LoopResult& result) {
    for (const orders::Fill& fill : result.fills.view()) {
      // The record has the last limit; replaced ones may have filled in part before.
      const orders::OrderRecord& order = result.orders[fill.order_id - 1];
      if (order.type == BM_ORDER_LIMIT && order.filled == fill.quantity) {
        const double side = fill.quantity > 0 ? 1 : -1;
        REQUIRE(side * fill.price <= side * order.limit_price);
      }
    }
  });
}

TEST_CASE("of one group only one order ever fills") {
  std::size_t groups = 0;
  for_each_run([&](const OrderPlan&, const loop::LoopResult& result) {
    // A number may be used again once its orders have ended, so the lives must not overlap.
    std::map<std::uint64_t, std::int64_t> first_fill;
    for (const orders::Fill& fill : result.fills.view()) {
      first_fill.emplace(fill.order_id, fill.step);
    }
    for (const auto& [id, step] : first_fill) {
      const orders::OrderRecord& winner = result.orders[id - 1];
      for (const orders::OrderRecord& other : result.orders.view()) {
        const bool sibling = winner.oco_group != 0 && other.oco_group == winner.oco_group &&
                             other.parent == winner.parent && other.id != id;
        if (sibling && other.step < step && other.end_step >= step) {
          ++groups;
          const auto theirs = first_fill.find(other.id);
          REQUIRE((theirs == first_fill.end() || theirs->second < step));
          REQUIRE(other.end_step == step);
        }
      }
    }
  });
  CHECK(groups > 1'000);
}

TEST_CASE("the fills of a bar never exceed the share of its volume") {
  for_each_run([](const OrderPlan& plan, const loop::LoopResult& result) {
    if (!plan.broker.participation) {
      return;
    }
    std::map<std::int64_t, double> filled;
    for (const orders::Fill& fill : result.fills.view()) {
      filled[fill.bar] += std::fabs(fill.quantity);
      const double most = *plan.broker.participation * bar_of(plan, fill).volume;
      REQUIRE(filled[fill.bar] <= most * (1 + 1e-12));
    }
  });
}

TEST_CASE("fills add up to what the orders say, and never beyond what they asked for") {
  for_each_run([](const OrderPlan&, const loop::LoopResult& result) {
    std::map<std::uint64_t, double> filled;
    for (const orders::Fill& fill : result.fills.view()) {
      filled[fill.order_id] += fill.quantity;
    }
    for (const orders::OrderRecord& order : result.orders.view()) {
      REQUIRE(filled[order.id] == order.filled);
      REQUIRE(std::fabs(order.filled) <= std::fabs(order.quantity));
      REQUIRE(!orders::is_open(order.state));
    }
  });
}

TEST_CASE("equity is cash and positions at the last close in every step, told from fills alone") {
  for_each_run([](const OrderPlan& plan, const loop::LoopResult& result) {
    Ledger ledger(plan.market, plan.broker.cash);
    std::size_t next = 0;
    for (const portfolio::EquityPoint& point : result.equity.view()) {
      for (; next < result.fills.size() && result.fills[next].time_ns <= point.time_ns; ++next) {
        ledger.book(result.fills[next]);
      }
      REQUIRE(point.equity == Approx(ledger.worth(point.time_ns)).epsilon(1e-12));
    }
  });
}

TEST_CASE("every life is a walk through the table of states") {
  for_each_run([](const OrderPlan&, const loop::LoopResult& result) {
    std::map<std::uint64_t, orders::OrderState> states;
    for (const orders::OrderChange& change : result.changes.view()) {
      orders::OrderState& state =
          states.try_emplace(change.order_id, orders::OrderState::fresh).first->second;
      REQUIRE(orders::next_state(state, change.event) == change.state);
      state = change.state;
    }
    REQUIRE(states.size() == result.orders.size());
  });
}

TEST_CASE("prices times 2^k: the same quantities, all prices times 2^k, to the bit") {
  for (std::uint64_t seed = 0; seed < soak(kRuns); ++seed) {
    INFO("seed " << seed);
    const double scale = std::ldexp(1.0, static_cast<int>(seed % 29) - 14);
    const OrderPlan plain = random_plan(seed);
    OrderPlan scaled = random_plan(seed);
    for (data::BarRow& bar : scaled.market.symbols[0].bars) {
      for (double data::BarRow::*price :
           {&data::BarRow::open, &data::BarRow::high, &data::BarRow::low, &data::BarRow::close}) {
        bar.*price *= scale;
      }
    }
    scaled.broker.cash *= scale;
    const loop::LoopResult expected = play(plain);
    const loop::LoopResult found = play(scaled, [scale](bm_order& order) {
      order.limit_price *= scale;
      order.stop_price *= scale;
      order.trail *= scale;
    });
    REQUIRE(found.fills.size() == expected.fills.size());
    for (std::size_t i = 0; i < found.fills.size(); ++i) {
      REQUIRE(found.fills[i].quantity == expected.fills[i].quantity);
      REQUIRE(found.fills[i].price == expected.fills[i].price * scale);
      REQUIRE(found.fills[i].rule == expected.fills[i].rule);
    }
  }
}

TEST_CASE("mirrored bars and turned orders fill at mirrored prices, to the bit") {
  constexpr double kTwiceTheMirror = 1'024;
  for (std::uint64_t seed = 0; seed < soak(kRuns); ++seed) {
    INFO("seed " << seed);
    OrderPlan plain = random_plan(seed);
    OrderPlan mirrored = random_plan(seed);
    // Where the open is as near to both ends, `nearest_first` takes the low on either side.
    if (plain.broker.intrabar == config::Intrabar::nearest_first) {
      plain.broker.intrabar = mirrored.broker.intrabar = config::Intrabar::ohlc;
    }
    if (plain.broker.intrabar != config::Intrabar::pessimistic) {
      mirrored.broker.intrabar = plain.broker.intrabar == config::Intrabar::ohlc
                                     ? config::Intrabar::olhc
                                     : config::Intrabar::ohlc;
    }
    for (data::BarRow& bar : mirrored.market.symbols[0].bars) {
      const data::BarRow old = bar;
      bar.open = kTwiceTheMirror - old.open;
      bar.high = kTwiceTheMirror - old.low;
      bar.low = kTwiceTheMirror - old.high;
      bar.close = kTwiceTheMirror - old.close;
    }
    const loop::LoopResult expected = play(plain);
    const loop::LoopResult found = play(mirrored, [](bm_order& order) {
      order.side = -order.side;
      order.limit_price = kTwiceTheMirror - order.limit_price;
      order.stop_price = kTwiceTheMirror - order.stop_price;
    });
    REQUIRE(found.fills.size() == expected.fills.size());
    for (std::size_t i = 0; i < found.fills.size(); ++i) {
      REQUIRE(found.fills[i].quantity == -expected.fills[i].quantity);
      REQUIRE(found.fills[i].price == kTwiceTheMirror - expected.fills[i].price);
      REQUIRE(found.fills[i].rule == expected.fills[i].rule);
    }
    REQUIRE(found.ambiguous_bars == expected.ambiguous_bars);
  }
}
