// SPDX-License-Identifier: Apache-2.0
#include "sniffer/bar_step.hpp"

#include "core/bar_size.hpp"
#include "support/catch.hpp"

using namespace barometer;
using core::kDay;
using core::kHour;
using core::kMinute;

TEST_CASE("The size of bars by the step that most rows have") {
  const auto hours = sniffer::bar_step({{0, kHour, 2 * kHour, 5 * kHour}}, false);
  CHECK(hours.bar == kHour);
  CHECK(hours.steps == 3);
  CHECK(hours.alike == 3);
  CHECK_FALSE(hours.newest_first);
  CHECK(sniffer::bar_step({{3 * kMinute, 2 * kMinute, 0}}, false).newest_first);
}

TEST_CASE("Days, weeks and months") {
  CHECK(sniffer::bar_step({{0, kDay, 2 * kDay, 5 * kDay}}, true).bar == kDay);
  CHECK(sniffer::bar_step({{0, 7 * kDay, 13 * kDay, 21 * kDay, 28 * kDay}}, true).bar ==
        core::kWeek);
  CHECK(sniffer::bar_step({{0, 31 * kDay, 59 * kDay, 90 * kDay}}, true).bar == core::kMonth);
  CHECK_FALSE(sniffer::bar_step({{0, 15 * kDay, 30 * kDay}}, true).bar);
}

TEST_CASE("Ticks have no size") {
  CHECK_FALSE(sniffer::bar_step({{0, 146, 4'151, 11'821, 13'073}}, false).bar);
  const auto uneven = sniffer::bar_step({{0, 7 * kMinute, 9 * kMinute, 20 * kMinute}}, false);
  CHECK_FALSE(uneven.bar);
}

TEST_CASE("Steps are those of one symbol") {
  CHECK(sniffer::bar_step({{0, kHour}, {0, kHour}, {0, kHour}}, false).steps == 3);
  CHECK_FALSE(sniffer::bar_step({{0}, {0}}, false).bar);
}
