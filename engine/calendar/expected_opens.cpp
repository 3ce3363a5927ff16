// SPDX-License-Identifier: Apache-2.0
#include "calendar/expected_opens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace barometer::calendar {

namespace {

constexpr std::size_t kMostOpens = 8;  // that are all listed

// Of bars with trading in `part`, a session or what a break leaves of it.
void append_opens(BarSpans& spans, core::Duration bar, const BarGrid& grid,
                  const TradingSession& part, std::vector<core::Timestamp>& opens) {
  core::Timestamp open = part.open;
  open -= grid.origin == GridOrigin::session ? 0 : spans.phase_from_grid(open);
  for (; open < part.close; open += bar) {
    if (opens.empty() || open > opens.back()) {
      opens.push_back(open);
    }
  }
}

std::string clock_of(Zone& zone, core::Timestamp time) {
  return core::format_utc(time + zone.offset(time)).substr(11, 5);
}

std::string listed(Zone& zone, const std::vector<core::Timestamp>& opens) {
  std::string text;
  for (std::size_t i = 0; i < opens.size(); ++i) {
    if (opens.size() > kMostOpens && i == 2) {
      return text + " ... " + clock_of(zone, opens.back());
    }
    text += i == 0 ? "" : i + 1 == opens.size() ? " and " : ", ";
    text += clock_of(zone, opens[i]);
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
  const TradingSession session = session_of(venue, zone, date);
  const TradingSession pause = break_of(venue, zone, date, session);
  BarSpans spans(venue, bar, grid);
  std::vector<core::Timestamp> opens;
  if (pause.open == pause.close) {
    append_opens(spans, bar, grid, session, opens);
  } else {
    append_opens(spans, bar, grid, {session.open, pause.open}, opens);
    append_opens(spans, bar, grid, {pause.close, session.close}, opens);
  }
  return fmt::format("bars of {} begin at {} {}", core::format_date(date * core::kDay),
                     listed(clock, opens), name);
}

}  // namespace barometer::calendar
