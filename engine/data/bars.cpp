// SPDX-License-Identifier: Apache-2.0
#include "data/bars.hpp"

namespace barometer::data {

bm_bars view_of(std::span<const BarRow> rows) {
  constexpr std::int64_t kWordsPerRow = sizeof(BarRow) / sizeof(double);
  if (rows.empty()) {
    return {nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, kWordsPerRow};
  }
  const BarRow& first = rows.front();
  return {&first.close_time_ns, &first.open,   &first.high, &first.low,
          &first.close,         &first.volume, kWordsPerRow};
}

}  // namespace barometer::data
