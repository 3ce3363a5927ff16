// SPDX-License-Identifier: Apache-2.0
#include "app/check_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <barometer/backtest/api/run.hpp>
#include <iterator>
#include <utility>
#include <vector>

#include "analysis/data_warnings.hpp"
#include "analysis/find_warnings.hpp"
#include "analysis/tag_warnings.hpp"
#include "app/with_progress.hpp"
#include "backtest/check_tags.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "data/market_data.hpp"
#include "report/data_report.hpp"
#include "report/names.hpp"
#include "report/standard_output.hpp"
#include "report/warning_text.hpp"

namespace barometer::app {

namespace {

void print_warnings(const backtest::RunPlan& plan, const config::DataConfig& config,
                    const data::MarketData& market, std::vector<analysis::Warning> of_tags) {
  std::vector<analysis::Warning> warnings;
  analysis::check_prices(config, warnings);
  analysis::check_data(market, warnings);
  const auto plugins = backtest::plugin_records(plan);
  analysis::check_presets(plugins, market, warnings);
  for (const analysis::PluginRecord& plugin : plugins) {
    if (plugin.labels) {
      warnings.emplace_back(analysis::unchecked(*plugin.labels));
    }
  }
  std::ranges::move(of_tags, std::back_inserter(warnings));
  for (const analysis::Warning& warning : warnings) {
    report::print(fmt::format("warning: {}\n", report::warning_text(warning)));
  }
}

}  // namespace

ExitCode check_command(const RunArguments& arguments) {
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  const backtest::Market market = load_with_progress(plan, arguments);
  backtest::check(plan, market);
  std::vector<analysis::Warning> of_tags;
  with_progress("tagging", arguments, [&](const backtest::Control& control) {
    backtest::check_tags(plan, market, of_tags, control);
  });
  if (arguments.quiet) {
    return ExitCode::ok;
  }
  const config::RunConfig& config = plan.state().config;
  const backtest::RunPlan& loaded = plan.state().plan;
  report::print(report::render_data_report(market.state().data) + "\n");
  print_warnings(loaded, config.data, market.state().data, std::move(of_tags));
  for (std::size_t t = 0; t < loaded.taggers.size(); ++t) {
    report::print(fmt::format("regime    {} ({})\n", report::tagger_name(config.regime[t]),
                              loaded.taggers[t].tagger.plugin().path.string()));
  }
  if (config.strategy.plugin.empty()) {
    report::print(fmt::format("strategy  none\n{}: good to tag\n", config.file));
  } else {
    report::print(fmt::format("strategy  {} ({})\n{}: good to run\n", loaded.strategy.name(),
                              loaded.strategy.path.string(), config.file));
  }
  return ExitCode::ok;
}

}  // namespace barometer::app
