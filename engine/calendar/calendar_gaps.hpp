// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "calendar/bar_spans.hpp"
#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// How many bars the calendar of a venue with sessions expects between two of a symbol: one a
// session of daily bars; one a week or month with a session, at any venue, of bars of that size; of
// shorter ones every bar of the grid with trading in it, breaks and what sessions cut off as the
// grid has them. Before and after hours nothing is expected. Not for sharing between threads.
class CalendarGaps {
 public:
  // The venue outlives this.
  CalendarGaps(const Venue& venue, core::Duration bar, const BarGrid& grid);

  // Whether the venue's holidays are known for all days between these times.
  bool knows(core::Timestamp from, core::Timestamp to);

  // Bars that are missing between one that closes at `from` and the next, which closes at `to`.
  std::int64_t missing(core::Timestamp from, core::Timestamp to);

  // Bars of the session of `date`, or of the one that it would have.
  std::int64_t bars_on(core::Day date);

 private:
  core::Day date_of(core::Timestamp time);
  std::int64_t sessions_between(core::Day from, core::Day to) const;
  std::int64_t count_session(core::Day date, core::Timestamp to);
  std::int64_t count_part(const TradingSession& part, core::Timestamp to);

  const Venue& venue_;
  Zone zone_;
  core::Duration bar_;
  bool daily_;
  bool by_session_;
  BarSpans spans_;
  core::Timestamp counted_ = 0;  // bars that close up to here are counted, or not asked for
};

}  // namespace barometer::calendar
