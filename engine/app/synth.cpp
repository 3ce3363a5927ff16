// SPDX-License-Identifier: Apache-2.0
#include "app/synth.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "app/interrupt.hpp"
#include "config/load.hpp"
#include "config/scalar.hpp"
#include "data/load_market.hpp"
#include "report/csv_writer.hpp"
#include "report/figures.hpp"
#include "report/run_folder.hpp"

namespace barometer {

namespace {

constexpr const char* kConfigFile = "market.yaml";

RunConfig synthetic_config(const std::vector<std::string>& overrides) {
  return parse_config("data: {source: synthetic}\nstrategy: {plugin: buy_and_hold}\n", "synth",
                      overrides);
}

void write_bars(const SymbolData& symbol, Duration bar, const Sink& sink) {
  CsvWriter csv(sink);
  csv.header({"timestamp", "open", "high", "low", "close", "volume", "truth"});
  for (std::size_t t = 0; t < symbol.bars.size(); ++t) {
    const BarRow& row = symbol.bars[t];
    csv.integer((row.close_time_ns - bar) / kMillisecond);
    csv.number(row.open).number(row.high).number(row.low).number(row.close).number(row.volume);
    csv.integer(symbol.truth[t]);
    csv.end_row();
  }
  csv.finish();
}

std::string config_text(const MarketData& market, const std::filesystem::path& folder) {
  std::string names;
  for (const SymbolData& symbol : market.symbols) {
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
      kConfigFile, path, names, write_duration(market.bar));
}

}  // namespace

ExitCode synth_command(const SynthOptions& options) {
  refuse_existing_run(options.out);
  const RunConfig config = synthetic_config(options.overrides);
  const int threads = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const MarketData market = load_market(config.data, threads, {}, &interrupted());
  RunFolder folder(options.out, [] { return interrupted().load(); });
  for (const SymbolData& symbol : market.symbols) {
    folder.write(symbol.name + ".csv",
                 [&](const Sink& sink) { write_bars(symbol, market.bar, sink); });
  }
  folder.write(kConfigFile, [&](const Sink& sink) { sink(config_text(market, folder.target())); });
  folder.publish();
  if (!options.quiet) {
    fmt::print("{} of {} of {} in {}\nscore tags on them: barometer tag {} --score\n",
               counted(std::ssize(market.symbols), "symbol"),
               counted(std::ssize(market.symbols.front().bars), "bar"), write_duration(market.bar),
               folder.target().string(), (folder.target() / kConfigFile).string());
  }
  return ExitCode::ok;
}

}  // namespace barometer
