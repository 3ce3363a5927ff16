// SPDX-License-Identifier: Apache-2.0
#include "app/commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>

#include "app/interrupt.hpp"
#include "app/progress.hpp"
#include "app/tag_score.hpp"
#include "backtest/backtest.hpp"
#include "backtest/causality.hpp"
#include "backtest/run_plan.hpp"
#include "backtest/tagging.hpp"
#include "core/timestamp.hpp"
#include "report/data_report.hpp"
#include "report/names.hpp"
#include "report/plugin_listing.hpp"
#include "report/run_folder.hpp"
#include "report/run_tables.hpp"
#include "report/score_text.hpp"

namespace barometer::app {

namespace {

constexpr int kCuts = 10;

void print_check(const backtest::CausalityCheck& check) {
  fmt::print("  {}  future {:<8} {}\n", core::format_utc(check.cut), check.future,
             check.difference.empty() ? "same" : "DIFFERENT: " + check.difference);
}

backtest::CausalityReport check_with_progress(const config::RunConfig& config,
                                              const backtest::RunPlan& assembly,
                                              const data::MarketData& market, int threads,
                                              const RunOptions& options) {
  core::Workers workers(threads);
  std::atomic<double> done{0};
  const ProgressBar bar(
      "checking", [&done] { return done.load(); }, !options.quiet);
  return backtest::check_causality(config, assembly, market, workers, kCuts, interrupted(),
                                   [&done](double share) { done = share; });
}

void print_causality(const config::RunConfig& config, const backtest::CausalityReport& report) {
  fmt::print("the run up to a cut, with the bars after it removed or replaced by noise:\n");
  for (const backtest::CausalityCheck& check : report.checks) {
    print_check(check);
  }
  if (config.broker.fill == config::FillRule::same_close) {
    fmt::print("fills at the close that decided them were asked for: not checked\n");
  } else {
    fmt::print("every fill later than its order: {}\n",
               report.early_fill.empty() ? "yes" : "NO: " + report.early_fill);
  }
  fmt::print("compared: {} tags, {} orders, {} fills\n{}\n", report.compared.tags,
             report.compared.orders, report.compared.fills,
             report.clean() ? "nothing here knows the future" : "SOMETHING KNOWS THE FUTURE");
}

}  // namespace

ExitCode check_command(const RunOptions& options) {
  const config::RunConfig config = backtest::config_of(options);
  const backtest::RunPlan assembly = backtest::make_run_plan(config);
  const data::MarketData market =
      load_with_progress(config, backtest::threads_of(options, config), options.quiet);
  backtest::check_market(config, market);
  // The strategy is made too: it may refuse parameters or tags that only it can judge.
  const std::unique_ptr<loop::StrategyHost> strategy =
      backtest::make_strategy(config, assembly, market);
  if (options.quiet) {
    return ExitCode::ok;
  }
  fmt::print("{}\n", report::render_data_report(market));
  for (std::size_t t = 0; t < assembly.taggers.size(); ++t) {
    fmt::print("regime    {} ({})\n", report::tagger_name(config.regime[t]),
               assembly.taggers[t].tagger.plugin().path.string());
  }
  fmt::print("strategy  {} ({})\n{}: good to run\n", strategy->plugin().manifest->name,
             strategy->plugin().path.string(), config.file);
  return ExitCode::ok;
}

ExitCode tag_command(const RunOptions& options, const TagOptions& tag) {
  if (!tag.file && !tag.score) {
    throw core::Error(
        core::ErrorKind::bad_input,
        core::Fault{"barometer tag", "there is nothing to do", "give --out FILE, --score or both"});
  }
  const config::RunConfig config = backtest::config_of(options);
  const backtest::RunPlan assembly = backtest::make_run_plan(config);
  backtest::require_taggers(config, assembly);
  const int threads = backtest::threads_of(options, config);
  const data::MarketData market = load_with_progress(config, threads, options.quiet);
  const regime::TagTable tags = backtest::tag_everything(assembly, market, threads);
  if (tag.score) {
    const analysis::ScoredTags scored = score_tags(config, market, tags, tag.dimension);
    const report::Style style{::isatty(STDOUT_FILENO) == 1};
    fmt::print("{}", options.quiet ? "" : report::render_score(scored, style));
  }
  if (tag.file) {
    report::write_new_file(
        *tag.file, [&](const report::Sink& sink) { report::write_tags(market, tags, 0, sink); },
        [] { return interrupted().load(); });
  }
  return ExitCode::ok;
}

ExitCode plugins_command() {
  fmt::print("{}", report::render_plugins());
  return ExitCode::ok;
}

ExitCode causality_command(const RunOptions& options) {
  const config::RunConfig config = backtest::config_of(options);
  const backtest::RunPlan assembly = backtest::make_run_plan(config);
  const int threads = backtest::threads_of(options, config);
  const data::MarketData market = load_with_progress(config, threads, options.quiet);
  const backtest::CausalityReport report =
      check_with_progress(config, assembly, market, threads, options);
  if (!options.quiet || !report.clean()) {
    print_causality(config, report);
  }
  return report.clean() ? ExitCode::ok : ExitCode::plugin_failed;
}

}  // namespace barometer::app
