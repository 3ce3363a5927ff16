// SPDX-License-Identifier: Apache-2.0
#include "report/latency_chart.hpp"

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

}  // namespace barometer
