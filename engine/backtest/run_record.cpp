// SPDX-License-Identifier: Apache-2.0
#include "backtest/run_record.hpp"

#include <barometer/abi/plugin.h>

#include <functional>

#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/signal_check.hpp"
#include "regime/bar_labels.hpp"

namespace barometer::backtest {

namespace {

analysis::PluginRecord plugin_record(const plugin::Plugin& plugin,
                                     const plugin::ParamValues& params, const char* kind) {
  const bm_manifest& manifest = *plugin.manifest;
  return {.kind = kind,
          .name = manifest.name,
          .version = manifest.version,
          .build = manifest.build,
          .path = plugin.path.string(),
          .hash = plugin.hash,
          .params = params.described()};
}

std::vector<analysis::ConditionRecord> condition_records(const RunPlan& plan,
                                                         const loop::LoopResult& loop) {
  std::vector<analysis::ConditionRecord> records;
  for (std::size_t i = 0; i < plan.conditions.texts().size(); ++i) {
    records.push_back({plan.conditions.texts()[i], loop.actions[i]});
  }
  return records;
}

// The inputs outlive it.
std::function<std::int64_t(std::size_t)> bars_needed_of(const RunInputs& inputs) {
  return [&inputs](std::size_t dimension) {
    return inputs.market.state().needed_bars->of(*inputs.config, inputs.plan.state().plan,
                                                 inputs.bars(), dimension);
  };
}

}  // namespace

analysis::RunLogs logs_of(const BacktestResult& run) {
  const loop::LoopResult& loop = run.loop;
  return {.orders = loop.orders.view(),
          .order_changes = loop.changes.view(),
          .fills = loop.fills.view(),
          .equity = loop.equity.view(),
          .flows = {.events = loop.cash_events.view(), .valuations = run.valuations},
          .log = loop.written.log.view(),
          .series_values = loop.written.values.view(),
          .series = loop.written.series};
}

std::vector<analysis::PluginRecord> plugin_records(const RunPlan& plan) {
  std::vector<analysis::PluginRecord> records;
  for (std::size_t t = 0; t < plan.taggers.size(); ++t) {
    const regime::TaggerEntry& entry = plan.taggers[t];
    records.push_back(plugin_record(entry.tagger.plugin(), entry.tagger.params(), "regime"));
    records.back().as = entry.as;
    records.back().on = entry.on;
    records.back().of = entry.of;
    if (entry.labels) {
      const regime::BarLabels& labels = *entry.labels;
      records.back().labels = analysis::LabelsRecord{labels.column, labels.file, labels.bars,
                                                     labels.labelled, labels.left_out_rows};
    }
  }
  if (plan.strategy.manifest != nullptr) {
    records.push_back(plugin_record(plan.strategy, plan.strategy_params, "strategy"));
  }
  return records;
}

analysis::RunRecord record_of(const RunInputs& inputs, const BacktestResult& run, int threads,
                              double wall_seconds) {
  const RunPlan& plan = inputs.plan.state().plan;
  const loop::LoopResult& loop = run.loop;
  const SignalCounts signals = count_signals(plan.strategy, inputs.bars(), run.first_step);
  return {.config = *inputs.config,
          .market = inputs.bars(),
          .tags = run.tags,
          .used_dimensions = run.used_dimensions,
          .needed_bars = bars_needed_of(inputs),
          .first_step = run.first_step,
          .logs = logs_of(run),
          .counts = {.unlisted_orders = loop.unlisted_orders,
                     .unmeasured_fills = loop.unmeasured_fills,
                     .unaffordable_notional = loop.unaffordable.notional,
                     .affordable_notional = loop.unaffordable.affordable,
                     .warmup_bars = loop.warmup_bars,
                     .early_orders = loop.early_orders,
                     .ambiguous_bars = loop.ambiguous_bars,
                     .conditions = condition_records(plan, loop),
                     .risk = loop.risk,
                     .dropped_log_rows = loop.written.dropped_rows,
                     .dropped_series_values = loop.written.dropped_values,
                     .signal_rows = signals.rows,
                     .outside_signal_rows = signals.outside},
          .equity_before_close = loop.equity_before_close,
          .latency = run.latency,
          .provenance = {
              .plugins = plugin_records(plan), .threads = threads, .wall_seconds = wall_seconds}};
}

}  // namespace barometer::backtest
