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

#include "app/engine_run.hpp"
#include "app/interrupt.hpp"
#include "app/progress.hpp"
#include "config/load.hpp"
#include "data/load_market.hpp"
#include "report/analysis.hpp"
#include "report/run_folder.hpp"
#include "report/summary.hpp"
#include "report/write_run.hpp"

namespace barometer {

namespace {

namespace fs = std::filesystem;
using WallClock = std::chrono::steady_clock;

// runs/quickstart-20240501-093000, with -2, -3, ... when two runs start in one second.
fs::path fresh_folder(const RunConfig& config) {
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

EngineRun run_with_progress(const RunConfig& config, const Assembly& assembly,
                            const MarketData& market, int threads, ClockFacts clock, bool quiet) {
  Workers workers(threads);
  LoopControl control{interrupted()};
  std::atomic<double> tagged{0};
  const auto steps = static_cast<double>(market.timeline.steps());
  const std::vector<BarSource> sources = sources_of(market);
  const bool ahead = config.run.tagging == Tagging::ahead && !assembly.taggers.empty();
  const ProgressBar bar(
      "running",
      [&control, &tagged, steps, ahead] {
        const double looped = static_cast<double>(control.steps_done) / steps;
        return ahead ? (tagged + looped) / 2 : looped;
      },
      !quiet);
  return run_engine({config, assembly, market, sources, workers, control, clock,
                     [&tagged](std::size_t done, std::size_t total) {
                       tagged = static_cast<double>(done) / static_cast<double>(total);
                     }});
}

PluginRecord record_of(const Plugin& plugin, const ParamValues& params, const char* kind) {
  const bm_manifest& manifest = *plugin.manifest;
  return {kind,        manifest.name,     manifest.version, manifest.build, plugin.path.string(),
          plugin.hash, params.described()};
}

std::vector<PluginRecord> plugin_records(const Assembly& assembly) {
  std::vector<PluginRecord> records;
  for (std::size_t t = 0; t < assembly.taggers.size(); ++t) {
    const TaggerEntry& entry = assembly.taggers[t];
    records.push_back(record_of(entry.tagger.plugin(), entry.tagger.params(), "regime"));
    records.back().as = entry.as;
    records.back().on = entry.on;
    records.back().of = entry.of;
  }
  records.push_back(record_of(assembly.strategy, assembly.strategy_params, "strategy"));
  return records;
}

std::vector<ConditionRecord> condition_records(const Assembly& assembly, const LoopResult& loop) {
  std::vector<ConditionRecord> records;
  for (std::size_t i = 0; i < assembly.conditions.texts().size(); ++i) {
    records.push_back({assembly.conditions.texts()[i], loop.actions[i]});
  }
  return records;
}

std::vector<std::string> warnings_of(const RunConfig& config) {
  const LatencyConfig& latency = config.latency;
  std::vector<std::string> warnings;
  const bool budgeted = !latency.budgets.empty() || latency.warmup_total;
  if (budgeted && latency.meter == Meter::off) {
    warnings.push_back("latency.budget is stated but latency.meter is off: nothing was judged");
  }
  if (latency.live_interval && latency.meter != Meter::full) {
    warnings.push_back(
        "latency.live_interval needs every step's time, latency.meter: full: nothing was computed");
  }
  return warnings;
}

RunRecord record_of(const RunConfig& config, const Assembly& assembly, const MarketData& market,
                    const EngineRun& run, int threads, WallClock::time_point start) {
  return {config,
          market,
          run.tags,
          run.loop.orders.view(),
          run.loop.fills.view(),
          run.loop.equity.view(),
          run.first_step,
          plugin_records(assembly),
          condition_records(assembly, run.loop),
          run.latency,
          threads,
          std::chrono::duration<double>(WallClock::now() - start).count(),
          warnings_of(config),
          {run.loop.cash_events.view(), run.valuations},
          run.loop.risk,
          run.loop.unmeasured_fills,
          run.loop.changes.view(),
          run.loop.ambiguous_bars,
          run.loop.equity_before_close,
          run.loop.unlisted_orders};
}

ExitCode verdict(const RunConfig& config, const LatencyReport& latency) {
  const bool fails = latency.breached && config.latency.on_breach == OnBreach::fail;
  return fails ? ExitCode::budget_failed : ExitCode::ok;
}

}  // namespace

RunConfig config_of(const RunOptions& options) {
  ConfigDraft draft = draft_config(options.config, options.overrides);
  if (!draft.faults.empty()) {
    std::ranges::move(plugin_faults(draft.config), std::back_inserter(draft.faults));
    throw_if_any(std::move(draft.faults));
  }
  return std::move(draft.config);
}

int threads_of(const RunOptions& options, const RunConfig& config) {
  const int asked = options.threads.value_or(config.run.threads);
  return asked > 0 ? asked : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

MarketData load_with_progress(const RunConfig& config, int threads, bool quiet) {
  std::atomic<double> loaded{0};
  const ProgressBar bar(
      "loading", [&loaded] { return loaded.load(); }, !quiet);
  return load_market(
      config.data, threads,
      [&loaded](std::size_t done, std::size_t total) {
        loaded = static_cast<double>(done) / static_cast<double>(total);
      },
      &interrupted());
}

ExitCode run_pipeline(const RunOptions& options) {
  const auto start = WallClock::now();
  const RunConfig config = config_of(options);
  const fs::path folder = options.out.value_or(fresh_folder(config));
  refuse_existing_run(folder);

  const Assembly assembly = assemble(config);
  const int threads = threads_of(options, config);
  std::future<ClockFacts> calibration;
  if (config.latency.meter != Meter::off) {
    calibration = calibrate_clock();  // takes 100 ms of sleep: beside the loading
  }
  const MarketData market = load_with_progress(config, threads, options.quiet);

  const ClockFacts clock = calibration.valid() ? calibration.get() : ClockFacts{};
  const EngineRun run = run_with_progress(config, assembly, market, threads, clock, options.quiet);

  const RunRecord record = record_of(config, assembly, market, run, threads, start);
  const RunAnalysis analysis = analyse(record);
  write_run(record, analysis, folder, [] { return interrupted().load(); });
  if (!options.quiet) {
    const Style style{::isatty(STDOUT_FILENO) == 1};
    fmt::print("{}", render_summary(record, analysis, style, folder));
  }
  return verdict(config, run.latency);
}

}  // namespace barometer
