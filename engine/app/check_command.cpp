// SPDX-License-Identifier: Apache-2.0
#include "app/check_command.hpp"

#include <fmt/format.h>
#include <barometer/backtest/api/run.hpp>

#include "analysis/data_warnings.hpp"
#include "analysis/tag_warnings.hpp"
#include "app/with_progress.hpp"
#include "backtest/check_tags.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "data/market_data.hpp"
#include "report/data_report.hpp"
#include "report/names.hpp"
#include "report/warning_text.hpp"

namespace barometer::app {

ExitCode check_command(const RunArguments& arguments) {
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  const backtest::Market market = load_with_progress(plan, arguments);
  backtest::check(plan, market);
  if (arguments.quiet) {
    return ExitCode::ok;
  }
  const config::RunConfig& config = plan.state().config;
  const backtest::RunPlan& loaded = plan.state().plan;
  fmt::print("{}\n", report::render_data_report(market.state().data));
  std::vector<analysis::Warning> warnings;
  analysis::check_data(market.state().data, warnings);
  analysis::check_presets(backtest::plugin_records(loaded), market.state().data, warnings);
  backtest::check_tags(plan, market, warnings);
  for (const analysis::Warning& warning : warnings) {
    fmt::print("warning: {}\n", report::warning_text(warning));
  }
  for (std::size_t t = 0; t < loaded.taggers.size(); ++t) {
    fmt::print("regime    {} ({})\n", report::tagger_name(config.regime[t]),
               loaded.taggers[t].tagger.plugin().path.string());
  }
  if (config.strategy.plugin.empty()) {
    fmt::print("strategy  none\n{}: good to tag\n", config.file);
  } else {
    fmt::print("strategy  {} ({})\n{}: good to run\n", loaded.strategy.name(),
               loaded.strategy.path.string(), config.file);
  }
  return ExitCode::ok;
}

}  // namespace barometer::app
