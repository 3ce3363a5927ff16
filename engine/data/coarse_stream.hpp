// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <span>
#include <vector>

#include "calendar/bar_grid.hpp"
#include "calendar/bar_spans.hpp"
#include "calendar/calendar_resolver.hpp"
#include "calendar/venue.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/buckets.hpp"
#include "data/gatherer.hpp"
#include "data/resample.hpp"

namespace barometer::data {

// The coarser bars of bars that come one by one: those that resample() makes of all of them, each
// when it becomes known. Not for sharing between threads.
class CoarseStream {
 public:
  // As resample(). The venue outlives it.
  CoarseStream(const calendar::Venue& venue, core::Duration bar, core::Duration on,
               const calendar::BarGrid& grid);
  CoarseStream(const CoarseStream&) = delete;  // its parts refer to each other
  CoarseStream& operator=(const CoarseStream&) = delete;

  struct Over {
    BarRow bar;
    bm_calendar_row calendar;
  };

  // [step] Adds the next bar. Returns the coarse bars that are over with it, at most two, valid
  // until the next call.
  std::span<const Over> add(const BarRow& bar, const bm_calendar_row& row);

  const GatheredBar& current() const { return gatherer_.current(); }

  void restore(const GatheredBar& current) { gatherer_.restore(current); }

 private:
  bm_calendar_row calendar_of(const BarRow& bar, const calendar::BarSpan& span);

  core::Duration on_;
  Buckets buckets_;
  calendar::BarSpans days_;  // of coarse bars of a day and more
  calendar::CalendarResolver resolver_;
  CoarseBars bars_;
  Gatherer gatherer_;
  std::vector<Over> over_;
};

}  // namespace barometer::data
