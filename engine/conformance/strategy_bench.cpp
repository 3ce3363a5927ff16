// SPDX-License-Identifier: Apache-2.0
#include "conformance/strategy_bench.hpp"

#include <fmt/format.h>

#include <atomic>
#include <limits>
#include <utility>

#include "backtest/backtest.hpp"
#include "backtest/run_plan.hpp"
#include "config/run_config.hpp"
#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "plugin/library.hpp"
#include "regime/bar_source.hpp"

namespace barometer::conformance {

namespace {

backtest::RunPlan untagged(const backtest::RunPlan& plan) {
  backtest::RunPlan bare;
  bare.strategy = plan.strategy;
  bare.strategy_params = plan.strategy_params;
  return bare;
}

BrokerFindings findings_of(const loop::LoopResult& result) {
  BrokerFindings found;
  found.invalid = result.unlisted_orders;
  for (const orders::OrderRecord& order : result.orders.view()) {
    const bool rejected = order.status == BM_ORDER_REJECTED;
    if (rejected && (order.reason == BM_REASON_INVALID || order.reason == BM_REASON_UNSUPPORTED ||
                     order.reason == BM_REASON_TOO_MANY_ORDERS)) {
      found.first_invalid = found.first_invalid < 0 ? order.step : found.first_invalid;
      ++found.invalid;
    }
  }
  found.early = result.early_orders;
  found.fills = static_cast<std::int64_t>(result.fills.size());
  return found;
}

}  // namespace

StrategyWatch StrategyBench::watch(WatchOptions options) const {
  return {plan_.strategy, options};
}

StrategyRun StrategyBench::run(const data::MarketData& market, StrategyWatch& watched, bool tagged,
                               std::int64_t first_step) const {
  config::RunConfig config = config_;
  if (first_step > 0) {
    config.data.from = market.timeline.time(first_step - 1);
  }
  backtest::RunPlan plan = tagged ? plan_ : untagged(plan_);
  plan.strategy = watched.plugin();
  std::atomic<bool> never{false};
  loop::LoopControl control{never};
  core::Workers workers(1);
  const auto sources = regime::sources_of(market);
  const backtest::BacktestResult result = backtest::run_backtest({.config = config,
                                                                  .plan = plan,
                                                                  .market = market,
                                                                  .sources = sources,
                                                                  .workers = workers,
                                                                  .control = control});
  return {watched.take_findings(), findings_of(result.loop)};
}

StrategyRun StrategyBench::must_run(const data::MarketData& market, WatchOptions options,
                                    const std::string& done) const {
  StrategyWatch watched = watch(options);
  try {
    return run(market, watched);
  } catch (const core::Error& error) {
    throw LawBroken({done, "", "a run to its end", error.what()});
  }
}

const StrategyRun& StrategyBench::plain() {
  if (!plain_) {
    try {
      StrategyWatch watched = watch({});
      plain_ = run(market_, watched);
    } catch (const core::Error&) {
      throw LawPassedOver(LawOutcome::not_reached,
                          "the strategy fails in a plain run: see `answers`");
    }
  }
  return *plain_;
}

void StrategyBench::require_same(const RecordedOrders& second, core::Timestamp last,
                                 const std::string& done) {
  const RecordedOrders& first = plain().seen.orders;
  if (const auto step = first_difference(first, second, last)) {
    throw LawBroken({done, step_text(static_cast<std::int64_t>(*step)),
                     orders_text(first.of(*step), market_.instruments) + ", the first time",
                     orders_text(second.of(*step), market_.instruments) + ", the second time"});
  }
}

void StrategyBench::require_same(const RecordedOrders& second, const std::string& done) {
  require_same(second, std::numeric_limits<core::Timestamp>::max(), done);
}

std::string StrategyBench::step_text(std::int64_t step) const {
  return fmt::format("step {} at {}", step, core::format_utc(market_.timeline.time(step)));
}

}  // namespace barometer::conformance
