// SPDX-License-Identifier: Apache-2.0
#include "report/latency_chart.hpp"

#include <algorithm>
#include <cstdint>

#include "chart/picture_text.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

TEST_CASE("the picture of latency names the run and its stages") {
  test::SampleRun run;
  run.config.run.name = "a run";
  run.latency.metered = true;
  run.latency.steady_steps = 3;
  run.latency.steady_median_ns = 84.2;
  for (std::uint32_t step = 0; step < 4; ++step) {
    run.latency.trace.push_back({100 + step, step, 1});
  }
  latency::StageReport stage;
  stage.stage = "bar";
  stage.samples = 3;
  stage.histogram = {{80, 90, 3}};
  run.latency.stages = {stage};
  const std::string svg = report::latency_chart(run.record());
  CHECK(svg.starts_with("<svg"));
  CHECK(contains(svg, "Latency of a run"));
  CHECK(contains(svg, "median 84.2 ns a bar over 3 steady steps"));
  CHECK(contains(svg, ">bar<"));
}

TEST_CASE("every word of it can be read on a phone, of runs of one step and of many") {
  for (const std::int64_t steps : {0, 1, 1'000'000}) {
    INFO(steps);
    test::SampleRun run;
    run.config.run.name =
        "\u5e02\u5834\u306e\u72b6\u614b\u3092\u77e5\u308b\u6226\u7565\u3068"
        "\u77e5\u3089\u306a\u3044\u6226\u7565\u306e\u6bd4\u8f03 of many words";
    run.latency.metered = true;
    run.latency.sampled = true;
    run.latency.stride = 1'000;
    run.latency.steps = steps;
    run.latency.steady_steps = steps;
    run.latency.steady_median_ns = 1e9;
    for (std::uint32_t step = 0; step < std::min<std::int64_t>(steps, 500); ++step) {
      run.latency.trace.push_back({100 + step * step, step, 1});
    }
    run.latency.budgets = {
        {.stage = "bar", .quantile = 0.99, .limit_ns = 250'000'000, .explanation = {}}};
    for (const char* name : {"bar", "fill", "mark", "tag", "strategy", "order"}) {
      latency::StageReport stage;
      stage.stage = name;
      stage.samples = steps;
      stage.p50_ns = 999.9;
      stage.p99_ns = 999.9e6;
      stage.max_ns = 999'900'000'000;
      stage.histogram = {{1, 2, 7}, {8e11, 9e11, 1}};
      run.latency.stages.push_back(stage);
    }
    barometer_test::check_phone(report::latency_chart(run.record()));
  }
}

}  // namespace barometer
