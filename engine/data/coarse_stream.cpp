// SPDX-License-Identifier: Apache-2.0
#include "data/coarse_stream.hpp"

#include <algorithm>

namespace barometer::data {

CoarseStream::CoarseStream(const calendar::Venue& venue, core::Duration bar, core::Duration on,
                           const calendar::BarGrid& grid)
    : on_(on),
      buckets_(venue, bar, on, grid),
      days_(venue, core::kDay, {}),
      resolver_(venue, std::min(on, core::kDay)),
      gatherer_(bars_) {}

std::span<const CoarseStream::Over> CoarseStream::add(const BarRow& bar,
                                                      const bm_calendar_row& row) {
  over_.clear();
  gatherer_.add(bar, buckets_.span_of(bar, row));
  for (std::size_t i = 0; i < bars_.bars.size(); ++i) {
    over_.push_back({bars_.bars[i], calendar_of(bars_.bars[i], gatherer_.spans()[i])});
  }
  gatherer_.clear();
  bars_.bars.clear();
  bars_.first_ns.clear();
  bars_.known_ns.clear();
  return over_;
}

// As resample() does.
bm_calendar_row CoarseStream::calendar_of(const BarRow& bar, const calendar::BarSpan& span) {
  return resolver_.row(on_ < core::kDay ? span : days_.from_close(bar.close_time_ns));
}

}  // namespace barometer::data
