// SPDX-License-Identifier: Apache-2.0
#include "backtest/later_calendar.hpp"

#include <array>

#include "support/catch.hpp"

using namespace barometer;

TEST_CASE("rows are dated later and otherwise what they were") {
  std::array<bm_calendar_row, 2> rows{};
  rows[1].session_open_ns = 5;
  rows[1].session_date = 19'000;
  rows[1].local_minute = 90;
  backtest::LaterCalendar calendar;
  CHECK(calendar.of(rows.data(), 2, 0) == rows.data());
  const bm_calendar_row& later = calendar.of(rows.data(), 2, 7 * core::kDay)[1];
  CHECK(later.session_open_ns == 5 + 7 * core::kDay);
  CHECK(later.session_date == 19'007);
  CHECK(later.local_minute == 90);
  CHECK(calendar.of(nullptr, 1, core::kDay) == nullptr);
}
