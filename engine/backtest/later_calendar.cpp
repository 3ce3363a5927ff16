// SPDX-License-Identifier: Apache-2.0
#include "backtest/later_calendar.hpp"

namespace barometer::backtest {

const bm_calendar_row* LaterCalendar::of(const bm_calendar_row* rows, std::int64_t count,
                                         core::Duration later) {
  if (later == 0 || rows == nullptr) {
    return rows;
  }
  rows_.assign(rows, rows + count);
  for (bm_calendar_row& row : rows_) {
    row.session_open_ns += later;
    row.session_close_ns += later;
    row.session_date += static_cast<std::int32_t>(later / core::kDay);
  }
  return rows_.data();
}

}  // namespace barometer::backtest
