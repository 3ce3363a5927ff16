// SPDX-License-Identifier: Apache-2.0
#include "app/data_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <thread>
#include <vector>

#include "app/data_target.hpp"
#include "app/interrupt.hpp"
#include "app/with_progress.hpp"
#include "core/error.hpp"
#include "core/nearest_name.hpp"
#include "core/shell_word.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "report/market_description.hpp"
#include "report/market_head.hpp"
#include "report/number_text.hpp"
#include "report/plain_market.hpp"
#include "report/run_folder.hpp"
#include "report/standard_output.hpp"
#include "report/terminal.hpp"

namespace barometer::app {

namespace {

struct DataAction {
  std::string_view name;
  ExitCode (*act)(const DataOptions&, const config::DataConfig&, const data::MarketData&);
};

ExitCode head(const DataOptions& options, const config::DataConfig&,
              const data::MarketData& market) {
  report::print(report::render_head(market, options.bars, report::style_of_data_output()));
  return ExitCode::ok;
}

ExitCode describe(const DataOptions&, const config::DataConfig&, const data::MarketData& market) {
  report::print_folded(report::render_description(market));
  return ExitCode::ok;
}

// With tags and a simple strategy, so that it runs as it stands.
std::string converted_config(const config::DataConfig& config, const data::MarketData& market,
                             const std::filesystem::path& folder) {
  return report::plain_config(config, market, folder) +
         "\nregime: {plugin: regime}\nstrategy: {plugin: buy_and_hold}\n";
}

ExitCode convert(const DataOptions& options, const config::DataConfig& config,
                 const data::MarketData& market) {
  constexpr const char* kConfigFile = "market.yaml";
  report::RunFolder folder(*options.out, [] { return interrupted().load(); });
  for (std::size_t i = 0; i < market.symbols.size(); ++i) {
    const data::SymbolData& symbol = market.symbols[i];
    folder.write(symbol.name + ".csv", [&](const report::Sink& sink) {
      report::write_plain_bars(market, static_cast<core::SymbolIndex>(i), sink);
    });
    if (report::writes_actions(config, symbol)) {
      folder.write(symbol.name + ".actions.csv",
                   [&](const report::Sink& sink) { report::write_plain_actions(symbol, sink); });
    }
  }
  folder.write(kConfigFile, [&](const report::Sink& sink) {
    sink(converted_config(config, market, folder.target()));
  });
  folder.publish();
  if (config.csv.has_quotes()) {
    report::print_folded("these are middle bars: the plain form has no spreads\n");
  }
  report::print_folded(fmt::format("{} in {}\nnext:\n",
                                   report::counted(std::ssize(market.symbols), "symbol"),
                                   folder.target().string()));
  report::print(fmt::format("  barometer run {}\n",
                            core::shell_word((folder.target() / kConfigFile).string())));
  return ExitCode::ok;
}

constexpr std::array kActions{DataAction{"head", head}, DataAction{"describe", describe},
                              DataAction{"convert", convert}};

void check_out(const DataOptions& options) {
  const bool converts = options.what == "convert";
  if (converts != options.out.has_value()) {
    throw core::Error(core::ErrorKind::bad_input,
                      core::Fault{"",
                                  converts ? "data convert: expected --out, found none"
                                           : "data: --out is an option of convert alone",
                                  converts ? "name a folder that does not exist" : "leave it out"});
  }
}

const DataAction& action_of(const std::string& what) {
  const auto found = std::ranges::find(kActions, std::string_view(what), &DataAction::name);
  if (found != kActions.end()) {
    return *found;
  }
  std::vector<std::string> names;
  for (const DataAction& action : kActions) {
    names.emplace_back(action.name);
  }
  throw core::Error(core::ErrorKind::bad_input, core::Fault{"", "data: there is no '" + what + "'",
                                                            core::suggestion(what, names)});
}

}  // namespace

ExitCode data_command(const DataOptions& options) {
  const DataAction& action = action_of(options.what);
  check_out(options);
  const config::DataConfig config = data_of(options.target);
  const int threads = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U));
  const data::MarketData market =
      with_progress("loading", {}, [&](const backtest::Control& control) {
        return data::load_market(config, threads, control.progress, control.stop);
      });
  return action.act(options, config, market);
}

}  // namespace barometer::app
