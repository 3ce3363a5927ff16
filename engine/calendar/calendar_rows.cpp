// SPDX-License-Identifier: Apache-2.0
#include "calendar/calendar_rows.hpp"

#include "calendar/calendar_resolver.hpp"

namespace barometer::calendar {

std::vector<bm_calendar_row> resolve_calendar(const Venue& venue, core::Duration bar,
                                              std::span<const BarSpan> spans) {
  CalendarResolver resolver(venue, bar);
  std::vector<bm_calendar_row> rows;
  rows.reserve(spans.size());
  for (const BarSpan& span : spans) {
    rows.push_back(resolver.row(span));
  }
  return rows;
}

std::vector<bm_calendar_row> resolve_calendar(const Venue& venue, core::Duration bar,
                                              std::span<const core::Timestamp> close_times,
                                              const BarGrid& grid) {
  CalendarResolver resolver(venue, bar);
  BarSpans spans(venue, bar, grid);
  std::vector<bm_calendar_row> rows;
  rows.reserve(close_times.size());
  for (const core::Timestamp time : close_times) {
    rows.push_back(resolver.row(spans.from_close(time)));
  }
  return rows;
}

core::Timestamp middle_of(const bm_calendar_row& row, core::Timestamp close_time,
                          core::Duration bar) {
  return close_time - length_of(row, bar) / 2;
}

}  // namespace barometer::calendar
