// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <optional>

#include "calendar/bar_grid.hpp"
#include "calendar/bar_spans.hpp"
#include "calendar/clock_pieces.hpp"
#include "calendar/period.hpp"
#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"

namespace barometer::data {

// Says for each bar which coarse bar it belongs to, as data/resample.hpp states it. What it
// remembers of one bar saves time for the next and changes nothing. Not for sharing between
// threads.
class Buckets {
 public:
  // The bars are of size `bar` and lie on `grid`. The venue outlives it. REQUIRES:
  // is_coarser(on, bar).
  Buckets(const calendar::Venue& venue, core::Duration bar, core::Duration on,
          const calendar::BarGrid& grid);

  // nullopt: the bar belongs to none.
  std::optional<calendar::BarSpan> span_of(const BarRow& bar, const bm_calendar_row& row);

  // The same, but where its last instant lies for a bar that goes on past the end of that.
  std::optional<calendar::BarSpan> span_of_whole(const BarRow& bar, const bm_calendar_row& row);

  // What the coarse bars lie on.
  calendar::BarGrid grid(const calendar::BarGrid& of_bars) const;

 private:
  calendar::BarSpan piece_of_session(core::Timestamp middle);
  calendar::BarSpan piece_of_day(core::Timestamp middle, const bm_calendar_row& row);
  calendar::BarSpan between_sessions(calendar::BarSpan piece, const bm_calendar_row& row,
                                     core::Timestamp middle);
  calendar::BarSpan within_session(calendar::BarSpan piece);
  core::Timestamp next_open(core::Day date);
  core::Timestamp end_of_period(core::Day date);

  const calendar::Venue& venue_;
  calendar::Zone zone_;  // of the venue, which sessions go by
  core::Duration bar_;
  core::Duration on_;
  bool by_session_;
  bool ends_with_session_;
  calendar::BarSpans spans_;      // of pieces counted from midnight
  calendar::ClockPieces pieces_;  // by the clock that the bars are counted by; unused from 1d on
  calendar::Period period_{.first = 0, .last = -1};  // of the last bar; none yet
  core::Timestamp period_end_ = 0;
};

}  // namespace barometer::data
