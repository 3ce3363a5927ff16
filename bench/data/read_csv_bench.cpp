// SPDX-License-Identifier: Apache-2.0
// Parsing and validating CSV text that is already in memory, and whole loads of the real coins.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>

#include "data/calendar.hpp"
#include "data/csv_reader.hpp"
#include "data/load_market.hpp"
#include "data/synthetic.hpp"

namespace {

using namespace barometer;

DataConfig hourly_csv() {
  DataConfig config;
  config.source = DataSource::csv;
  config.bar = kHour;
  config.csv.time_format = "epoch_ms";
  config.csv.stamp = StampSide::open;
  return config;
}

enum class Stamps { epoch, text };

std::string generated_csv(std::int64_t bars, Stamps stamps) {
  const SymbolData symbol = make_synthetic({.bars = bars}, kHour, 0);
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (const BarRow& bar : symbol.bars) {
    const Timestamp open = bar.close_time_ns - kHour;
    fmt::format_to(std::back_inserter(text), "{},{:.2f},{:.2f},{:.2f},{:.2f},{:.6f}\n",
                   stamps == Stamps::epoch ? std::to_string(open / kMillisecond) : format_utc(open),
                   bar.open, bar.high, bar.low, bar.close, bar.volume);
  }
  return text;
}

void parse(benchmark::State& state, const std::string& text, const DataConfig& config) {
  const Venue venue = find_venue(config.venue);
  const StampParser stamps(config, venue);
  std::size_t bars = 0;
  for (auto _ : state) {
    const CsvBars read = read_csv(text, "generated.csv", config, venue, stamps);
    if (!read.faults.empty()) {
      state.SkipWithError(to_string(read.faults.front()).c_str());
      return;
    }
    bars += read.bars.size();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.SetItemsProcessed(static_cast<std::int64_t>(bars));
}

void generated_epoch(benchmark::State& state) {
  parse(state, generated_csv(state.range(0), Stamps::epoch), hourly_csv());
}

void generated_text_stamps(benchmark::State& state) {
  DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m-%dT%H:%M:%SZ";
  parse(state, generated_csv(state.range(0), Stamps::text), config);
}

void real_coins(benchmark::State& state) {
  const char* root = std::getenv("BAROMETER_DATA");
  const std::filesystem::path folder =
      std::filesystem::path(root == nullptr ? "../shared/data" : root) / "crypto_1h";
  if (!std::filesystem::exists(folder)) {
    state.SkipWithError("BAROMETER_DATA is not there");
    return;
  }
  std::int64_t bytes = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    bytes += entry.path().extension() == ".csv" ? static_cast<std::int64_t>(entry.file_size()) : 0;
  }
  DataConfig config = hourly_csv();
  config.csv.path = (folder / "{symbol}_1h.csv").string();
  std::int64_t bars = 0;
  for (auto _ : state) {
    const MarketData market = load_market(config, static_cast<int>(state.range(0)));
    for (const SymbolData& symbol : market.symbols) {
      bars += symbol.report.bars;
    }
  }
  state.SetBytesProcessed(state.iterations() * bytes);
  state.SetItemsProcessed(bars);
}

void calendar(benchmark::State& state) {
  const SymbolData symbol = make_synthetic({.bars = state.range(0)}, kHour, 0);
  const Venue venue = find_venue("24x7");
  for (auto _ : state) {
    benchmark::DoNotOptimize(resolve_calendar(venue, kHour, symbol.bars));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void synthetic(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(make_synthetic({.bars = state.range(0)}, kHour, 0));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(generated_epoch)->Arg(45'000)->Unit(benchmark::kMillisecond);
BENCHMARK(generated_text_stamps)->Arg(45'000)->Unit(benchmark::kMillisecond);
BENCHMARK(real_coins)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(calendar)->Arg(45'000)->Unit(benchmark::kMillisecond);
BENCHMARK(synthetic)->Arg(17'520)->Unit(benchmark::kMillisecond);

}  // namespace
