// SPDX-License-Identifier: Apache-2.0
#include "app/gate_command.hpp"

#include <memory>
#include <vector>

#include "app/tell_left_out.hpp"
#include "app/with_progress.hpp"
#include "backtest/market_state.hpp"
#include "backtest/plan_state.hpp"
#include "backtest/run_record.hpp"
#include "page/gate_page.hpp"
#include "report/gate_json.hpp"
#include "report/gate_picture.hpp"
#include "report/gate_text.hpp"
#include "report/new_file.hpp"
#include "report/standard_output.hpp"
#include "report/terminal.hpp"
#include "study/gate.hpp"

namespace barometer::app {

namespace {

using File = std::unique_ptr<report::NewFile>;

// Claimed before anything that takes time.
File claimed(const std::optional<std::filesystem::path>& path) {
  return path ? std::make_unique<report::NewFile>(*path, [] { return interrupted().load(); })
              : nullptr;
}

study::GateOptions options_of(const GateArguments& arguments, const backtest::Plan& plan) {
  const config::RunConfig& config = plan.state().config;
  study::GateOptions options;
  options.placebos = arguments.placebos.value_or(config.study ? config.study->gate.placebos
                                                              : config::GateConfig{}.placebos);
  options.seed = arguments.seed.value_or(config.run.seed);
  return options;
}

void write(const File& file, const std::string& text) {
  if (file != nullptr) {
    file->write([&text](const report::Sink& sink) { sink(text); });
  }
}

void write_page(const File& file, const analysis::GateResult& result, const backtest::Plan& plan,
                const backtest::Market& market) {
  if (file != nullptr) {
    const std::vector<analysis::PluginRecord> plugins = backtest::plugin_records(plan.state().plan);
    file->write([&](const report::Sink& sink) {
      page::write_gate_page(result, {plan.state().config, market.state().data, plugins}, sink);
    });
  }
}

}  // namespace

ExitCode gate_command(const RunArguments& arguments, const GateArguments& options,
                      const std::optional<std::filesystem::path>& picture) {
  const backtest::Plan plan = backtest::Plan::load(arguments.source);
  const File json_file = claimed(options.json);
  const File picture_file = claimed(picture);
  const File page_file = claimed(options.page);
  const backtest::Market market = load_with_progress(plan, arguments);
  tell_left_out(market);
  const analysis::GateResult result =
      with_progress("judging", arguments, [&](const backtest::Control& control) {
        return study::run_gate(plan, market, options_of(options, plan), control);
      });
  if (!arguments.quiet || result.stopped) {
    report::print_folded(report::render_gate(result, report::style_of_output()));
  }
  if (result.stopped) {
    return ExitCode::interrupted;
  }
  write(json_file, report::gate_json(result).dump(2) + "\n");
  write(picture_file, report::draw_gate(result));
  write_page(page_file, result, plan, market);
  return ExitCode::ok;
}

}  // namespace barometer::app
