// SPDX-License-Identifier: Apache-2.0
// The page of a study of 10,000 trials: it is to take at most 50 ms and 600 KB.
#include <benchmark/benchmark.h>

#include <string>

#include "page/study_pages.hpp"

namespace barometer {

namespace {

void write_study_page(benchmark::State& state) {
  const test::StudyCase study = test::large_study();
  const test::SampleRun run({.symbols = 3, .bars = 60});
  std::size_t bytes = 0;
  for (auto _ : state) {
    bytes = test::page_of(study, run).size();
  }
  state.counters["bytes"] = static_cast<double>(bytes);
}

BENCHMARK(write_study_page)->Name("page/study_10000")->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace barometer
