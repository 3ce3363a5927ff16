// SPDX-License-Identifier: Apache-2.0
#include "report/summary_sections.hpp"

#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

TEST_CASE("latency that grows is called a defect") {
  test::SampleRun run;
  run.latency.metered = true;
  run.latency.growth = latency::GrowthReport{.grows = true, .rise = 0.5, .z = 9};
  const std::string text = report::summary::latency(run.record(), {}, report::Style{});
  CHECK(contains(text, "GROWS"));
  CHECK(contains(text, "+50.0 %"));
}

TEST_CASE("a live replay says whether the run would keep up") {
  test::SampleRun run;
  run.latency.metered = true;
  latency::LiveReport live;
  live.interval_ns = core::kMillisecond;
  live.load = 0.5;
  run.latency.live = live;
  CHECK(contains(report::summary::latency(run.record(), {}, report::Style{}),
                 "would keep up with bars every 1.00 ms"));
  run.latency.live->load = 1.5;
  CHECK(contains(report::summary::latency(run.record(), {}, report::Style{}),
                 "would fall behind bars every 1.00 ms: busy 150.0 % of the time"));
}

}  // namespace barometer
