// SPDX-License-Identifier: Apache-2.0
// Parsing and validating CSV text that is already in memory, and whole loads of the real coins.

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <string>

#include "calendar/calendar_rows.hpp"
#include "data/csv_reader.hpp"
#include "data/load_market.hpp"
#include "data/market_data.hpp"
#include "data/symbol_input.hpp"
#include "data/synthetic.hpp"

namespace {

using namespace barometer;

config::DataConfig hourly_csv() {
  config::DataConfig config;
  config.source = config::DataSource::csv;
  config.bar = core::kHour;
  config.csv.time_format = "epoch_ms";
  config.csv.stamp = config::StampSide::open;
  return config;
}

enum class Stamps { epoch, text };

std::string generated_csv(std::int64_t bars, Stamps stamps) {
  const data::SymbolInput symbol = data::make_synthetic({.bars = bars}, core::kHour, 0);
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (const data::BarRow& bar : symbol.bars) {
    const core::Timestamp open = bar.close_time_ns - core::kHour;
    fmt::format_to(std::back_inserter(text), "{},{:.2f},{:.2f},{:.2f},{:.2f},{:.6f}\n",
                   stamps == Stamps::epoch ? std::to_string(open / core::kMillisecond)
                                           : core::format_utc(open),
                   bar.open, bar.high, bar.low, bar.close, bar.volume);
  }
  return text;
}

void parse(benchmark::State& state, const std::string& text, const config::DataConfig& config) {
  const calendar::Venue venue = calendar::find_venue(config.venue);
  const data::StampParser stamps(config, venue);
  std::size_t bars = 0;
  for (auto _ : state) {
    const data::CsvBars read = data::read_csv(text, "generated.csv", config, venue, stamps);
    if (!read.faults.empty()) {
      state.SkipWithError(core::to_string(read.faults.front()).c_str());
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
  config::DataConfig config = hourly_csv();
  config.csv.time_format = "%Y-%m-%dT%H:%M:%SZ";
  parse(state, generated_csv(state.range(0), Stamps::text), config);
}

// A third of the rows lies off the grid of the others: in proportion to the rows.
void off_grid(benchmark::State& state) {
  std::string text = "timestamp,open,high,low,close,volume\n";
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    fmt::format_to(std::back_inserter(text), "{},10,12,9,11,5\n",
                   (i * core::kHour + (i % 3 == 2 ? core::kMinute : 0)) / core::kMillisecond);
  }
  const config::DataConfig config = hourly_csv();
  const calendar::Venue venue = calendar::find_venue(config.venue);
  const data::StampParser stamps(config, venue);
  for (auto _ : state) {
    benchmark::DoNotOptimize(data::read_csv(text, "generated.csv", config, venue, stamps));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetComplexityN(state.range(0));
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
  config::DataConfig config = hourly_csv();
  config.csv.path = (folder / "{symbol}_1h.csv").string();
  std::int64_t bars = 0;
  for (auto _ : state) {
    const data::MarketData market = data::load_market(config, static_cast<int>(state.range(0)));
    for (const data::SymbolData& symbol : market.symbols) {
      bars += symbol.report.bars;
    }
  }
  state.SetBytesProcessed(state.iterations() * bytes);
  state.SetItemsProcessed(bars);
}

void calendar_rows(benchmark::State& state) {
  const data::SymbolInput symbol = data::make_synthetic({.bars = state.range(0)}, core::kHour, 0);
  const calendar::Venue venue = calendar::find_venue("24x7");
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        calendar::resolve_calendar(venue, core::kHour, data::close_times(symbol.bars)));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void synthetic(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(data::make_synthetic({.bars = state.range(0)}, core::kHour, 0));
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

BENCHMARK(generated_epoch)->Arg(45'000)->Unit(benchmark::kMillisecond);
BENCHMARK(generated_text_stamps)->Arg(45'000)->Unit(benchmark::kMillisecond);
BENCHMARK(off_grid)
    ->Arg(40'000)
    ->Arg(400'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);
BENCHMARK(real_coins)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(calendar_rows)->Arg(45'000)->Unit(benchmark::kMillisecond);
BENCHMARK(synthetic)->Arg(17'520)->Unit(benchmark::kMillisecond);

}  // namespace
