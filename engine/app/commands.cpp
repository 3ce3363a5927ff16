// SPDX-License-Identifier: Apache-2.0
#include "app/commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <atomic>

#include "app/assembly.hpp"
#include "app/causality.hpp"
#include "app/data_report.hpp"
#include "app/engine_run.hpp"
#include "app/interrupt.hpp"
#include "app/plugin_listing.hpp"
#include "app/progress.hpp"
#include "app/tag_score.hpp"
#include "app/tagging.hpp"
#include "core/timestamp.hpp"
#include "report/names.hpp"
#include "report/run_folder.hpp"
#include "report/run_tables.hpp"

namespace barometer {

namespace {

constexpr int kCuts = 10;

void print_check(const CausalityCheck& check) {
  fmt::print("  {}  future {:<8} {}\n", format_utc(check.cut), check.future,
             check.difference.empty() ? "same" : "DIFFERENT: " + check.difference);
}

CausalityReport check_with_progress(const RunConfig& config, const Assembly& assembly,
                                    const MarketData& market, int threads,
                                    const RunOptions& options) {
  Workers workers(threads);
  std::atomic<double> done{0};
  const ProgressBar bar(
      "checking", [&done] { return done.load(); }, !options.quiet);
  return check_causality(config, assembly, market, workers, kCuts,
                         [&done](double share) { done = share; });
}

void print_causality(const RunConfig& config, const CausalityReport& report) {
  fmt::print("the run up to a cut, with the bars after it removed or replaced by noise:\n");
  for (const CausalityCheck& check : report.checks) {
    print_check(check);
  }
  if (config.broker.fill == FillRule::same_close) {
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
  const RunConfig config = config_of(options);
  const Assembly assembly = assemble(config);
  const MarketData market = load_with_progress(config, threads_of(options, config), options.quiet);
  check_market(config, market);
  // The strategy is made too: it may refuse parameters or tags that only it can judge.
  const std::unique_ptr<StrategyHost> strategy = make_strategy(config, assembly, market);
  if (options.quiet) {
    return ExitCode::ok;
  }
  fmt::print("{}\n", render_data_report(market));
  for (std::size_t t = 0; t < assembly.taggers.size(); ++t) {
    fmt::print("regime    {} ({})\n", tagger_name(config.regime[t]),
               assembly.taggers[t].tagger.plugin().path.string());
  }
  fmt::print("strategy  {} ({})\n{}: good to run\n", strategy->plugin().manifest->name,
             strategy->plugin().path.string(), config.file);
  return ExitCode::ok;
}

ExitCode tag_command(const RunOptions& options, const TagOptions& tag) {
  if (!tag.file && !tag.score) {
    throw Error(ExitCode::bad_input, Fault{"barometer tag", "there is nothing to do",
                                           "give --out FILE, --score or both"});
  }
  const RunConfig config = config_of(options);
  const Assembly assembly = assemble(config);
  require_taggers(config, assembly);
  const int threads = threads_of(options, config);
  const MarketData market = load_with_progress(config, threads, options.quiet);
  const TagTable tags = tag_everything(assembly, market, threads);
  if (tag.score) {
    const ScoredTags scored = score_tags(config, market, tags, tag.dimension);
    const Style style{::isatty(STDOUT_FILENO) == 1};
    fmt::print("{}", options.quiet ? "" : render_score(scored, style));
  }
  if (tag.file) {
    const RunRecord record{config, market, tags, {}, {}, {}, 0, {}, {}, {}, threads, 0, {}};
    write_new_file(
        *tag.file, [&record](const Sink& sink) { write_tags(record, sink); },
        [] { return interrupted().load(); });
  }
  return ExitCode::ok;
}

ExitCode plugins_command() {
  fmt::print("{}", render_plugins());
  return ExitCode::ok;
}

ExitCode causality_command(const RunOptions& options) {
  const RunConfig config = config_of(options);
  const Assembly assembly = assemble(config);
  const int threads = threads_of(options, config);
  const MarketData market = load_with_progress(config, threads, options.quiet);
  const CausalityReport report = check_with_progress(config, assembly, market, threads, options);
  if (!options.quiet || !report.clean()) {
    print_causality(config, report);
  }
  return report.clean() ? ExitCode::ok : ExitCode::plugin_failed;
}

}  // namespace barometer
