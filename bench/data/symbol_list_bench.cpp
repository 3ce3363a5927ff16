// SPDX-License-Identifier: Apache-2.0
// Long lists of symbols: the promise is that 90,000 names are checked in under a second, in time
// that is linear in their number.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "config/load.hpp"
#include "config/run_config.hpp"
#include "data/source_files.hpp"

namespace barometer {

namespace {

std::string config_of(const std::string& folder, std::int64_t symbols) {
  std::string text = fmt::format(
      "data:\n  source: csv\n  path: \"{}/{{symbol}}.csv\"\n  bar: 1d\n"
      "  time: {{format: \"%Y-%m-%d\"}}\n  symbols: [S0",
      folder);
  for (std::int64_t i = 1; i < symbols; ++i) {
    text += fmt::format(", S{}", i);
  }
  return text + "]\n";
}

void parse(benchmark::State& state) {
  const std::string text = config_of("nowhere", state.range(0));
  for (auto _ : state) {
    benchmark::DoNotOptimize(config::parse_config(text, "list.yaml"));
  }
  state.SetComplexityN(state.range(0));
}

void one_venue(benchmark::State& state) {
  std::string text = "strategy: {plugin: x}\ndata:\n  source: synthetic\n  venues:\n";
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    text += fmt::format("    S{}: {}/tse.yaml\n", i, BAROMETER_VENUES);
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(config::parse_config(text, "list.yaml"));
  }
  state.SetComplexityN(state.range(0));
}

void find_files(benchmark::State& state) {
  const auto folder = std::filesystem::temp_directory_path() /
                      fmt::format("barometer_symbol_list_{}", state.range(0));
  std::filesystem::create_directories(folder);
  for (std::int64_t i = 0; i < state.range(0); ++i) {
    std::ofstream(folder / fmt::format("S{}.csv", i)) << "x\n";
  }
  const config::RunConfig config =
      config::parse_config(config_of(folder.string(), state.range(0)), "list.yaml");
  for (auto _ : state) {
    benchmark::DoNotOptimize(data::find_source_files(config.data));
  }
  state.SetComplexityN(state.range(0));
  std::filesystem::remove_all(folder);
}

BENCHMARK(parse)
    ->Name("symbol_list/parse")
    ->Arg(9'000)
    ->Arg(90'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);
BENCHMARK(one_venue)
    ->Name("symbol_list/one_venue")
    ->Arg(9'000)
    ->Arg(90'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);
BENCHMARK(find_files)
    ->Name("symbol_list/find_files")
    ->Arg(9'000)
    ->Arg(90'000)
    ->Unit(benchmark::kMillisecond)
    ->Complexity(benchmark::oN);

}  // namespace

}  // namespace barometer
