// SPDX-License-Identifier: Apache-2.0
#include "analysis/latency_course.hpp"

#include "support/catch.hpp"

namespace barometer {

namespace {

latency::LatencyReport with_steps(std::uint32_t count) {
  latency::LatencyReport latency;
  latency.ns_per_tick = 0.5;
  for (std::uint32_t step = 0; step < count; ++step) {
    latency.trace.push_back({4 * step, step, 2});
  }
  return latency;
}

}  // namespace

TEST_CASE("the course of a run has every sample in one block") {
  const auto course = analysis::latency_course(with_steps(1'003), 100);
  CHECK(course.size() == 92);  // 91 of 11 and one of 2
  std::int64_t next = 0;
  std::int64_t samples = 0;
  for (const analysis::LatencyBlock& block : course) {
    CHECK(block.first_step == next);
    next = block.last_step + 1;
    samples += block.samples;
  }
  CHECK(samples == 1'003);
}

TEST_CASE("a block has its median and its slowest step, per bar") {
  // Step i takes 4 i ticks of half a nanosecond for two bars: i ns a bar.
  const auto course = analysis::latency_course(with_steps(22), 2);
  REQUIRE(course.size() == 2);
  CHECK(course[1].first_step == 11);
  CHECK(course[1].median_ns == 16);
  CHECK(course[1].max_ns == 21);
}

TEST_CASE("a run without steps has no course") {
  CHECK(analysis::latency_course({}, 10).empty());
}

}  // namespace barometer
