// SPDX-License-Identifier: Apache-2.0
// What holding brings and costs, by hand. Steps are hours from 2022-01-01 00:00 on: step 23 closes
// the first session, step 24 has the first bar of the second.
#include "execution/carry.hpp"

#include <cmath>

#include "config/broker_config.hpp"
#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

constexpr std::size_t kHours = 24 * 4;

std::vector<data::BarRow> flat_bars(double price, std::size_t bars = kHours) {
  std::vector<data::BarRow> rows;
  for (std::size_t step = 0; step < bars; ++step) {
    rows.push_back(test_bar(static_cast<std::int64_t>(step), price, price));
  }
  return rows;
}

// Sends one order when step `step` has closed.
Behaviour once(std::int64_t step, core::SymbolIndex symbol, double quantity) {
  return [=](const bm_view& view, bm_order_buffer& orders) {
    if (view.step == step) {
      send(orders, market_order(symbol, BM_AMOUNT_QUANTITY, std::fabs(quantity),
                                quantity > 0 ? BM_BUY : BM_SELL));
    }
  };
}

struct Sum {
  int count = 0;
  double amount = 0;
};

Sum sum(const loop::LoopResult& result, portfolio::CashKind kind) {
  Sum sum;
  for (const portfolio::CashEvent& event : result.cash_events.view()) {
    sum.count += event.kind == kind ? 1 : 0;
    sum.amount += event.kind == kind ? event.amount : 0;
  }
  return sum;
}

double last_equity(const loop::LoopResult& result) {
  return result.equity.view().back().equity;
}

Approx near(double value) {
  return Approx(value).epsilon(1e-12);
}

}  // namespace

TEST_CASE(
    "a short pays its borrow fee for every night that it is held, and for none within a day") {
  config::BrokerConfig broker;
  broker.borrow = 0.0365;  // a year: one bp a night
  const data::MarketData market = test_market({flat_bars(100)});
  const loop::LoopResult result =
      run_loop({.market = market, .broker = broker, .behaviour = once(0, 0, -10)});
  CHECK(sum(result, portfolio::CashKind::borrow).count == 3);  // four sessions
  CHECK(sum(result, portfolio::CashKind::borrow).amount == near(-3 * 1'000 * 0.0001));
  CHECK(last_equity(result) == near(100'000 - 0.3));
}

TEST_CASE("a weekend is three nights") {
  config::BrokerConfig broker;
  broker.borrow = 0.0365;
  std::vector<data::BarRow> bars = flat_bars(100, 24);
  bars.push_back(test_bar(24 * 3, 100, 100));  // the next bar is three days on
  const data::MarketData market = test_market({bars});
  const loop::LoopResult result =
      run_loop({.market = market, .broker = broker, .behaviour = once(0, 0, -10)});
  CHECK(sum(result, portfolio::CashKind::borrow).count == 1);
  CHECK(sum(result, portfolio::CashKind::borrow).amount == near(-3 * 1'000 * 0.0001));
}

TEST_CASE("cash earns, a margin loan costs, and proceeds of a short earn nothing") {
  config::BrokerConfig broker;
  broker.cash = 1'000;
  broker.leverage = 3;
  broker.interest = {.cash = 0.0365, .loan = 0.073};
  const data::MarketData market = test_market({flat_bars(100, 25)});  // one night
  const auto interest = [&](double quantity) {
    const loop::LoopResult result =
        run_loop({.market = market, .broker = broker, .behaviour = once(0, 0, quantity)});
    return sum(result, portfolio::CashKind::interest).amount;
  };
  CHECK(interest(4) == near(600 * 0.0001));      // 600 left
  CHECK(interest(25) == near(-1'500 * 0.0002));  // 1500 borrowed
  CHECK(interest(-5) == near(1'000 * 0.0001));   // 1500 of cash, 500 of it the lender's security
}

TEST_CASE("funding is paid by longs to shorts at its times, whatever the size of the bars") {
  config::BrokerConfig broker;
  config::InstrumentConfig perpetual{.symbol = "A"};
  perpetual.funding = config::FundingConfig{.rate = 0.0001, .every = 8 * core::kHour};
  broker.instruments = {perpetual};
  const data::MarketData hourly = test_market({flat_bars(100)});
  const loop::LoopResult longs =
      run_loop({.market = hourly, .broker = broker, .behaviour = once(0, 0, 10)});
  // Bought at the open of step 1; closes at 08:00, 16:00 and 24:00 of four days are twelve times.
  CHECK(sum(longs, portfolio::CashKind::funding).count == 12);
  CHECK(sum(longs, portfolio::CashKind::funding).amount == near(-12 * 1'000 * 0.0001));
  const loop::LoopResult shorts =
      run_loop({.market = hourly, .broker = broker, .behaviour = once(0, 0, -10)});
  CHECK(sum(shorts, portfolio::CashKind::funding).amount == near(12 * 1'000 * 0.0001));
  std::vector<data::BarRow> days;
  for (std::int64_t day = 0; day < 4; ++day) {
    days.push_back(test_bar(24 * day + 23, 100, 100));
  }
  const data::MarketData daily = test_market({days});
  const loop::LoopResult coarse =
      run_loop({.market = daily, .broker = broker, .behaviour = once(0, 0, 10)});
  CHECK(sum(coarse, portfolio::CashKind::funding).amount ==
        near(-9 * 1'000 * 0.0001));  // three days held
}

TEST_CASE("a split changes quantity and average price at the open, and nothing else") {
  std::vector<data::BarRow> bars = flat_bars(70, 24);
  for (std::int64_t step = 24; step < 48; ++step) {
    bars.push_back(test_bar(step, 10, 10));
  }
  data::MarketData market = test_market({bars});
  market.symbols[0].actions = {{.ex_date = market.calendar[24].session_date, .split = 7}};
  data::place_actions(market);
  double held = 0;
  double average = 0;
  const loop::LoopResult result =
      run_loop({.market = market, .behaviour = [&](const bm_view& view, bm_order_buffer& orders) {
                  once(0, 0, 3)(view, orders);
                  held = view.symbols[0].position;
                  average = view.symbols[0].average_price;
                }});
  CHECK(held == 3);  // in view units
  CHECK(average == near(70));
  REQUIRE(result.cash_events.size() == 1);
  CHECK(result.cash_events[0].quantity == 21);
  CHECK(sum(result, portfolio::CashKind::split).count == 1);
  CHECK(last_equity(result) == near(100'000));
}

TEST_CASE("a dividend is paid on the ex-date to who held over night, by who was short") {
  std::vector<data::BarRow> bars = flat_bars(100, 24);
  for (std::int64_t step = 24; step < 48; ++step) {
    bars.push_back(test_bar(step, 98, 98));  // the market takes it off the price
  }
  data::MarketData market = test_market({bars});
  const core::Day ex_date = market.calendar[24].session_date;
  for (const data::CorporateAction& action :
       {data::CorporateAction{.ex_date = ex_date, .dividend = 2},
        data::CorporateAction{.ex_date = ex_date, .dividend_share = 0.02}}) {
    market.symbols[0].actions = {action};
    data::place_actions(market);
    for (const double quantity : {5.0, -5.0}) {
      const loop::LoopResult result =
          run_loop({.market = market, .behaviour = once(0, 0, quantity)});
      CHECK(sum(result, portfolio::CashKind::dividend).amount == near(2 * quantity));
      CHECK(last_equity(result) == near(100'000));
    }
    const loop::LoopResult late = run_loop({.market = market, .behaviour = once(23, 0, 5)});
    CHECK(sum(late, portfolio::CashKind::dividend).count ==
          0);  // bought at the open of the ex-date
  }
}

TEST_CASE("a contract counts by its multiplier, in cash, costs and buying power") {
  config::BrokerConfig broker;
  broker.cash = 10'000;
  broker.commission = 0.001;
  config::InstrumentConfig contract{.symbol = "A"};
  contract.multiplier = 50;
  broker.instruments = {contract};
  const data::MarketData market =
      test_market({{test_bar(0, 100, 100), test_bar(1, 100, 102), test_bar(2, 102, 103)}});
  const std::vector<portfolio::Valuation> valuations{{50, std::nullopt, false}};
  const loop::LoopResult one = run_loop(
      {.market = market, .broker = broker, .behaviour = once(0, 0, 1), .valuations = valuations});
  CHECK(one.fills[0].commission == near(5));
  CHECK(last_equity(one) == near(10'000 - 5 + 50 * 3));
  const loop::LoopResult two = run_loop(
      {.market = market, .broker = broker, .behaviour = once(0, 0, 2), .valuations = valuations});
  CHECK(two.orders[0].reason == BM_REASON_BUYING_POWER);  // 10,000 and 10 of commission
}

TEST_CASE("a symbol in another currency is worth its price times the rate, directly or inversely") {
  // B is quoted in a currency of which A says what it is worth: at 2 (or 1/2) and later at 2.5.
  for (const bool inverse : {false, true}) {
    const auto rate = [inverse](double value) { return inverse ? 1 / value : value; };
    const data::MarketData market =
        test_market({{test_bar(0, rate(2), rate(2)), test_bar(1, rate(2), rate(2)),
                      test_bar(2, rate(2), rate(2.5))},
                     {test_bar(0, 100, 100), test_bar(1, 100, 100), test_bar(2, 100, 110)}});
    const std::vector<portfolio::Valuation> valuations{{1, std::nullopt, false},
                                                       {1, core::SymbolIndex{0}, inverse}};
    const loop::LoopResult result =
        run_loop({.market = market, .behaviour = once(0, 1, 10), .valuations = valuations});
    CHECK(result.fills[0].point_value == near(2));
    CHECK(result.equity[1].cash == near(100'000 - 10 * 100 * 2));
    CHECK(last_equity(result) == near(100'000 + 10 * (110 * 2.5 - 100 * 2)));
  }
}
