// SPDX-License-Identifier: Apache-2.0
#include "calendar/expected_opens.hpp"

#include <fmt/format.h>

#include <vector>

#include "calendar/expected_spans.hpp"
#include "calendar/zone.hpp"

namespace barometer::calendar {

namespace {

constexpr std::size_t kMostOpens = 8;  // that are all listed

std::string clock_of(Zone& zone, core::Timestamp time) {
  return core::format_utc(time + zone.offset(time)).substr(11, 5);
}

std::string listed(Zone& zone, const std::vector<BarSpan>& spans) {
  std::string text;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans.size() > kMostOpens && i == 2) {
      return text + " ... " + clock_of(zone, spans.back().open);
    }
    text += i == 0 ? "" : i + 1 == spans.size() ? " and " : ", ";
    text += clock_of(zone, spans[i].open);
  }
  return text;
}

// The date with a session that is nearest, the earlier of two; `date` itself where none is near.
core::Day near_session(const Venue& venue, core::Day date) {
  constexpr core::Day kFarthest = 31;
  for (core::Day away = 0; away <= kFarthest; ++away) {
    for (const core::Day other : {date - away, date + away}) {
      if (has_session(venue, other)) {
        return other;
      }
    }
  }
  return date;
}

std::string day_name(core::Day date) {
  return core::format_date(date * core::kDay);
}

}  // namespace

std::string expected_opens(const Venue& venue, core::Duration bar, const BarGrid& grid,
                           core::Timestamp time) {
  const std::string& name = grid.zone.empty() ? venue.zone : grid.zone;
  Zone zone(venue.zone);
  Zone clock(name);
  const core::Day date = session_date_at(venue, zone, time);
  const core::Day near = near_session(venue, date);
  const std::string none =
      has_session(venue, date) ? "" : fmt::format("{} has no session", day_name(date));
  if (!has_session(venue, near)) {
    return none;
  }
  return fmt::format("{}{}bars of {} begin at {} {}", none, none.empty() ? "" : " and ",
                     day_name(near), listed(clock, session_spans(venue, bar, grid, near)), name);
}

}  // namespace barometer::calendar
