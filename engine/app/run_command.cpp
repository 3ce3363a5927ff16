// SPDX-License-Identifier: Apache-2.0
#include "app/run_command.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <barometer/backtest/api/run.hpp>

#include "app/utc_stamp.hpp"
#include "app/with_progress.hpp"
#include "backtest/backtest.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/result_state.hpp"
#include "report/log_text.hpp"
#include "report/run_folder.hpp"
#include "report/summary.hpp"
#include "report/write_run.hpp"

namespace barometer::app {

namespace {

namespace fs = std::filesystem;

// runs/quickstart-20240501-093000, with -2, -3, ... when two runs start in one second.
fs::path fresh_folder(const backtest::Plan& plan) {
  const fs::path parent = plan.state().config.output.directory;
  const std::string name = plan.name() + "-" + utc_stamp();
  fs::path folder = parent / name;
  for (int i = 2; fs::exists(folder); ++i) {
    folder = parent / fmt::format("{}-{}", name, i);
  }
  return folder;
}

ExitCode exit_code_of(const config::RunConfig& config, const latency::LatencyReport& latency) {
  const bool fails = latency.breached && config.latency.on_breach == config::OnBreach::fail;
  return fails ? ExitCode::budget_failed : ExitCode::ok;
}

}  // namespace

ExitCode run_command(const RunArguments& arguments) {
  if (arguments.out) {
    report::refuse_existing_run(*arguments.out);  // before anything that takes time
  }
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  backtest::require_strategy(plan.state().config);
  const fs::path folder = arguments.out ? *arguments.out : fresh_folder(plan);
  const backtest::Market market = load_with_progress(plan, arguments);
  const backtest::Result result = with_progress(
      "running", arguments,
      [&](const backtest::Control& control) { return backtest::run(plan, market, {}, control); });
  const backtest::Result::State& finished = result.state();
  analysis::RunRecord record = finished.record;  // writing adds its time
  if (arguments.log) {
    report::write_log_text(record, [](std::string_view line) { fmt::print("{}", line); });
  }
  report::write_run(record, finished.analysis, folder, [] { return interrupted().load(); });
  if (!arguments.quiet) {
    const report::Style style{::isatty(STDOUT_FILENO) == 1};
    fmt::print("{}", report::render_summary(record, finished.analysis, style, folder));
  }
  return exit_code_of(plan.state().config, finished.run.latency);
}

}  // namespace barometer::app
