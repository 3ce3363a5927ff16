// SPDX-License-Identifier: Apache-2.0
#include "risk/risk_limits.hpp"

#include <vector>

#include "config/broker_config.hpp"
#include "config/risk_config.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

orders::Fill bought(core::SymbolIndex symbol, double quantity, double price) {
  orders::Fill fill;
  fill.symbol = symbol;
  fill.quantity = quantity;
  fill.price = fill.raw_price = price;
  return fill;
}

// 1,000 of cash, two symbols at 10, so many units of each held.
portfolio::Account account_with(double first, double second) {
  portfolio::Account account(1'000, 2);
  account.mark(0, 10);
  account.mark(1, 10);
  if (first != 0) {
    account.apply(bought(0, first, 10));
  }
  if (second != 0) {
    account.apply(bought(1, second, 10));
  }
  return account;
}

risk::RiskLimits limits(const config::RiskConfig& risk,
                        const config::BrokerConfig& broker = {.cash = 1'000}) {
  return {risk, broker, 2};
}

using Ranges = std::vector<orders::ExposureRange>;

// At the close of a step in which both symbols are worth 10 a unit.
void judge(risk::RiskLimits& risk, const portfolio::Account& account, const Ranges& ranges) {
  risk.judge(account, account.value(0), 0);
  for (core::SymbolIndex symbol = 0; symbol < 2; ++symbol) {
    risk.plan(symbol, ranges[symbol], 10);
  }
}

portfolio::EquityPoint worth(double equity, double gross = 0) {
  portfolio::EquityPoint point;
  point.equity = equity;
  point.gross = gross;
  return point;
}

Approx near(double value) {
  return Approx(value).epsilon(1e-12);
}

}  // namespace

TEST_CASE("nothing stated, nothing to do") {
  CHECK_FALSE(limits({}).active());
  CHECK(limits({.max_net = 1}).active());
  config::BrokerConfig broker;
  broker.maintenance_margin = 0.25;
  CHECK(limits({}, broker).active());
}

TEST_CASE("a position may be worth so much of equity, what works included") {
  risk::RiskLimits risk = limits({.max_weight = 0.3});
  const portfolio::Account account = account_with(10, 0);
  judge(risk, account, {{15, 15, 15}, {}});
  const risk::RiskLimits::Cut cut = risk.cut(0, 40);
  CHECK(cut.quantity == near(15));  // 30 units are 300 of 1000
  CHECK(cut.reason == BM_REASON_MAX_WEIGHT);
  CHECK(risk.cut(0, 15).reason == BM_REASON_NONE);
  CHECK(risk.cut(1, 30).quantity == 30);
}

TEST_CASE("what closes passes every limit; only what opens is cut") {
  risk::RiskLimits risk = limits({.max_weight = 0.1, .max_gross = 0.2});
  judge(risk, account_with(50, 0), {{50, 50, 50}, {}});
  CHECK(risk.cut(0, -50).quantity == -50);
  CHECK(risk.cut(0, -90).quantity == near(-60));  // flat, and 100 of 1000 on the other side
  CHECK(risk.cut(0, -90).reason == BM_REASON_MAX_WEIGHT);
}

TEST_CASE("what waits on one side leaves no more room on the other than is there") {
  risk::RiskLimits weight = limits({.max_weight = 0.3});
  judge(weight, account_with(0, 0), {{0, -10, 30}, {}});
  CHECK(weight.cut(0, -50).quantity == near(-20));  // 300 of 1000, whether the 30 are bought or not
  CHECK(weight.cut(0, 1).quantity == 0);
  risk::RiskLimits gross = limits({.max_gross = 0.5});
  judge(gross, account_with(0, 0), {{0, -10, 30}, {}});
  CHECK(gross.cut(1, 50).quantity == near(20));  // the larger side counts
  risk::RiskLimits net = limits({.max_net = 0.5});
  judge(net, account_with(0, 0), {{0, -10, 30}, {}});
  CHECK(net.cut(1, 50).quantity == near(20));
  CHECK(net.cut(1, -50).quantity == near(-40));
}

TEST_CASE("gross adds sizes, net lets sides cancel; the narrower limit is the reason") {
  const portfolio::Account account = account_with(40, -30);
  const Ranges held{{40, 40, 40}, {-30, -30, -30}};
  risk::RiskLimits gross = limits({.max_gross = 0.8});
  judge(gross, account, held);
  CHECK(gross.cut(0, 20).quantity == near(10));
  CHECK(gross.cut(0, 20).reason == BM_REASON_MAX_GROSS);
  risk::RiskLimits net = limits({.max_net = 0.15});
  judge(net, account, held);
  CHECK(net.cut(0, 20).quantity == near(5));
  CHECK(net.cut(1, -20).quantity == near(-20));  // -10 of net
  CHECK(net.cut(1, -40).quantity == near(-25));  // -15
  risk::RiskLimits both = limits({.max_gross = 0.8, .max_net = 0.15});
  judge(both, account, held);
  CHECK(both.cut(0, 20).reason == BM_REASON_MAX_NET);
}

TEST_CASE("what has changed for one symbol counts for all") {
  risk::RiskLimits risk = limits({.max_gross = 0.5});
  judge(risk, account_with(0, 0), {{}, {}});
  CHECK(risk.cut(0, 30).quantity == 30);
  risk.plan(0, {30, 30, 30}, 10);
  CHECK(risk.cut(1, 30).quantity == near(20));
  risk.plan(0, {}, 10);
  CHECK(risk.cut(1, 30).quantity == 30);
}

TEST_CASE("the orders of one step are limited in number") {
  risk::RiskLimits risk = limits({.orders_per_step = 2});
  const portfolio::Account account = account_with(0, 0);
  risk.judge(account, account.value(0), 0);
  risk.take();
  CHECK_FALSE(risk.full());
  risk.take();
  CHECK(risk.full());
  risk.judge(account, account.value(0), 0);
  CHECK_FALSE(risk.full());
}

TEST_CASE("a drawdown from the highest equity stops for good") {
  risk::RiskLimits risk = limits({.max_drawdown = 0.2});
  const portfolio::Account account = account_with(0, 0);
  for (const double equity : {1'000.0, 1'500.0, 1'201.0}) {
    risk.judge(account, worth(equity), 0);
    CHECK(risk.closes(0) == BM_REASON_NONE);
  }
  risk.judge(account, worth(1'200), 0);
  CHECK(risk.closes(0) == BM_REASON_MAX_DRAWDOWN);
  risk.judge(account, worth(2'000), 100);
  CHECK(risk.closes(0) == BM_REASON_MAX_DRAWDOWN);
}

TEST_CASE("a daily loss counts from the equity before the session and stops until the next one") {
  risk::RiskLimits risk = limits({.max_daily_loss = 0.1});
  const portfolio::Account account = account_with(0, 0);
  risk.judge(account, worth(1'000), 0);
  risk.judge(account, worth(1'200), 0);
  risk.judge(account, worth(1'100), 1);
  CHECK(risk.closes(0) == BM_REASON_NONE);
  risk.judge(account, worth(1'080), 1);
  CHECK(risk.closes(0) == BM_REASON_MAX_DAILY_LOSS);
  risk.judge(account, worth(1'190), 1);
  CHECK(risk.closes(0) == BM_REASON_MAX_DAILY_LOSS);
  risk.judge(account, worth(1'190), 2);
  CHECK(risk.closes(0) == BM_REASON_NONE);
}

TEST_CASE("below maintenance the largest positions go first, until the initial margin is kept") {
  config::BrokerConfig broker{.cash = 1'000};
  broker.leverage = 4;
  broker.maintenance_margin = 0.2;
  risk::RiskLimits risk = limits({}, broker);
  const portfolio::Account account = account_with(150, -250);  // 1500 and 2500 of gross
  risk.judge(account, worth(800, 4'000), 0);
  CHECK(risk.closes(0) == BM_REASON_NONE);  // 800 is a fifth of 4000: not below
  risk.judge(account, worth(700, 4'000), 0);
  CHECK(risk.closes(1) == BM_REASON_LIQUIDATION);
  CHECK(risk.closes(0) == BM_REASON_NONE);  // 1500 <= 4 x 700
  risk.plan(0, {150, 150, 150}, 10);
  CHECK(risk.cut(0, 10).reason == BM_REASON_LIQUIDATION);
  CHECK(risk.cut(0, -10).reason == BM_REASON_NONE);
  risk.judge(account, worth(-5, 4'000), 0);
  CHECK(risk.closes(0) == BM_REASON_LIQUIDATION);
}
