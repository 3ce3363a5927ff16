// SPDX-License-Identifier: Apache-2.0
#include "profiler/replay_time.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("what is left without cold steps has no tagging ahead of theirs") {
  // A whole run of 10 bars: 1000 ns of tagging ahead, and 10 ns a bar in the loop, the cold one
  // too.
  profiler::ReplayTime one{1100, 1000, 10, 10, 1};
  CHECK(one.later_bars() == 9);
  CHECK(one.later_ns() == Approx(9 * 110));
  one.add(one);
  CHECK(one.later_bars() == 18);
  CHECK(one.later_ns() == Approx(18 * 110));
  CHECK(one.has_later());
  CHECK_FALSE(profiler::ReplayTime{500, 0, 0, 10, 0}.has_later());
  CHECK_FALSE(profiler::ReplayTime{500, 0, 500, 10, 10}.has_later());
}

TEST_CASE("a block lasts by what is judged of it, and ends where that is next to nothing") {
  CHECK(profiler::ReplayTime{1000, 0, 0, 10, 0}.lasts(1000));
  CHECK(profiler::ReplayTime{1000, 0, 1000, 10, 10}.lasts(1000));
  CHECK_FALSE(profiler::ReplayTime{1500, 0, 900, 10, 1}.lasts(1000));
  CHECK(profiler::ReplayTime{1900, 0, 900, 10, 1}.lasts(1000));
  CHECK(profiler::ReplayTime{20'000, 0, 19'990, 10, 1}.lasts(1000));
}
