// SPDX-License-Identifier: Apache-2.0
// What must hold whatever trading and holding cost: the identity at every step, the unit of money,
// the side.
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "analysis/attribution.hpp"
#include "analysis/round_trips.hpp"
#include "config/broker_config.hpp"
#include "config/output_config.hpp"
#include "data/build_market.hpp"
#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"
#include "laws/changed_units.hpp"

using namespace barometer;

namespace {

config::ConditionConfig factor(const std::string& label, double times) {
  return {{{"mood", {}, {{label, false, {}}}}}, config::ConditionAction::scale, times, {}};
}

// Every part of every cost, every kind of holding; money scaled by `money`.
struct Costly {
  explicit Costly(RandomRun& run, double money = 1) {
    config::BrokerConfig& broker = run.broker;
    config::CommissionConfig& fees = broker.commission_parts;
    fees.maker = 0.0001;
    fees.taker = 0.0003;
    fees.per_order = 0.25 * money;
    fees.per_share = 0.01 * money;
    fees.per_share_min = 0.05 * money;
    fees.per_share_max = 0.02;
    fees.tiers = {{0, 0.001}, {5'000 * money, 0.0005}};
    fees.when = {factor("odd", 3)};
    config::SlippageConfig& slips = broker.slippage_parts;
    slips.half_spread = 0.01 * money;
    slips.volume_share = 0.1;
    slips.impact = 0.2;
    slips.when = {factor("wild", 4), factor("calm", 0.5)};
    broker.borrow = 0.5;
    broker.interest = {.cash = 0.1, .loan = 0.3};
    config::InstrumentConfig perpetual{.symbol = "A"};
    perpetual.funding = config::FundingConfig{.rate = 0.001, .every = 4 * core::kHour};
    broker.instruments = {perpetual};
    act(run.market, money);
    std::vector<core::Fault> faults;
    rules.slippage = {slips.when, run.tags.dimensions(), "t", faults};
    rules.commission = {fees.when, run.tags.dimensions(), "t", faults};
    REQUIRE(faults.empty());
    valuations.resize(run.market.symbols.size());
    valuations[0].multiplier = 4;
    if (valuations.size() > 1) {
      valuations[1].rate = 0;
      rates = true;
    }
  }

  // A dividend and a split in the middle of the second session.
  static void act(data::MarketData& market, double money) {
    for (data::SymbolData& symbol : market.symbols) {
      if (!symbol.bars.empty()) {
        const std::int64_t begin = data::steps_of(market, symbol).front();
        const core::Day first = market.calendar_at(begin).session_date;
        symbol.actions = {{first + 1, 2, 0.5 * money, 0.01}};
      }
    }
    data::place_actions(market);
  }

  execution::CostRules rules;
  std::vector<portfolio::Valuation> valuations;
  bool rates = false;
};

// What is held, from fills and splits alone, valued at closes, multipliers and rates.
class Holdings {
 public:
  Holdings(const RandomRun& run, const Costly& costly)
      : market_(run.market), valuations_(costly.valuations), held_(run.market.symbols.size(), 0) {}

  void book(const orders::Fill& fill) { held_[fill.symbol] += fill.quantity; }

  void take(const portfolio::CashEvent& event) {
    if (event.kind == portfolio::CashKind::split) {
      held_[event.symbol] *= event.rate;
    }
  }

  double net(core::Timestamp time) const {
    double sum = 0;
    for (std::size_t s = 0; s < held_.size(); ++s) {
      const portfolio::Valuation& valuation = valuations_[s];
      const double rate = valuation.rate ? last_close(market_.symbols[*valuation.rate], time) : 1;
      sum += held_[s] * last_close(market_.symbols[s], time) * valuation.multiplier * rate;
    }
    return sum;
  }

 private:
  const data::MarketData& market_;
  const std::vector<portfolio::Valuation>& valuations_;
  std::vector<double> held_;
};

double interest_of(const loop::LoopResult& result) {
  double sum = 0;
  for (const portfolio::CashEvent& event : result.cash_events.view()) {
    sum += event.kind == portfolio::CashKind::interest ? event.amount : 0;
  }
  return sum;
}

double net_flows(const loop::LoopResult& result) {
  double sum = 0;
  for (const portfolio::CashEvent& event : result.cash_events.view()) {
    sum += event.amount;
  }
  return sum;
}

}  // namespace

TEST_CASE("400 random runs with every cost: cash is what fills and events say, at every step") {
  std::size_t events = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    INFO("seed " << seed);
    RandomRun run = random_run(seed);
    const Costly costly(run);
    const loop::LoopResult result = play(
        run, [](bm_order&) {}, costly.rules, costly.valuations);
    std::size_t fill = 0;
    std::size_t event = 0;
    double cash = run.broker.cash;
    double turnover = run.broker.cash;
    Holdings holdings(run, costly);
    for (std::size_t step = 0; step < result.equity.size(); ++step) {
      const auto at = static_cast<std::int64_t>(step);
      for (std::size_t i = event; i < result.cash_events.size(); ++i) {
        if (result.cash_events[i].step == at) {
          holdings.take(result.cash_events[i]);
        }
      }
      for (; fill < result.fills.size() && result.fills[fill].step == at; ++fill) {
        holdings.book(result.fills[fill]);
        const orders::Fill& each = result.fills[fill];
        cash -= each.quantity * each.price * each.point_value + each.commission;
        turnover += each.notional();
        REQUIRE(each.commission >= 0);
        REQUIRE(each.slippage_cost() >= 0);
      }
      for (; event < result.cash_events.size() && result.cash_events[event].step == at; ++event) {
        cash += result.cash_events[event].amount;
      }
      const portfolio::EquityPoint& point = result.equity[step];
      const double scale = std::max(turnover, point.gross);
      REQUIRE(std::fabs(point.cash - cash) <= 1e-9 * scale);
      REQUIRE(std::fabs(point.net - holdings.net(point.time_ns)) <= 1e-9 * scale);
      REQUIRE(std::fabs(point.equity - point.cash - point.net) <= 1e-9 * scale);
    }
    REQUIRE(event == result.cash_events.size());
    events += event;
  }
  CHECK(events > 400);
}

TEST_CASE("with every cost, trades and tags each explain the whole change in equity") {
  std::size_t paid = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    INFO("seed " << seed);
    RandomRun run = random_run(seed);
    const Costly costly(run);
    const loop::LoopResult result = play(
        run, [](bm_order&) {}, costly.rules, costly.valuations);
    if (result.equity.size() == 0) {
      continue;
    }
    const analysis::AccountFlows flows{result.cash_events.view(), costly.valuations};
    double turnover = run.broker.cash;
    for (const orders::Fill& fill : result.fills.view()) {
      turnover += fill.notional();
    }
    const double earned =
        result.equity.view().back().equity - run.broker.cash - interest_of(result);
    for (const config::RoundTripRule rule :
         {config::RoundTripRule::fifo, config::RoundTripRule::average}) {
      double net = 0;
      for (const analysis::RoundTrip& trip :
           analysis::round_trips(result.fills.view(), run.market, flows, rule)) {
        net += trip.net();
        paid += trip.carry != 0 ? 1 : 0;
      }
      REQUIRE(std::fabs(net - earned) <= 1e-9 * turnover);
    }
    const auto dimensions = analysis::reported_dimensions(run.tags, config::OutputConfig{});
    core::Workers one(1);
    const analysis::Attribution tagged =
        analysis::attribute(run.market, run.tags, dimensions, result.fills.view(),
                            run.market.timeline.time(0), one, flows);
    REQUIRE(std::fabs(tagged.total.net - earned) <= 1e-9 * turnover);
  }
  CHECK(paid > 1'000);
}

TEST_CASE("prices and money times 2^k: the same quantities, every cost times 2^k, to the bit") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    INFO("seed " << seed);
    const double scale = std::ldexp(1.0, static_cast<int>(seed % 25) - 12);
    RandomRun plain = random_run(seed);
    RandomRun scaled = with_money_times(plain, scale);
    Costly costs(plain);
    Costly scaled_costs(scaled, scale);
    // A rate is a price too: it must not scale twice.
    for (Costly* each : {&costs, &scaled_costs}) {
      each->valuations.assign(each->valuations.size(), portfolio::Valuation{});
    }
    const loop::LoopResult expected = play(
        plain, [](bm_order&) {}, costs.rules, costs.valuations);
    const loop::LoopResult found =
        play(scaled, notional_times(scale), scaled_costs.rules, scaled_costs.valuations);
    require_scaled(found, expected, scale);
    REQUIRE(found.cash_events.size() == expected.cash_events.size());
    REQUIRE(net_flows(found) == net_flows(expected) * scale);
  }
}

// Long at half-spread and order fees is short at them: what is paid does not depend on the side.
TEST_CASE("mirrored prices and turned orders pay the same costs, to the bit") {
  std::size_t fills = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    INFO("seed " << seed);
    RandomRun plain = exact_run(seed);
    RandomRun other = exact_run(seed);
    other.market = mirrored(plain.market);
    for (RandomRun* each : {&plain, &other}) {
      each->broker.commission_parts.per_order = 0.25;
      each->broker.commission_parts.per_share = 0.0625;
      each->broker.slippage_parts.half_spread = 0.125;
    }
    const loop::LoopResult expected = play(plain, in_units);
    require_turned(play(other, turn_round), expected);
    fills += expected.fills.size();
  }
  CHECK(fills > 4'000);
}
