// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "config/broker_config.hpp"
#include "data/market_cursor.hpp"
#include "execution/fill_costs.hpp"
#include "execution/fill_executor.hpp"
#include "portfolio/trading_context.hpp"
#include "regime/tag_view.hpp"
#include "support/simple_orders.hpp"
#include "support/test_market.hpp"

namespace barometer {

// What an order's path works on, without a loop: the test advances the cursor itself.
struct Trading {
  explicit Trading(std::vector<std::vector<data::BarRow>> bars, config::BrokerConfig broker = {})
      : market(test_market(std::move(bars))),
        config(std::move(broker)),
        instruments(orders::instruments_of(config, market)),
        cursor(market),
        account(config.cash, market.symbols.size()),
        store(instruments, {.expected_orders = 100, .capacity = 100}),
        context{config, cursor, instruments, account, store} {}

  Trading(const Trading&) = delete;
  Trading& operator=(const Trading&) = delete;

  data::MarketData market;
  config::BrokerConfig config;
  std::vector<orders::Instrument> instruments;
  data::MarketCursor cursor;
  portfolio::Account account;
  orders::OrderStore store;
  portfolio::TradingContext context;
  regime::TagView no_tags;
};

// The same with what fills orders.
struct Exchange : Trading {
  explicit Exchange(std::vector<std::vector<data::BarRow>> bars, config::BrokerConfig broker = {})
      : Trading(std::move(bars), std::move(broker)),
        costs(context, execution::kNoCostRules, no_tags),
        executor(context, costs, 100) {}

  const data::Step& advance() {
    const data::Step& now = cursor.advance();
    executor.open_bars(now);
    return now;
  }

  execution::FillCosts costs;
  execution::FillExecutor executor;
};

// A bar with a range of its own.
inline data::BarRow ranged_bar(std::int64_t step, double open, double high, double low,
                               double close, double volume = 1'000) {
  data::BarRow bar = test_bar(step, open, close);
  bar.high = high;
  bar.low = low;
  bar.volume = volume;
  return bar;
}

}  // namespace barometer
