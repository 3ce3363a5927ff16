// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// How many bars the calendar of a venue with sessions expects between two of a symbol: one a
// session of daily bars; of shorter ones as many as the open time in between holds, session by
// session, a part of a bar counting as one. Before and after hours nothing is expected. Not for
// sharing between threads.
class CalendarGaps {
 public:
  // The venue outlives this.
  CalendarGaps(const Venue& venue, core::Duration bar);

  // Whether the venue's holidays are known for all days between these times.
  bool knows(core::Timestamp from, core::Timestamp to);

  // Bars that are missing between one that closes at `from` and the next, which closes at `to`.
  std::int64_t missing(core::Timestamp from, core::Timestamp to);

 private:
  core::Day date_of(core::Timestamp time);
  std::int64_t sessions_between(core::Day from, core::Day to) const;
  std::int64_t bars_in(core::Day date, core::Timestamp from, core::Timestamp to);

  const Venue& venue_;
  Zone zone_;
  core::Duration bar_;
  bool daily_;
};

}  // namespace barometer::calendar
