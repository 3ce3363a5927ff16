// SPDX-License-Identifier: Apache-2.0
#include "app/run_command.hpp"

#include <barometer/backtest/api/run.hpp>

#include "app/record_run.hpp"
#include "app/run_files.hpp"
#include "app/utc_stamp.hpp"
#include "app/with_progress.hpp"
#include "backtest/backtest.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/result_state.hpp"
#include "report/headline.hpp"
#include "report/log_text.hpp"
#include "report/run_folder.hpp"
#include "report/standard_output.hpp"
#include "report/summary.hpp"
#include "report/terminal.hpp"
#include "report/write_run.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

// runs/quickstart-20240501-093000, with -2, -3, ... when two runs start in one second.
fs::path fresh_folder(const backtest::Plan& plan) {
  const config::RunConfig& config = plan.state().config;
  return config.data.folder / fs::path(config.output.directory) / (plan.name() + "-" + utc_stamp());
}

ExitCode exit_code_of(const config::RunConfig& config, const latency::LatencyReport& latency) {
  const bool fails = latency.breached && config.latency.on_breach == config::OnBreach::fail;
  return fails ? ExitCode::budget_failed : ExitCode::ok;
}

}  // namespace

ExitCode run_command(const RunArguments& arguments) {
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  backtest::require_strategy(plan.state().config);
  report::RunFolder folder(  // claimed before anything that takes time
      arguments.out ? *arguments.out : fresh_folder(plan), [] { return interrupted().load(); },
      arguments.out ? report::IfTaken::refuse : report::IfTaken::next_free);
  const backtest::Market market = load_with_progress(plan, arguments);
  const backtest::Result result = with_progress(
      "running", arguments,
      [&](const backtest::Control& control) { return backtest::run(plan, market, {}, control); });
  const backtest::Result::State& finished = result.state();
  analysis::RunRecord record = finished.record;  // writing adds its time
  report::write_run(record, finished.analysis, folder, run_files(result));
  const std::string recorded =
      arguments.record ? record_run(result, folder.target()) : not_recorded_line();
  if (arguments.log) {
    report::write_log_text(record, report::print);
  }
  if (!arguments.quiet) {
    const report::Style style = report::style_of_output();
    const auto render = arguments.verbose ? report::render_summary : report::render_headline;
    report::print_folded(render(record, finished.analysis, style, folder.target()) + recorded);
  }
  return exit_code_of(plan.state().config, finished.run.latency);
}

}  // namespace barometer::app
