// SPDX-License-Identifier: Apache-2.0
#include "app/synth_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "app/interrupt.hpp"
#include "config/load.hpp"
#include "config/scalar.hpp"
#include "core/shell_word.hpp"
#include "data/bar_row.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "report/csv_writer.hpp"
#include "report/number_text.hpp"
#include "report/run_folder.hpp"
#include "report/standard_output.hpp"

namespace barometer::app {

namespace {

constexpr const char* kConfigFile = "market.yaml";

config::RunConfig synthetic_config(const std::vector<std::string>& overrides) {
  return config::parse_config("data: {source: synthetic}\nstrategy: {plugin: buy_and_hold}\n",
                              "synth", overrides);
}

void write_bars(const data::SymbolData& symbol, core::Duration bar, const report::Sink& sink) {
  report::CsvWriter csv(sink);
  csv.header({"timestamp", "open", "high", "low", "close", "volume", "truth"});
  for (std::size_t t = 0; t < symbol.bars.size(); ++t) {
    const data::BarRow& row = symbol.bars[t];
    csv.integer((row.close_time_ns - bar) / core::kMillisecond);
    csv.number(row.open).number(row.high).number(row.low).number(row.close).number(row.volume);
    csv.integer(symbol.truth[t]);
    csv.end_row();
  }
  csv.finish();
}

std::string config_text(const data::MarketData& market, const std::filesystem::path& folder) {
  std::string names;
  for (const data::SymbolData& symbol : market.symbols) {
    names += (names.empty() ? "" : ", ") + symbol.name;
  }
  const std::string path = (folder / "{symbol}.csv").string();
  return fmt::format(
      "# barometer tag {} --score\n"
      "data:\n"
      "  source: csv\n"
      "  path: '{}'\n"
      "  symbols: [{}]\n"
      "  bar: {}\n"
      "  time: {{column: timestamp, format: epoch_ms, zone: UTC, stamp: open}}\n"
      "  columns: {{truth: truth}}  # 0 calm, 1 normal, 2 turbulent\n"
      "regime: {{plugin: regime}}\n"
      "strategy: {{plugin: buy_and_hold}}\n",
      kConfigFile, path, names, config::write_bar_size(market.bar));
}

}  // namespace

ExitCode synth_command(const SynthOptions& options) {
  const config::RunConfig config = synthetic_config(options.overrides);
  const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  report::RunFolder folder(options.out, [] { return interrupted().load(); });
  const data::MarketData market = data::load_market(config.data, threads, {}, &interrupted());
  for (const data::SymbolData& symbol : market.symbols) {
    folder.write(symbol.name + ".csv",
                 [&](const report::Sink& sink) { write_bars(symbol, market.bar, sink); });
  }
  folder.write(kConfigFile,
               [&](const report::Sink& sink) { sink(config_text(market, folder.target())); });
  folder.publish();
  if (!options.quiet) {
    report::print_folded(
        fmt::format("{} of {} of {} in {}\nscore tags on them:\n",
                    report::counted(std::ssize(market.symbols), "symbol"),
                    report::counted(std::ssize(market.symbols.front().bars), "bar"),
                    config::write_bar_size(market.bar), folder.target().string()));
    report::print(fmt::format("  barometer tag {} --score\n",
                              core::shell_word((folder.target() / kConfigFile).string())));
  }
  return ExitCode::ok;
}

}  // namespace barometer::app
