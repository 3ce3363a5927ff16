// SPDX-License-Identifier: Apache-2.0
#include "profiler/result_lines.hpp"

#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;
using barometer_test::contains;

namespace {

// Of a profile whose processes tell `cold_steps` apart, or none with 0.
std::string block_line(int probe_reads, std::int64_t cold_steps, std::int64_t cold_bars) {
  profile::ProfileResult result;
  profile::ProcessTimes times;
  times.blocks_ns = {100};
  times.whole_ns = cold_steps > 0 ? std::vector<double>{110} : std::vector<double>{};
  result.candidate.processes = {times};
  result.measured_with = {
      .clock = "tsc", .probe_reads = probe_reads, .cold_steps = cold_steps, .cold_bars = cold_bars};
  return profiler::measured_with_lines(result).at(1);
}

}  // namespace

TEST_CASE("a profile says which steps are cold, and that none is where there are no steps") {
  CHECK(contains(block_line(2, 1, 8), "; the first step of a replay (8 bars) is cold"));
  CHECK(contains(block_line(1, 3, 8), "has its first bar (3 steps with 8 bars in all), are cold"));
  CHECK(block_line(0, 0, 0) ==
        "a block's time is that of tagging ahead; nothing is left out as cold");
}
