// SPDX-License-Identifier: Apache-2.0
#include "laws/order_plan.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include "config/broker_config.hpp"

namespace barometer {

namespace {

constexpr double kGrid = 0.25;
constexpr std::int64_t kSteps = 40;

class Planner {
 public:
  explicit Planner(std::uint64_t seed) : random_(seed) {}

  OrderPlan plan() {
    OrderPlan plan;
    plan.market = market();
    plan.broker = broker();
    for (std::int64_t step = 0; step < kSteps; ++step) {
      close_ = plan.market.symbols[0].bars[static_cast<std::size_t>(step)].close;
      step_ = step;
      for (std::uint64_t i = below(3); i > 0; --i) {
        below(3) == 0 ? bracket(plan) : below(5) == 0 ? change(plan) : single(plan);
      }
    }
    return plan;
  }

 private:
  std::uint64_t below(std::uint64_t n) { return random_() % n; }

  double ticks(std::uint64_t most) { return kGrid * static_cast<double>(below(most + 1)); }

  data::MarketData market() {
    std::vector<data::BarRow> bars;
    double price = 100;
    for (std::int64_t step = 0; step < kSteps; ++step) {
      const double open = price + ticks(8) - 1;
      price = open + ticks(16) - 2;
      data::BarRow bar = test_bar(step, open, price);
      bar.high += ticks(6);
      bar.low -= ticks(6);
      bar.volume = below(6) == 0 ? 0 : 10 * static_cast<double>(below(10));
      bars.push_back(bar);
    }
    data::MarketData market = test_market({bars});
    for (std::size_t b = 0; b < bars.size(); ++b) {  // sessions of six bars
      bm_calendar_row& row = market.calendar[b];
      row.session_date = static_cast<std::int32_t>(b / 6);
      row.session_close_ns = test_time(static_cast<std::int64_t>(b / 6) * 6 + 5);
    }
    return market;
  }

  config::BrokerConfig broker() {
    config::BrokerConfig broker;
    broker.cash = 1 << 30;
    broker.fill = below(2) == 0 ? config::FillRule::next_open : config::FillRule::next_close;
    broker.intrabar = static_cast<config::Intrabar>(below(4));
    broker.limit_touch = static_cast<config::LimitTouch>(below(2));
    if (below(2) == 0) {
      broker.participation = 0.125;
    }
    return broker;
  }

  bm_order units(bool buys) {
    bm_order order = market_order(0, BM_AMOUNT_QUANTITY, 1 + static_cast<double>(below(8)),
                                  buys ? BM_BUY : BM_SELL);
    order.client_order_id = ++last_id_;
    return order;
  }

  void price(bm_order& order, bm_order_type type, double stop, double limit) {
    order.type = type;
    if (type == BM_ORDER_STOP || type == BM_ORDER_STOP_LIMIT) {
      order.stop_price = stop;
    }
    if (type == BM_ORDER_LIMIT || type == BM_ORDER_STOP_LIMIT) {
      order.limit_price = limit;
    }
    if (type == BM_ORDER_TRAILING_STOP) {
      order.trail_kind = BM_TRAIL_PRICE;
      order.trail = kGrid + ticks(8);
    }
  }

  void live(bm_order& order) {
    if (below(3) == 0) {
      order.time_in_force = static_cast<bm_time_in_force>(below(5));
      order.expiry_ns = test_time(step_ + 1 + static_cast<std::int64_t>(below(4)));
    }
  }

  void single(OrderPlan& plan) {
    bm_order order = units(below(2) == 0);
    price(order, static_cast<bm_order_type>(below(6)), close_ + ticks(16) - 2,
          close_ + ticks(16) - 2);
    live(order);
    order.oco_group = below(2) == 0 ? 0 : static_cast<std::uint32_t>(1 + below(3));
    plan.sends.push_back({step_, order});
  }

  // An entry and one to three exits, most of them of one group.
  void bracket(OrderPlan& plan) {
    const bool buys = below(2) == 0;
    const double side = buys ? 1 : -1;
    bm_order entry = units(buys);
    price(entry, static_cast<bm_order_type>(below(5)), close_ + side * ticks(6),
          close_ - side * ticks(6));
    live(entry);
    plan.sends.push_back({step_, entry});
    const double reference = !std::isnan(entry.limit_price)  ? entry.limit_price
                             : !std::isnan(entry.stop_price) ? entry.stop_price
                                                             : close_;
    for (std::uint64_t i = 1 + below(3); i > 0; --i) {
      bm_order exit = units(!buys);
      exit.amount = below(3) == 0 ? exit.amount : entry.amount;
      const double beyond = reference + side * (kGrid + ticks(6));
      price(exit, static_cast<bm_order_type>(below(6)), reference - side * (kGrid + ticks(6)),
            beyond);
      live(exit);
      exit.parent = entry.client_order_id;
      exit.oco_group = below(4) == 0 ? 0 : 1;
      plan.sends.push_back({step_, exit});
    }
  }

  // Cancels an earlier order or moves its prices.
  void change(OrderPlan& plan) {
    if (plan.sends.empty()) {
      return;
    }
    const bm_order earlier = plan.sends[below(plan.sends.size())].order;
    bm_order order = market_order(0, BM_AMOUNT_QUANTITY, std::nan(""));
    order.client_order_id = earlier.client_order_id;
    order.action = below(2) == 0 ? BM_ORDER_CANCEL : BM_ORDER_REPLACE;
    if (!std::isnan(earlier.limit_price)) {
      order.limit_price = close_ + ticks(16) - 2;
    }
    if (!std::isnan(earlier.stop_price)) {
      order.stop_price = close_ + ticks(16) - 2;
    }
    plan.sends.push_back({step_, order});
  }

  std::mt19937_64 random_;
  std::uint64_t last_id_ = 0;
  std::int64_t step_ = 0;
  double close_ = 0;
};

}  // namespace

OrderPlan random_plan(std::uint64_t seed) {
  return Planner(seed).plan();
}

OrderPlan quoted_plan(std::uint64_t seed) {
  OrderPlan plan = random_plan(seed);
  std::mt19937_64 random(seed);
  const auto spread = [&random] { return 2 * kGrid * static_cast<double>(random() % 5); };
  for (std::size_t bar = 0; bar < plan.market.symbols[0].bars.size(); ++bar) {
    const double open = spread();
    plan.market.symbols[0].spreads.push_back({open, random() % 3 == 0 ? open : spread()});
  }
  plan.broker.slippage_parts.spread = config::SpreadCost::quoted;
  return plan;
}

loop::LoopResult play(const OrderPlan& plan, const std::function<void(bm_order&)>& edit) {
  const Behaviour strategy = [&](const bm_view& view, bm_order_buffer& orders) {
    for (const OrderPlan::Send& planned : plan.sends) {
      if (planned.step == view.step) {
        bm_order order = planned.order;
        edit(order);
        send(orders, order);
      }
    }
  };
  return run_loop({.market = plan.market, .broker = plan.broker, .behaviour = strategy});
}

}  // namespace barometer
