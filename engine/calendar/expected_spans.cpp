// SPDX-License-Identifier: Apache-2.0
#include "calendar/expected_spans.hpp"

#include "calendar/period.hpp"
#include "calendar/zone.hpp"

namespace barometer::calendar {

namespace {

// Of bars with trading in `part`, a session or what a break leaves of it.
void append_spans(BarSpans& grid_spans, core::Duration bar, bool by_session,
                  const TradingSession& part, std::vector<BarSpan>& spans) {
  core::Timestamp open = part.open;
  open -= by_session ? 0 : grid_spans.phase_from_grid(open);
  for (; open < part.close; open += bar) {
    if (spans.empty() || open > spans.back().open) {
      spans.push_back(grid_spans.from_open(open));
    }
  }
}

// Of weeks or months that have a session.
std::vector<BarSpan> expected_periods(const Venue& venue, core::Duration bar,
                                      core::Timestamp first_close, std::size_t count) {
  Zone zone(venue.zone);
  std::vector<BarSpan> spans;
  Period period = period_of(venue, bar, session_date_at(venue, zone, first_close - 1));
  for (; spans.size() < count; period = period_of(venue, bar, period.last + 1)) {
    if (const auto last = last_session_in(venue, period)) {
      const TradingSession session = regular_session_of(venue, zone, *last);
      spans.push_back({session.open, session.close});
    }
  }
  return spans;
}

}  // namespace

std::vector<BarSpan> session_spans(const Venue& venue, core::Duration bar, const BarGrid& grid,
                                   core::Day date) {
  Zone zone(venue.zone);
  if (is_daily_session_bar(venue, bar)) {
    const TradingSession day = regular_session_of(venue, zone, date);
    return {{day.open, day.close}};
  }
  const TradingSession session = session_of(venue, zone, date);
  const TradingSession pause = break_of(venue, zone, date, session);
  const bool by_session = grid.origin == GridOrigin::session;
  BarSpans grid_spans(venue, bar, grid);
  std::vector<BarSpan> spans;
  if (pause.open == pause.close) {
    append_spans(grid_spans, bar, by_session, session, spans);
  } else {
    append_spans(grid_spans, bar, by_session, {session.open, pause.open}, spans);
    append_spans(grid_spans, bar, by_session, {pause.close, session.close}, spans);
  }
  return spans;
}

std::vector<BarSpan> expected_spans(const Venue& venue, core::Duration bar, const BarGrid& grid,
                                    core::Timestamp first_close, std::size_t count) {
  if (is_period(bar)) {
    return expected_periods(venue, bar, first_close, count);
  }
  std::vector<BarSpan> spans;
  if (venue.kind == BM_VENUE_ALWAYS_OPEN) {
    for (core::Timestamp close = first_close; spans.size() < count; close += bar) {
      spans.push_back({close - bar, close});
    }
    return spans;
  }
  Zone zone(venue.zone);
  core::Day date = session_date_at(venue, zone, first_close - 1);
  for (; spans.size() < count; ++date) {
    for (const BarSpan& span : has_session(venue, date) ? session_spans(venue, bar, grid, date)
                                                        : std::vector<BarSpan>{}) {
      const bool later =
          spans.empty() ? span.close >= first_close : span.close > spans.back().close;
      if (later && spans.size() < count) {
        spans.push_back(span);
      }
    }
  }
  return spans;
}

}  // namespace barometer::calendar
