// SPDX-License-Identifier: Apache-2.0
#include "data/bar_row.hpp"

#include <barometer/abi/bars.h>

#include <algorithm>

namespace barometer::data {

std::vector<core::Timestamp> close_times(std::span<const BarRow> rows) {
  std::vector<core::Timestamp> times(rows.size());
  std::ranges::transform(rows, times.begin(), &BarRow::close_time_ns);
  return times;
}

bm_bars view_of(std::span<const BarRow> rows) {
  constexpr std::int64_t kWordsPerRow = sizeof(BarRow) / sizeof(double);
  if (rows.empty()) {
    return {{}, {}, {}, {}, {}, {}, {}, {}, kWordsPerRow};
  }
  const BarRow& first = rows.front();
  return {.close_time_ns = &first.close_time_ns,
          .open = &first.open,
          .high = &first.high,
          .low = &first.low,
          .close = &first.close,
          .volume = &first.volume,
          .spread_open = nullptr,
          .spread_close = nullptr,
          .stride = kWordsPerRow};
}

}  // namespace barometer::data
