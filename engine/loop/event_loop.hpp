// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "config/broker_config.hpp"
#include "config/risk_config.hpp"
#include "data/market_cursor.hpp"
#include "data/market_data.hpp"
#include "execution/carry.hpp"
#include "execution/fill_costs.hpp"
#include "execution/fill_executor.hpp"
#include "execution/matching.hpp"
#include "latency/null_meter.hpp"
#include "latency/report.hpp"
#include "loop/market_view.hpp"
#include "loop/strategy_host.hpp"
#include "orders/order_store.hpp"
#include "portfolio/account.hpp"
#include "regime/conditions.hpp"
#include "regime/live_tags.hpp"
#include "regime/tag_changes.hpp"
#include "risk/pre_trade_check.hpp"

namespace barometer::loop {

// How the outside watches and stops a running loop.
struct LoopControl {
  const std::atomic<bool>& stop;
  std::atomic<std::int64_t> steps_done{0};
};

// What the loop works on; everything outlives it. Callers name the fields.
struct LoopInput {
  const data::MarketData& market;
  std::span<const regime::BarSource> sources;  // what plug-ins are shown, one per symbol
  const config::BrokerConfig& broker;
  config::RiskConfig risk = {};
  const regime::Conditions& conditions;
  const execution::CostRules& cost_rules = execution::kNoCostRules;
  std::span<const portfolio::Valuation> valuations = {};  // per symbol; empty: account currency
  const regime::TagView& tags;
  const regime::TagView* cost_tags = nullptr;   // what cost rules judge by; NULL: `tags`
  regime::LiveTags* tagger = nullptr;           // NULL: the tags are complete, or there are none
  const regime::TagChanges* changes = nullptr;  // NULL or empty: no regime changes are shown
  StrategyHost& strategy;
  std::int64_t first_step = 0;  // before it the strategy warms up and its orders are dropped
  LoopControl& control;
};

// What a finished loop leaves behind.
struct LoopResult {
  core::ReservedLog<orders::OrderRecord> orders;     // every order, rejected ones too, as they came
  core::ReservedLog<orders::OrderChange> changes;    // of all orders, as they happened
  core::ReservedLog<orders::Fill> fills;             // as they happened
  core::ReservedLog<portfolio::EquityPoint> equity;  // one point per step from `first_step` on
  core::ReservedLog<portfolio::CashEvent> cash_events;
  std::vector<std::int64_t> actions;  // per `when:` line: symbol-steps in which it acted
  risk::RiskActions risk;
  std::int64_t unmeasured_fills = 0;  // see FillCosts
  execution::FillExecutor::Unaffordable unaffordable;
  std::int64_t ambiguous_bars = 0;   // whose fills depend on the way that prices went inside
  std::int64_t unlisted_orders = 0;  // rejected for want of room, beyond those in `orders`
  std::int64_t warmup_bars = 0;      // that the strategy declared, of each symbol
  std::int64_t early_orders = 0;     // dropped before their end
  // `close_at_end`: the equity at the last closes before what was held was closed there.
  std::optional<double> equity_before_close;
  core::StrategyOutput written;  // rows of text and series values
};

// One step per timestamp: orders of earlier steps meet the bars, the account is marked, the bars
// are tagged, the strategy answers, its orders are checked and accepted. The loop calls risk,
// orders and execution from here; none of them calls another but through the order store and the
// account.
class EventLoop {
 public:
  explicit EventLoop(const LoopInput& input);

  // Runs all steps. latency/stage_meter.hpp says what a meter is. Throws Error{plugin_failed} from
  // a plug-in and Error{interrupted} when stopped.
  template <class Meter>
  void run(Meter& meter) {
    const std::int64_t steps = input_.market.timeline.steps();
    input_.strategy.enter_thread();
    for (std::int64_t step = 0; step < steps; ++step) {
      begin();
      if (meter.takes_step(step)) {
        make_step(meter);
      } else {
        latency::NullMeter unmetered;
        make_step(unmetered);
      }
    }
    end();
  }

  // Hands over what the run left behind; the loop must not be used afterwards.
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
    meter.end_step(static_cast<std::int64_t>(cursor_.now().active.size()));
  }

  // The stages are defined where make_step() is, so that a step in which nothing happens becomes
  // one function without calls but that of the strategy.
  [[gnu::always_inline]] void begin() {
    if (input_.control.stop.load(std::memory_order_relaxed)) [[unlikely]] {
      stop();
    }
    input_.control.steps_done.store(cursor_.advance().index, std::memory_order_relaxed);
    store_.recycle();
  }

  [[gnu::always_inline]] void meet_bars() {
    carry_.before_bars(cursor_.now());
    matching_.meet_bars(cursor_.now());
  }

  [[gnu::always_inline]] void mark() {
    const data::Step& now = cursor_.now();
    for (const core::SymbolIndex symbol : now.active) {
      account_.mark(symbol, cursor_.bar(symbol).close);
    }
    carry_.after_mark(now);
    value_ = account_.value(now.time_ns);
  }

  [[gnu::always_inline]] void tag() {
    if (input_.tagger != nullptr) {
      input_.tagger->tag(cursor_.now().active);
    }
    view_.read_tag_changes();
  }

  [[gnu::always_inline]] void ask_strategy() {
    out_.orders.count = out_.orders.overflowed = 0;
    out_.orders.capacity = warming_up() ? 0 : order_capacity_;
    input_.strategy.on_step(view_.show(value_, warming_up()), out_);
  }

  [[gnu::always_inline]] void take_orders() {
    if (warming_up()) {
      return;
    }
    const data::Step& now = cursor_.now();
    check_.enforce_limits(now, value_);
    check_.take(now, {out_.orders.data, out_.orders.count}, value_.equity);
    check_.reject_unseen(now, out_.orders.overflowed, out_.orders.capacity);
    if (input_.broker.fill == config::FillRule::same_close) {
      matching_.meet_own_close(now);
      value_ = account_.value(now.time_ns);
    }
    equity_.push_back(value_);
    if constexpr (BAROMETER_CHECKED != 0) {
      check_identity();
    }
  }

  [[noreturn]] static void stop();
  void end();
  void close_at_end();
  void check_identity() const;

  bool warming_up() const { return cursor_.now().index < input_.first_step; }

  LoopInput input_;
  std::vector<orders::Instrument> instruments_;
  data::MarketCursor cursor_;
  portfolio::Account account_;
  orders::OrderStore store_;
  portfolio::TradingContext context_;  // of the four above
  execution::FillCosts costs_;
  execution::FillExecutor executor_;
  execution::Matching matching_;
  execution::Carry carry_;
  risk::PreTradeCheck check_;
  MarketView view_;
  core::ReservedLog<portfolio::EquityPoint> equity_;
  std::vector<bm_order> order_rows_;
  std::uint32_t order_capacity_;  // rows
  bm_step_output out_{};
  portfolio::EquityPoint value_;
  std::optional<double> equity_before_close_;
};

}  // namespace barometer::loop
