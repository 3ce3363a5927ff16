// SPDX-License-Identifier: Apache-2.0
// The way of the data, top to bottom.
#include "app/pipeline.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <future>
#include <iterator>
#include <thread>
#include <utility>

#include "analysis/run_analysis.hpp"
#include "app/interrupt.hpp"
#include "app/progress.hpp"
#include "backtest/backtest.hpp"
#include "config/load.hpp"
#include "data/load_market.hpp"
#include "report/run_folder.hpp"
#include "report/summary.hpp"
#include "report/write_run.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;
using WallClock = std::chrono::steady_clock;

// runs/quickstart-20240501-093000, with -2, -3, ... when two runs start in one second.
fs::path fresh_folder(const config::RunConfig& config) {
  const std::string name =
      config.run.name.empty() ? fs::path(config.file).stem().string() : config.run.name;
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  ::gmtime_r(&now, &utc);
  char stamp[32];
  std::strftime(stamp, sizeof stamp, "%Y%m%d-%H%M%S", &utc);
  fs::path folder = fs::path(config.output.directory) / (name + "-" + stamp);
  for (int i = 2; fs::exists(folder); ++i) {
    folder = fs::path(config.output.directory) / fmt::format("{}-{}-{}", name, stamp, i);
  }
  return folder;
}

backtest::BacktestResult run_with_progress(const config::RunConfig& config,
                                           const backtest::RunPlan& assembly,
                                           const data::MarketData& market, int threads,
                                           latency::ClockFacts clock, bool quiet) {
  core::Workers workers(threads);
  loop::LoopControl control{interrupted()};
  std::atomic<double> tagged{0};
  const auto steps = static_cast<double>(market.timeline.steps());
  const std::vector<regime::BarSource> sources = regime::sources_of(market);
  const bool ahead = config.run.tagging == config::Tagging::ahead && !assembly.taggers.empty();
  const ProgressBar bar(
      "running",
      [&control, &tagged, steps, ahead] {
        const double looped = static_cast<double>(control.steps_done) / steps;
        return ahead ? (tagged + looped) / 2 : looped;
      },
      !quiet);
  return backtest::run_backtest({config, assembly, market, sources, workers, control, clock,
                                 [&tagged](std::size_t done, std::size_t total) {
                                   tagged = static_cast<double>(done) / static_cast<double>(total);
                                 }});
}

analysis::PluginRecord record_of(const plugin::Plugin& plugin, const plugin::ParamValues& params,
                                 const char* kind) {
  const bm_manifest& manifest = *plugin.manifest;
  return {kind,        manifest.name,     manifest.version, manifest.build, plugin.path.string(),
          plugin.hash, params.described()};
}

std::vector<analysis::PluginRecord> plugin_records(const backtest::RunPlan& assembly) {
  std::vector<analysis::PluginRecord> records;
  for (std::size_t t = 0; t < assembly.taggers.size(); ++t) {
    const regime::TaggerEntry& entry = assembly.taggers[t];
    records.push_back(record_of(entry.tagger.plugin(), entry.tagger.params(), "regime"));
    records.back().as = entry.as;
    records.back().on = entry.on;
    records.back().of = entry.of;
  }
  records.push_back(record_of(assembly.strategy, assembly.strategy_params, "strategy"));
  return records;
}

std::vector<analysis::ConditionRecord> condition_records(const backtest::RunPlan& assembly,
                                                         const loop::LoopResult& loop) {
  std::vector<analysis::ConditionRecord> records;
  for (std::size_t i = 0; i < assembly.conditions.texts().size(); ++i) {
    records.push_back({assembly.conditions.texts()[i], loop.actions[i]});
  }
  return records;
}

analysis::RunRecord record_of(const config::RunConfig& config, const backtest::RunPlan& assembly,
                              const data::MarketData& market, const backtest::BacktestResult& run,
                              int threads, WallClock::time_point start) {
  const loop::LoopResult& loop = run.loop;
  return {.config = config,
          .market = market,
          .tags = run.tags,
          .first_step = run.first_step,
          .logs = {.orders = loop.orders.view(),
                   .order_changes = loop.changes.view(),
                   .fills = loop.fills.view(),
                   .equity = loop.equity.view(),
                   .flows = {.events = loop.cash_events.view(), .valuations = run.valuations}},
          .counts = {.unlisted_orders = loop.unlisted_orders,
                     .unmeasured_fills = loop.unmeasured_fills,
                     .ambiguous_bars = loop.ambiguous_bars,
                     .conditions = condition_records(assembly, loop),
                     .risk = loop.risk},
          .equity_before_close = loop.equity_before_close,
          .latency = run.latency,
          .provenance = {
              .plugins = plugin_records(assembly),
              .threads = threads,
              .wall_seconds = std::chrono::duration<double>(WallClock::now() - start).count()}};
}

ExitCode verdict(const config::RunConfig& config, const latency::LatencyReport& latency) {
  const bool fails = latency.breached && config.latency.on_breach == config::OnBreach::fail;
  return fails ? ExitCode::budget_failed : ExitCode::ok;
}

}  // namespace

data::MarketData load_with_progress(const config::RunConfig& config, int threads, bool quiet) {
  std::atomic<double> loaded{0};
  const ProgressBar bar(
      "loading", [&loaded] { return loaded.load(); }, !quiet);
  return data::load_market(
      config.data, threads,
      [&loaded](std::size_t done, std::size_t total) {
        loaded = static_cast<double>(done) / static_cast<double>(total);
      },
      &interrupted());
}

ExitCode run_pipeline(const RunOptions& options) {
  const auto start = WallClock::now();
  const config::RunConfig config = backtest::config_of(options);
  const fs::path folder = options.out.value_or(fresh_folder(config));
  report::refuse_existing_run(folder);

  const backtest::RunPlan assembly = backtest::make_run_plan(config);
  const int threads = backtest::threads_of(options, config);
  std::future<latency::ClockFacts> calibration;
  if (config.latency.meter != config::Meter::off) {
    calibration = latency::calibrate_clock();  // takes 100 ms of sleep: beside the loading
  }
  const data::MarketData market = load_with_progress(config, threads, options.quiet);

  const latency::ClockFacts clock = calibration.valid() ? calibration.get() : latency::ClockFacts{};
  const backtest::BacktestResult run =
      run_with_progress(config, assembly, market, threads, clock, options.quiet);

  const analysis::RunRecord record = record_of(config, assembly, market, run, threads, start);
  const analysis::RunAnalysis analysis = analysis::analyse(record);
  report::write_run(record, analysis, folder, [] { return interrupted().load(); });
  if (!options.quiet) {
    const report::Style style{::isatty(STDOUT_FILENO) == 1};
    fmt::print("{}", report::render_summary(record, analysis, style, folder));
  }
  return verdict(config, run.latency);
}

}  // namespace barometer::app
