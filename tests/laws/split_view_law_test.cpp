// SPDX-License-Identifier: Apache-2.0
// A market as it was quoted, with its splits, and the same market in prices that know no split give
// the same trades, for every shipped strategy and for one that sends every kind of order: times,
// sides, money to 1e-9, and to the bit where the splits are powers of two. And where a strategy
// knows no scale, it does not matter at which bar, and so in which units, its data begin.
#include <barometer/sdk/context.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "data/corporate_actions.hpp"
#include "fixtures/fixture_run.hpp"
#include "laws/split_market.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

struct Case {
  Splits splits;
  double tolerance;  // of money
};

const Case kCases[] = {{{{4, 4.0}, {9, 0.5}}, 0},
                       {{{0, 8.0}, {7, 2.0}}, 0},  // the first is in the first bar's price
                       {{{5, {3, 2}}}, 1e-9},
                       {{{5, {1, 3}}}, 1e-9},
                       {{{3, 7.0}, {11, {1, 7}}}, 1e-9},
                       {{{6, 3.0}, {6, {7, 2}}, {13, {1, 10}}}, 1e-9}};

data::MarketData hourly(std::uint64_t seed, bool on_grid) {
  return random_market(seed, {.symbols = 2, .steps = 480, .ragged = false, .on_grid = on_grid});
}

config::BrokerConfig proportional_costs(std::uint64_t seed) {
  config::BrokerConfig broker;
  broker.commission = 5e-4;
  broker.slippage = 2e-4;
  broker.participation = seed % 3 == 1 ? std::optional(0.5) : std::nullopt;
  broker.limit_touch = seed % 2 == 0 ? config::LimitTouch::fill : config::LimitTouch::through;
  broker.intrabar = seed % 4 == 3 ? config::Intrabar::ohlc : config::Intrabar::pessimistic;
  return broker;
}

// Everything that a strategy can see, in the order in which it sees it.
void note(const bm_view& view, std::vector<double>& seen) {
  for (std::uint32_t s = 0; s < view.symbol_count; ++s) {
    const bm_symbol_view& each = view.symbols[s];
    const Bar bar = bar_at(each.bars, each.bar_count - 1);
    seen.insert(seen.end(), {bar.open, bar.high, bar.low, bar.close, bar.volume, each.position,
                             each.average_price, each.working});
  }
  for (std::uint32_t i = 0; i < view.fill_count; ++i) {
    seen.insert(seen.end(), {view.fills[i].quantity, view.fills[i].price});
  }
  for (std::uint32_t i = 0; i < view.open_order_count; ++i) {
    const bm_open_order& open = view.open_orders[i];
    for (const double value : {open.quantity, open.order.amount, open.order.limit_price,
                               open.order.stop_price, open.order.trail}) {
      seen.push_back(std::isnan(value) ? -1 : value);
    }
  }
}

// Sends, in turn, every kind of order that can rest over a split; prices are those of earlier bars,
// so that many are touched exactly.
void send_some(Context& ctx) {
  for (std::uint32_t i = 0; i < ctx.active_count(); ++i) {
    const Bar bar = ctx.bar(ctx.active(i));
    if (bar.index < 30) {
      continue;
    }
    const std::uint32_t symbol = bar.symbol;
    const double units = std::floor(ctx.equity() / 20 / bar.close * 16) / 16;
    const double low = std::min(bar.ago(3).low, bar.ago(7).low);
    const double high = std::max(bar.ago(5).high, bar.ago(11).high);
    const std::uint64_t id = 100 + static_cast<std::uint64_t>(bar.index);
    switch (bar.index % 12) {
      case 0:
        ctx.bracket(symbol, {.quantity = units, .stop = low * 0.97, .target = high * 1.01});
        break;
      case 1:
        ctx.bracket(symbol,
                    {.quantity = -units, .entry_limit = high, .trail = Trail::fraction(0.03)});
        break;
      case 2:
        ctx.limit(symbol, units, low, {.id = id});
        break;
      case 3:
        ctx.limit(symbol, -units, high, {.id = id, .oco_group = 7});
        ctx.stop(symbol, -units, low, {.oco_group = 7});
        break;
      case 4:
        ctx.replace(symbol, id - 2, {.quantity = 2 * units, .limit = bar.ago(2).low});
        ctx.trailing_stop(symbol, units, Trail::price(bar.close * 0.04), {.id = id});
        break;
      case 5:
        ctx.trailing_stop(symbol, -units, Trail::atr(2));
        ctx.replace(symbol, id - 1, {.trail = bar.close * 0.03});
        break;
      case 6:
        ctx.stop_limit(symbol, units, high, high * 1.002);
        break;
      case 7:
        ctx.target_weight(symbol, 0.25);
        break;
      case 8:
        ctx.sell(symbol, std::fabs(ctx.position(symbol)) / 2);
        break;
      case 9:
        ctx.target_quantity(symbol, 1.5 * units);
        break;
      case 10:
        ctx.buy_notional(symbol, ctx.equity() / 30);
        ctx.market_on_close(symbol, -units);
        break;
      default:
        bar.index % 48 == 47 ? ctx.close(symbol) : ctx.stop(symbol, units, high);
    }
  }
}

loop::LoopResult run_all_orders(const data::MarketData& market, const config::BrokerConfig& broker,
                                std::vector<double>& seen) {
  return run_loop({.market = market,
                   .broker = broker,
                   .behaviour = [&](const bm_view& view, bm_order_buffer& orders) {
                     note(view, seen);
                     bm_step_output out{};
                     out.orders = orders;
                     Context ctx(view, out);
                     send_some(ctx);
                     orders = out.orders;
                   }});
}

struct Shipped {
  const char* name;
  std::vector<Param> params;
  bool reads_tags = false;
};

const Shipped kShipped[] = {
    {"buy_and_hold", {}},
    {"sma_cross", {{"fast", "5"}, {"slow", "17"}, {"short", "true"}}},
    {"donchian_breakout", {{"channel", "10"}, {"atr", "8"}}},
    {"session_mean_reversion", {{"window", "8"}, {"width", "1"}, {"from", "0h"}, {"leave", "23h"}}},
    {"volatility_target", {{"half_life", "8"}, {"rebalance", "12"}}},
    {"regime_momentum", {{"lookback", "12"}}, true}};

loop::LoopResult run_shipped(const Shipped& shipped, const data::MarketData& market,
                             const config::BrokerConfig& broker, std::int64_t first_step = 0) {
  if (!shipped.reads_tags) {
    return run_plugin(shipped.name, shipped.params, market, broker, {}, first_step);
  }
  const regime::Tagger tagger =
      barometer_test::tagger_of(barometer_test::shipped("regime"),
                                {{"volatility.reference_min", "40"}, {"trend.window", "16"}});
  const regime::TagView tags = barometer_test::tags_ahead(tagger, market, 1);
  return run_plugin(shipped.name, shipped.params, market, broker, tags, first_step);
}

}  // namespace

TEST_CASE("every kind of order: the same trades and the same view, raw with splits or adjusted") {
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < 24; ++seed) {
    const data::MarketData whole = hourly(seed, seed % 2 == 0);
    const config::BrokerConfig broker = proportional_costs(seed / 2);
    std::vector<double> expected_view;
    const loop::LoopResult expected = run_all_orders(whole, broker, expected_view);
    fills += expected.fills.size();
    for (const Case& each : kCases) {
      INFO("seed " << seed << ", case " << &each - kCases);
      std::vector<double> view;
      require_same_trades(run_all_orders(as_quoted(whole, each.splits), broker, view), expected,
                          each.tolerance);
      REQUIRE(view.size() == expected_view.size());
      for (std::size_t i = 0; i < view.size(); ++i) {
        const double bound = each.tolerance * std::max(1.0, std::fabs(expected_view[i]));
        REQUIRE(std::fabs(view[i] - expected_view[i]) <= bound);
      }
    }
  }
  CHECK(fills > 4'000);
}

TEST_CASE("every shipped strategy trades the same, raw with splits or adjusted") {
  for (const Shipped& shipped : kShipped) {
    std::size_t fills = 0;
    for (std::uint64_t seed = 40; seed < 44; ++seed) {
      const data::MarketData whole = hourly(seed, seed % 2 == 0 && !shipped.reads_tags);
      const config::BrokerConfig broker = proportional_costs(seed);
      const loop::LoopResult expected = run_shipped(shipped, whole, broker);
      fills += expected.fills.size();
      for (const Case& each : kCases) {
        INFO(shipped.name << ", seed " << seed << ", case " << &each - kCases);
        require_same_trades(run_shipped(shipped, as_quoted(whole, each.splits), broker), expected,
                            each.tolerance);
      }
    }
    CHECK(fills >= 8);
  }
}

TEST_CASE("without scale another start date gives the same trades after the warm-up") {
  for (const Shipped& shipped : kShipped) {
    if (shipped.reads_tags) {
      continue;  // quantiles of all bars since the start
    }
    const data::MarketData whole =
        random_market(5, {.symbols = 2, .steps = 1'200, .ragged = false});
    const data::MarketData quoted = as_quoted(whole, {{5, 4.0}, {30, {3, 2}}, {40, {1, 3}}});
    const std::int64_t begin = 24 * 8;
    const data::MarketData later = started_at(quoted, test_time(begin - 1));
    INFO(shipped.name);
    const loop::LoopResult expected = run_shipped(shipped, quoted, proportional_costs(0), 900);
    const loop::LoopResult actual = run_shipped(shipped, later, proportional_costs(0), 900 - begin);
    CHECK(expected.fills.size() >= 2);
    require_same_trades(actual, expected, 1e-9);
  }
}

TEST_CASE("on a tick a limit at an earlier low is touched by the same bars as in the view") {
  config::BrokerConfig broker;
  broker.instruments = {{.symbol = "default", .tick = 0.01}};
  for (const auto touch : {config::LimitTouch::fill, config::LimitTouch::through}) {
    broker.limit_touch = touch;
    for (const data::SplitRatio& ratio : {data::SplitRatio(3), data::SplitRatio(7, 2),
                                          data::SplitRatio(1, 3), data::SplitRatio(21, 10)}) {
      data::MarketData quoted = as_quoted(
          random_market(9, {.symbols = 1, .steps = 720, .volatility = 0.001, .ragged = false}),
          {{1, ratio}});
      for (data::BarRow& bar : quoted.symbols[0].bars) {
        for (double* price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
          *price = std::round(*price * 100) / 100;
        }
      }
      data::place_actions(quoted);
      std::vector<std::int64_t> wanted;
      const auto bid = [&](const bm_view& view, bm_order_buffer& orders) {
        const Bar bar = bar_at(view.symbols[0].bars, view.step);
        if (view.step < 48 || view.step == 719) {
          return;
        }
        bm_order order = market_order(0, BM_AMOUNT_QUANTITY, 0.01, BM_BUY);
        order.type = BM_ORDER_LIMIT;
        order.time_in_force = BM_IOC;
        order.limit_price = bar_at(view.symbols[0].bars, view.step - 3).low;
        send(orders, order);
        const Bar next = bar_at(view.symbols[0].bars, bar.index + 1);
        if (touch == config::LimitTouch::fill ? next.low <= order.limit_price
                                              : next.low < order.limit_price) {
          wanted.push_back(view.step + 1);
        }
      };
      const loop::LoopResult result =
          run_loop({.market = quoted, .broker = broker, .behaviour = bid});
      std::vector<std::int64_t> filled;
      for (const orders::Fill& fill : result.fills.view()) {
        filled.push_back(fill.step);
      }
      CHECK(wanted.size() > 100);
      CHECK(filled == wanted);
    }
  }
}
