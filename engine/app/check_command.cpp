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
#include "analysis/observations.hpp"
#include "analysis/tag_warnings.hpp"
#include "app/with_progress.hpp"
#include "backtest/check_tags.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "core/error.hpp"
#include "data/market_data.hpp"
#include "report/check_json.hpp"
#include "report/data_report.hpp"
#include "report/json_text.hpp"
#include "report/names.hpp"
#include "report/observation_text.hpp"
#include "report/standard_output.hpp"
#include "report/terminal.hpp"

namespace barometer::app {

namespace {

struct CheckFindings {
  std::vector<analysis::Observation> observations;
  std::vector<analysis::Warning> warnings;
};

CheckFindings find(const backtest::RunPlan& plan, const config::DataConfig& config,
                   const data::MarketData& market, backtest::TagFindings of_tags) {
  CheckFindings found;
  found.observations = analysis::observe(market);
  std::ranges::move(of_tags.observations, std::back_inserter(found.observations));
  analysis::check_prices(config, found.warnings);
  analysis::check_data(market, found.warnings);
  const auto plugins = backtest::plugin_records(plan);
  analysis::check_presets(plugins, market, found.warnings);
  for (const analysis::PluginRecord& plugin : plugins) {
    if (plugin.labels) {
      found.warnings.emplace_back(analysis::unchecked(*plugin.labels));
    }
  }
  std::ranges::move(of_tags.warnings, std::back_inserter(found.warnings));
  return found;
}

void print_plugins(const config::RunConfig& config, const backtest::RunPlan& plan) {
  for (std::size_t t = 0; t < plan.taggers.size(); ++t) {
    report::print_folded(fmt::format("regime    {} ({})\n", report::tagger_name(config.regime[t]),
                                     plan.taggers[t].tagger.plugin().path.string()));
  }
  if (config.strategy.plugin.empty()) {
    report::print_folded(fmt::format("strategy  none\n{}: good to tag\n", config.file));
  } else {
    report::print_folded(fmt::format("strategy  {} ({})\n{}: good to run\n", plan.strategy.name(),
                                     plan.strategy.path.string(), config.file));
  }
}

ExitCode check(const RunArguments& arguments, bool json) {
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  const backtest::Market market = load_with_progress(plan, arguments);
  backtest::check(plan, market);
  backtest::TagFindings of_tags;
  with_progress("tagging", arguments, [&](const backtest::Control& control) {
    of_tags = backtest::check_tags(plan, market, control);
  });
  if (arguments.quiet) {
    return ExitCode::ok;
  }
  const config::RunConfig& config = plan.state().config;
  const data::MarketData& bars = market.state().data;
  const CheckFindings found = find(plan.state().plan, config.data, bars, std::move(of_tags));
  if (json) {
    report::print(
        report::to_text(report::check_json(config.file, bars, found.observations, found.warnings)));
    return ExitCode::ok;
  }
  const std::size_t columns = report::style_of_output().width;
  report::print_folded(report::render_data_report(bars, columns) + "\nfaults: none\n" +
                       report::render_observations(found.observations, found.warnings, columns) +
                       "\n");
  print_plugins(config, plan.state().plan);
  return ExitCode::ok;
}

}  // namespace

ExitCode check_command(const RunArguments& arguments, bool json) {
  try {
    return check(arguments, json);
  } catch (const core::Error& error) {
    if (json && error.kind() != core::ErrorKind::interrupted) {
      report::print(
          report::to_text(report::faults_json(arguments.source.file.string(), error.faults())));
    }
    throw;
  }
}

}  // namespace barometer::app
