// SPDX-License-Identifier: Apache-2.0
// What a run prints when it has ended is to take at most a millisecond.
#include <benchmark/benchmark.h>

#include "report/folded.hpp"
#include "report/headline.hpp"
#include "report/sample_run.hpp"

namespace barometer {

namespace {

void headline(benchmark::State& state) {
  const test::SampleRun run({.symbols = 10, .bars = 45'024, .stagger = 0, .first_step = 0});
  const analysis::RunRecord record = run.record();
  analysis::RunAnalysis analysis = analysis::analyse(record);
  analysis.warnings.assign(5, analysis::SameCloseFills{});
  const report::Style style{.colour = true, .width = 80};
  for (auto _ : state) {
    const std::string text = report::render_headline(record, analysis, style, "/tmp/runs/one");
    benchmark::DoNotOptimize(report::folded(text, style.width));
  }
}

BENCHMARK(headline)->Name("headline/of_45024_steps")->Unit(benchmark::kMicrosecond);

}  // namespace

}  // namespace barometer
