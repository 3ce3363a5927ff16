// SPDX-License-Identifier: Apache-2.0
#include "app/causality_command.hpp"

#include <fmt/format.h>

#include "analysis/find_warnings.hpp"
#include "app/with_progress.hpp"
#include "backtest/backtest.hpp"
#include "backtest/causality.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "core/timestamp.hpp"
#include "report/standard_output.hpp"
#include "report/warning_text.hpp"

namespace barometer::app {

namespace {

constexpr int kCuts = 10;

void print_check(const backtest::CausalityCheck& check) {
  report::print_folded(
      fmt::format("  {}  future {:<8} {}\n", core::format_utc(check.cut), check.future,
                  check.difference.empty() ? "same" : "DIFFERENT: " + check.difference));
}

void print_trial(const backtest::PluginTrial& trial) {
  const char* verdict = trial.difference.empty() ? "same"
                        : trial.is_note          ? "not the same: "
                                                 : "DIFFERENT: ";
  report::print_folded(fmt::format("  {:<42}{}{}\n", trial.way, verdict, trial.difference));
  if (trial.is_note) {
    report::print_folded(
        "  note: the strategy acts by the date: what whoever wrote the dates down knew, nobody can "
        "tell\n");
  }
}

const char* verdict(const backtest::CausalityReport& found, bool has_labels) {
  if (found.clean()) {
    return has_labels ? "nothing but the labels can know the future"
                      : "nothing here knows the future";
  }
  return found.knows_future() ? "SOMETHING KNOWS THE FUTURE"
                              : "SOMETHING DEPENDS ON MORE THAN THE BARS UP TO NOW";
}

bool reads_labels(const backtest::RunPlan& plan) {
  for (std::size_t t = 0; t < plan.taggers.size(); ++t) {
    if (plan.taggers[t].labels) {
      return true;
    }
  }
  return false;
}

void print_labels(const backtest::RunPlan& plan) {
  for (const analysis::PluginRecord& plugin : backtest::plugin_records(plan)) {
    if (plugin.labels) {
      report::print_folded(report::warning_text(analysis::unchecked(*plugin.labels)) + "\n");
    }
  }
}

void print_report(const config::RunConfig& config, const backtest::CausalityReport& found,
                  bool has_labels) {
  report::print_folded(
      "the run up to a cut, with the bars after it removed or replaced by noise:\n");
  for (const backtest::CausalityCheck& check : found.checks) {
    print_check(check);
  }
  if (config.broker.fill == config::FillRule::same_close) {
    report::print_folded("fills at the close that decided them were asked for: not checked\n");
  } else {
    report::print_folded(fmt::format("every fill later than its order: {}\n",
                                     found.early_fill.empty() ? "yes" : "NO: " + found.early_fill));
  }
  report::print_folded("the run in other ways:\n");
  for (const backtest::PluginTrial& trial : found.trials) {
    print_trial(trial);
  }
  report::print_folded(fmt::format("compared: {} tags, {} orders, {} fills\n{}{}\n",
                                   found.compared.tags, found.compared.orders, found.compared.fills,
                                   found.same_twice()
                                       ? ""
                                       : "NOT THE SAME TWICE: mend that first, until then "
                                         "no other difference says anything\n",
                                   verdict(found, has_labels)));
}

}  // namespace

ExitCode causality_command(const RunArguments& arguments) {
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  backtest::require_strategy(plan.state().config);
  const backtest::Market market = load_with_progress(plan, arguments);
  const backtest::CausalityReport report =
      with_progress("checking", arguments, [&](const backtest::Control& control) {
        return backtest::check_causality(plan, market, kCuts, control);
      });
  const backtest::RunPlan& loaded = plan.state().plan;
  if (!arguments.quiet || !report.clean() || report.trials.back().is_note) {
    print_report(plan.state().config, report, reads_labels(loaded));
  }
  print_labels(loaded);  // also where it is quiet: exit code 0 says nothing of them
  return report.clean() ? ExitCode::ok : ExitCode::plugin_failed;
}

}  // namespace barometer::app
