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

}  // namespace

std::string expected_opens(const Venue& venue, core::Duration bar, const BarGrid& grid,
                           core::Timestamp time) {
  const std::string& name = grid.zone.empty() ? venue.zone : grid.zone;
  Zone zone(venue.zone);
  Zone clock(name);
  const core::Day date = session_date_of(venue, time + zone.offset(time));
  return fmt::format("bars of {} begin at {} {}", core::format_date(date * core::kDay),
                     listed(clock, session_spans(venue, bar, grid, date)), name);
}

}  // namespace barometer::calendar
