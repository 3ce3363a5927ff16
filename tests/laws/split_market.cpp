// SPDX-License-Identifier: Apache-2.0
#include "laws/split_market.hpp"

#include <algorithm>
#include <cmath>

#include "data/build_market.hpp"
#include "data/corporate_actions.hpp"

namespace barometer {

namespace {

void require_near(double actual, double expected, double tolerance) {
  if (tolerance == 0) {
    REQUIRE(actual == expected);
  } else {
    REQUIRE(std::fabs(actual - expected) <= tolerance * std::max(1.0, std::fabs(expected)));
  }
}

}  // namespace

data::MarketData as_quoted(const data::MarketData& whole, const Splits& splits) {
  std::vector<std::vector<data::BarRow>> bars;
  for (const data::SymbolData& symbol : whole.symbols) {
    bars.push_back(symbol.bars.copy());
  }
  data::MarketData quoted = test_market(std::move(bars));
  data::SymbolData& symbol = quoted.symbols[0];
  const std::vector<std::int64_t> steps = data::steps_of(quoted, symbol);
  const auto date = [&](std::size_t bar) { return quoted.calendar_at(steps[bar]).session_date; };
  data::SplitRatio units;
  auto next = splits.begin();
  for (std::size_t b = 0; b < symbol.bars.size(); ++b) {
    for (; next != splits.end() && date(b) >= date(0) + next->first; ++next) {
      symbol.actions.push_back({.ex_date = date(0) + next->first, .split = next->second});
      units *= b == 0 ? data::SplitRatio() : next->second;
    }
    data::BarRow& bar = symbol.bars[b];
    for (double* price : {&bar.open, &bar.high, &bar.low, &bar.close}) {
      *price = units.divide(*price);
    }
    bar.volume = units.multiply(bar.volume);
  }
  data::place_actions(quoted);
  return quoted;
}

data::MarketData started_at(const data::MarketData& whole, core::Timestamp after) {
  std::vector<std::vector<data::BarRow>> bars;
  for (const data::SymbolData& symbol : whole.symbols) {
    std::vector<data::BarRow>& rows = bars.emplace_back(symbol.bars.copy());
    std::erase_if(rows, [&](const data::BarRow& bar) { return bar.close_time_ns <= after; });
  }
  data::MarketData market = test_market(std::move(bars));
  for (std::size_t s = 0; s < market.symbols.size(); ++s) {
    market.symbols[s].actions = whole.symbols[s].actions;
  }
  data::place_actions(market);
  return market;
}

void require_same_trades(const loop::LoopResult& actual, const loop::LoopResult& expected,
                         double tolerance) {
  REQUIRE(actual.fills.size() == expected.fills.size());
  for (std::size_t i = 0; i < expected.fills.size(); ++i) {
    const orders::Fill& a = actual.fills[i];
    const orders::Fill& b = expected.fills[i];
    REQUIRE(a.time_ns == b.time_ns);
    REQUIRE(a.order_time_ns == b.order_time_ns);
    REQUIRE(a.symbol == b.symbol);
    REQUIRE(a.rule == b.rule);
    REQUIRE(a.quantity * b.quantity > 0);
    require_near(a.notional(), b.notional(), tolerance);
    require_near(a.commission, b.commission, tolerance);
  }
  REQUIRE(actual.orders.size() == expected.orders.size());
  for (std::size_t i = 0; i < expected.orders.size(); ++i) {
    REQUIRE(actual.orders[i].status == expected.orders[i].status);
    REQUIRE(actual.orders[i].reason == expected.orders[i].reason);
  }
  REQUIRE(actual.equity.size() == expected.equity.size());
  for (std::size_t i = 0; i < expected.equity.size(); ++i) {
    require_near(actual.equity[i].equity, expected.equity[i].equity, tolerance);
    require_near(actual.equity[i].cash, expected.equity[i].cash, tolerance);
  }
}

}  // namespace barometer
