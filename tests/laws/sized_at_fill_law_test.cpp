// SPDX-License-Identifier: Apache-2.0
// What `size_at: fill` promises, judged from orders, fills and bars alone: weights that sum up to
// the leverage are never rejected for buying power, under every model of cost, and what each of
// them holds afterwards is the largest lot that its share of one equity pays for.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "config/broker_config.hpp"
#include "data/market_data.hpp"
#include "support/catch.hpp"
#include "support/loop_harness.hpp"

using namespace barometer;

namespace {

struct Promise {
  data::MarketData market;
  config::BrokerConfig broker;
  std::vector<double> lots;                  // per symbol
  std::vector<std::vector<double>> weights;  // per step and symbol
};

// Costs of every model, one at a time or together.
void set_costs(config::BrokerConfig& broker, std::mt19937_64& random) {
  broker.commission = random() % 2 == 0 ? 0.002 : 0;
  broker.slippage = random() % 2 == 0 ? 0.001 : 0;
  if (random() % 2 == 0) {
    broker.commission_parts.per_order = 0.5;
    broker.commission_parts.per_share = 0.01;
    broker.commission_parts.per_share_min = 1;
  }
  if (random() % 2 == 0) {
    broker.slippage_parts.volume_share = 0.002;
    broker.slippage_parts.half_spread = 0.02;
  }
}

// Weights of either sign; their sizes sum up to the leverage.
std::vector<double> random_weights(std::size_t symbols, double leverage, std::mt19937_64& random) {
  std::vector<double> weights(symbols);
  double sum = 0;
  for (double& weight : weights) {
    weight = static_cast<double>(random() % 5);
    sum += weight;
  }
  for (double& weight : weights) {
    weight *= (random() % 2 == 0 ? 1 : -1) * (sum > 0 ? leverage / sum : 0);
  }
  return weights;
}

Promise promise(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Promise made;
  made.market =
      random_market(seed, {.symbols = 3, .steps = 24, .volatility = 0.04, .ragged = false});
  made.broker.cash = 100'000;
  made.broker.leverage = std::vector{0.5, 1.0, 3.0}[random() % 3];
  set_costs(made.broker, random);
  for (const data::SymbolData& symbol : made.market.symbols) {
    made.lots.push_back(random() % 2 == 0 ? 0 : 0.5);
    made.broker.instruments.push_back({.symbol = symbol.name, .lot = made.lots.back()});
  }
  for (int step = 0; step < 24; ++step) {
    made.weights.push_back(random_weights(3, made.broker.leverage, random));
  }
  return made;
}

loop::LoopResult keep(const Promise& made) {
  return run_loop({.market = made.market,
                   .broker = made.broker,
                   .behaviour = [&](const bm_view& view, bm_order_buffer& orders) {
                     for (core::SymbolIndex s = 0; s < view.symbol_count; ++s) {
                       send(orders,
                            market_order(s, BM_AMOUNT_TARGET_WEIGHT,
                                         made.weights[static_cast<std::size_t>(view.step)][s]));
                     }
                   }});
}

// The account as the fills of one step find it.
struct Ledger {
  double cash = 0;
  std::vector<double> held;

  double equity(const data::MarketData& market, std::size_t step) const {
    double sum = cash;
    for (std::size_t s = 0; s < held.size(); ++s) {
      sum += held[s] * market.symbols[s].bars[step].open;
    }
    return sum;
  }
};

// What closes for a weight of 0 is paid by all, before they are sized.
double paid_for_closing(const Promise& made, const loop::LoopResult& result, std::size_t step) {
  double paid = 0;
  for (const orders::Fill& fill : result.fills.view()) {
    const bool here = fill.step == static_cast<std::int64_t>(step);
    if (here && made.weights[step - 1][fill.symbol] == 0) {
      paid += fill.commission + fill.slippage_cost();
    }
  }
  return paid;
}

struct Fills {
  double quantity = 0;
  double cost = 0;  // that the leverage's room pays for
};

Fills fills_of(const loop::LoopResult& result, std::size_t step, std::size_t symbol,
               double leverage) {
  Fills found;
  for (const orders::Fill& fill : result.fills.view()) {
    if (fill.step == static_cast<std::int64_t>(step) && fill.symbol == symbol) {
      found.quantity += fill.quantity;
      found.cost += leverage * (fill.commission + fill.slippage_cost());
    }
  }
  return found;
}

void check_step(const Promise& made, const loop::LoopResult& result, std::size_t step,
                Ledger& ledger) {
  const double equity = ledger.equity(made.market, step) - paid_for_closing(made, result, step);
  for (std::size_t s = 0; s < made.lots.size(); ++s) {
    const double open = made.market.symbols[s].bars[step].open;
    const Fills fills = fills_of(result, step, s, made.broker.leverage);
    const double budget = std::fabs(made.weights[step - 1][s]) * equity;
    const double before = ledger.held[s];
    ledger.held[s] += fills.quantity;
    const double used = std::fabs(ledger.held[s]) * open + fills.cost;
    INFO("step " << step << ", symbol " << s);
    // Costs of closing may be more than a small share pays for: then nothing is held.
    CHECK((used <= budget * (1 + 1e-9) || ledger.held[s] == 0));
    const bool opened = std::fabs(ledger.held[s]) > std::fabs(before);
    const double dearer =
        1 + 0.2 * std::max(made.broker.leverage, 1.0);  // what one lot more may cost
    const double held = std::max(1 - made.broker.leverage, 0.0) * 0.02;  // see FillSizing::costs
    const double slack = std::max(made.lots[s] * open * dearer, 1e-6 * budget) + held * budget;
    if (opened) {
      CHECK(used + slack >= budget);
    }
  }
}

void book(const loop::LoopResult& result, std::size_t step, Ledger& ledger) {
  for (const orders::Fill& fill : result.fills.view()) {
    if (fill.step == static_cast<std::int64_t>(step)) {
      ledger.cash -= fill.quantity * fill.price + fill.commission;
    }
  }
}

}  // namespace

TEST_CASE("weights that sum up to the leverage are met at the fill, under every cost") {
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    INFO("seed " << seed);
    const Promise made = promise(seed);
    const loop::LoopResult result = keep(made);
    for (const orders::OrderRecord& order : result.orders.view()) {
      REQUIRE(order.reason != BM_REASON_BUYING_POWER);
    }
    Ledger ledger{made.broker.cash, std::vector<double>(3, 0)};
    for (std::size_t step = 1; step < 24; ++step) {
      check_step(made, result, step, ledger);
      book(result, step, ledger);
    }
    fills += result.fills.size();
  }
  CHECK(fills > 5'000);
}
