// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "config/broker_config.hpp"
#include "config/risk_config.hpp"
#include "data/bars.hpp"
#include "execution/fill_pricing.hpp"
#include "latency/null_meter.hpp"
#include "latency/report.hpp"
#include "loop/carry.hpp"
#include "loop/market_view.hpp"
#include "loop/matching.hpp"
#include "loop/pre_trade_check.hpp"
#include "loop/strategy_host.hpp"
#include "orders/order_store.hpp"
#include "portfolio/account.hpp"
#include "regime/change_table.hpp"
#include "regime/conditions.hpp"
#include "regime/in_step_tagger.hpp"

namespace barometer::loop {

// How the outside watches and stops a running loop.
struct LoopControl {
  const std::atomic<bool>& stop;
  std::atomic<std::int64_t> steps_done{0};
};

// What the loop works on; everything outlives it.
struct LoopInput {
  const data::MarketData& market;
  std::span<const regime::BarSource> sources;  // what plug-ins are shown, one per symbol
  const config::BrokerConfig& broker;
  const regime::Conditions& conditions;
  const regime::TagTable& tags;
  regime::InStepTagger* tagger = nullptr;  // NULL: tags are there already, or there are none
  StrategyHost& strategy;
  std::int64_t first_step = 0;  // before it the strategy warms up and its orders are dropped
  LoopControl& control;
  regime::ChangeTable* changes =
      nullptr;  // NULL or empty: the strategy is told of no regime changes
  const execution::CostRules& cost_rules = execution::kNoCostRules;
  std::span<const portfolio::Valuation> valuations =
      {};  // per symbol; empty: all in account currency
  config::RiskConfig risk = {};
};

// What a finished loop leaves behind.
struct LoopResult {
  core::ReservedLog<orders::OrderRecord>
      orders;                             // every order, refused ones included, in order of arrival
  core::ReservedLog<orders::Fill> fills;  // in the order in which they happened
  core::ReservedLog<portfolio::EquityPoint> equity;  // one point per step from `first_step` on
  std::vector<std::int64_t>
      actions;  // per `when:` line: symbol-steps in which it changed something
  std::int64_t unmeasured_fills = 0;  // see FillPricing
  core::ReservedLog<portfolio::CashEvent> cash_events;
  risk::RiskActions risk;
  core::ReservedLog<orders::OrderChange>
      changes;                      // of the lives of orders, in the order of happening
  std::int64_t ambiguous_bars = 0;  // whose fills depend on the way that prices went inside
  // `close_at_end`: the equity at the last closes before what was held was closed there.
  std::optional<double> equity_before_close;
  std::int64_t unlisted_orders = 0;  // refused for want of room, beyond those in `orders`
};

// One step per timestamp: orders of earlier steps meet the bars, the account is marked, the bars
// are tagged, the strategy answers, its orders are checked and accepted.
class EventLoop {
 public:
  explicit EventLoop(const LoopInput& input);

  // Runs all steps. latency/stage_meter.hpp says what a meter is. Throws Error{plugin_failed} from
  // a plug-in and Error{interrupted} when stopped.
  template <class Meter>
  void run(Meter& meter) {
    const std::int64_t steps = input_.market.timeline.steps();
    for (std::int64_t step = 0; step < steps; ++step) {
      begin(step);
      if (meter.takes_step(step)) {
        make_step(meter);
      } else {
        latency::NullMeter unmetered;
        make_step(unmetered);
      }
    }
    end();
  }

  // Hands over what the run left behind; the loop is done for.
  LoopResult take_result();

 private:
  template <class Meter>
  void make_step(Meter& meter) {
    meter.begin_step();
    meet_bars();
    meter.end_stage(latency::Stage::fill);
    mark();
    meter.end_stage(latency::Stage::mark);
    tag();
    meter.end_stage(latency::Stage::tag);
    ask_strategy();
    meter.end_stage(latency::Stage::strategy);
    take_orders();
    meter.end_stage(latency::Stage::order);
    meter.end_step(static_cast<std::int64_t>(active_.size()));
  }

  void begin(std::int64_t step);
  void meet_bars();
  void mark();
  void tag();
  void ask_strategy();
  void take_orders();
  void end();
  void close_at_end();
  void check_identity() const;
  data::Day session_date() const;

  LoopInput input_;
  std::vector<orders::Instrument> instruments_;
  portfolio::Account account_;
  orders::OrderStore desk_;
  MarketView view_;
  execution::FillPricing pricing_;
  OrderKeeper keeper_;
  FillExecutor settlement_;
  Matching matching_;
  Carry holding_;
  risk::RiskLimits limits_;
  PreTradeCheck gate_;
  core::ReservedLog<portfolio::EquityPoint> equity_;
  std::vector<bm_order> order_rows_;
  bm_step_output out_{};
  orders::Step now_;
  std::span<const core::SymbolIndex> active_;
  portfolio::EquityPoint value_;
  std::optional<double> equity_before_close_;
};

}  // namespace barometer::loop
