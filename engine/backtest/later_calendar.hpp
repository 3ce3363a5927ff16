// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstdint>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::backtest {

// Rows of a calendar as they would be some days later. Weekdays, months and the length of years
// stay as they are where that is a multiple of 28 years.
class LaterCalendar {
 public:
  // Valid until the next call. REQUIRES: `later` is a number of whole days; 0 copies nothing.
  const bm_calendar_row* of(const bm_calendar_row* rows, std::int64_t count, core::Duration later);

 private:
  std::vector<bm_calendar_row> rows_;
};

}  // namespace barometer::backtest
