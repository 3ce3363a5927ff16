// SPDX-License-Identifier: Apache-2.0
#include "core/bar_size.hpp"

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("a week and a month have names of their own, shorter bars those of durations") {
  CHECK(core::format_bar_size(core::kWeek) == "1w");
  CHECK(core::format_bar_size(core::kMonth) == "1mo");
  CHECK(core::format_bar_size(core::kDay) == "1d");
  CHECK(core::format_bar_size(90 * core::kMinute) == "90min");
}

TEST_CASE("twelve mean months are a mean year of the Gregorian calendar") {
  CHECK(core::kMonth == 2'629'746 * core::kSecond);
  CHECK(core::kYear == 3'652'425 * (core::kDay / 10'000));
}
