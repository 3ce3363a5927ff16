// SPDX-License-Identifier: Apache-2.0
#include "analysis/benchmark_metrics.hpp"

#include <vector>

#include "report/sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("twice the benchmark's returns have beta 2 and correlation 1") {
  const std::vector<double> theirs{0.01, -0.02, 0.03, 0.00};
  const std::vector<double> ours{0.02, -0.04, 0.06, 0.00};
  const analysis::BenchmarkMetrics found = analysis::measure_benchmark(ours, theirs, 252);
  CHECK(found.periods == 4);
  CHECK(found.beta.value() == Approx(2));
  CHECK(found.correlation.value() == Approx(1));
  CHECK(found.alpha.value() == Approx(0).margin(1e-12));
}

TEST_CASE("returns of different lengths or fewer than two are not compared") {
  const std::vector<double> one{0.01};
  const std::vector<double> two{0.01, 0.02};
  CHECK_FALSE(analysis::measure_benchmark(one, one, 252).beta.has_value());
  CHECK_FALSE(analysis::measure_benchmark(two, one, 252).beta.has_value());
}

TEST_CASE("a benchmark is a symbol of the run, and none is named by default") {
  const test::SampleRun run;
  const std::vector<analysis::Sample> samples =
      analysis::session_samples(run.market, run.first_step, run.config.broker.cash, run.equity);
  CHECK_FALSE(analysis::benchmark_metrics(run.market, samples, "").has_value());
  CHECK_FALSE(analysis::benchmark_metrics(run.market, samples, "NONE").has_value());
  const auto found = analysis::benchmark_metrics(run.market, samples, "COIN0");
  REQUIRE(found.has_value());
  CHECK(found->symbol == "COIN0");
  CHECK(found->periods > 2);
}

}  // namespace barometer
