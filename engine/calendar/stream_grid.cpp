// SPDX-License-Identifier: Apache-2.0
#include "calendar/stream_grid.hpp"

#include <algorithm>
#include <initializer_list>

#include "calendar/period.hpp"
#include "calendar/zone.hpp"

namespace barometer::calendar {

namespace {

bool are_multiples(core::Duration bar, std::initializer_list<core::Duration> times) {
  return std::ranges::all_of(times, [bar](core::Duration time) { return time % bar == 0; });
}

// Zones are whole hours apart, or their half hours are: bars that divide an hour and a venue's own
// times mean the same by all clocks that its files are cut by.
bool is_aligned(const Venue& venue, core::Duration bar) {
  const auto hours = [bar](const TradingHours& each) {
    return are_multiples(bar, {each.open, each.close, each.lunch_begin, each.lunch_end});
  };
  const auto early = [bar](const EarlyClose& each) { return are_multiples(bar, {each.close}); };
  const auto extra = [bar](const ExtraSession& each) {
    return are_multiples(bar, {each.open, each.close});
  };
  return venue.kind == BM_VENUE_ALWAYS_OPEN || holds_sessions(venue, bar) ||
         (core::kHour % bar == 0 && std::ranges::all_of(venue.hours, hours) &&
          std::ranges::all_of(venue.early_closes, early) &&
          std::ranges::all_of(venue.extra_sessions, extra));
}

BarGrid grid_at(const Venue& venue, core::Duration bar) {
  return venue.kind == BM_VENUE_ALWAYS_OPEN || holds_sessions(venue, bar)
             ? BarGrid()
             : BarGrid{.origin = GridOrigin::session, .within_sessions = true};
}

}  // namespace

StreamGrid::StreamGrid(const Venue& venue, core::Duration bar,
                       std::optional<config::StampSide> side)
    : venue_(venue),
      bar_(bar),
      by_open_(side.value_or(config::StampSide::open) == config::StampSide::open &&
               !is_daily_session_bar(venue, bar)),
      whole_sessions_(holds_sessions(venue, bar)),
      aligned_(is_aligned(venue, bar)),
      grid_(grid_at(venue, bar)),
      spans_(venue, bar, grid_),
      clock_(Zone(venue.zone), bar) {}

bool StreamGrid::fits(core::Timestamp close, const BarSpan& span) {
  if (venue_.kind == BM_VENUE_ALWAYS_OPEN) {
    return !phase_ || clock_.of(span.open) == *phase_;
  }
  if (whole_sessions_) {
    return spans_.place_of(span.close - 1).exists;
  }
  if (aligned_) {
    return spans_.fits(span.open);
  }
  const BarSpans::Place place = spans_.place_of(span.open);
  return place.holds(span.open) && (span.open - place.session.open) % bar_ == 0 &&
         (by_open_ || close == span.close);
}

}  // namespace barometer::calendar
