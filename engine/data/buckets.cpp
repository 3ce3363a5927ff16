// SPDX-License-Identifier: Apache-2.0
#include "data/buckets.hpp"

#include <algorithm>
#include <limits>

#include "calendar/calendar_rows.hpp"
#include "core/floor_division.hpp"

namespace barometer::data {

namespace {

// Whether pieces counted from midnight would cut bars that are counted from the session's open.
bool cuts_bars(const calendar::Venue& venue, core::Duration bar, core::Duration on) {
  const auto cuts_between = [bar, on](core::Duration open, core::Duration close) {
    for (core::Duration edge = (core::floor_divide(open, on) + 1) * on; edge < close; edge += on) {
      if ((edge - open) % bar != 0) {
        return true;
      }
    }
    return false;
  };
  return std::ranges::any_of(venue.hours, [&](const calendar::TradingHours& hours) {
    return hours.lunch_begin == hours.lunch_end ? cuts_between(hours.open, hours.close)
                                                : cuts_between(hours.open, hours.lunch_begin) ||
                                                      cuts_between(hours.lunch_end, hours.close);
  });
}

}  // namespace

Buckets::Buckets(const calendar::Venue& venue, core::Duration bar, core::Duration on,
                 const calendar::BarGrid& grid)
    : venue_(venue),
      zone_(venue.zone),
      bar_(bar),
      on_(on),
      by_session_(grid.origin == calendar::GridOrigin::session && cuts_bars(venue, bar, on)),
      ends_with_session_(grid.within_sessions),
      spans_(venue, on, {.within_sessions = true, .zone = grid.zone}),
      pieces_(calendar::Zone(grid.zone.empty() ? venue.zone : grid.zone), on) {}

std::optional<calendar::BarSpan> Buckets::span_of(const BarRow& bar, const bm_calendar_row& row) {
  const core::Timestamp middle = calendar::middle_of(row, bar.close_time_ns, bar_);
  const bool inside = (row.flags & BM_NO_SESSION) == 0 && middle >= row.session_open_ns &&
                      middle < row.session_close_ns;
  if (on_ < core::kDay) {
    return by_session_ && inside ? piece_of_session(middle) : piece_of_day(middle, row);
  }
  if ((row.flags & BM_NO_SESSION) != 0 || (bar_ < core::kDay && !inside)) {
    return std::nullopt;
  }
  return calendar::BarSpan{row.session_open_ns, on_ == core::kDay
                                                    ? row.session_close_ns
                                                    : end_of_period(row.session_date)};
}

std::optional<calendar::BarSpan> Buckets::span_of_whole(const BarRow& bar,
                                                        const bm_calendar_row& row) {
  const auto span = span_of(bar, row);
  const core::Timestamp last = bar.close_time_ns - 1;
  if (!span || last < span->close) {
    return span;
  }
  if (on_ < core::kDay) {
    return piece_of_day(last, row);
  }
  const core::Day date = calendar::session_date_at(venue_, zone_, last);
  const calendar::TradingSession session = calendar::session_of(venue_, zone_, date);
  if (!calendar::has_session(venue_, date) || last < session.open || last >= session.close) {
    return std::nullopt;
  }
  return calendar::BarSpan{session.open, on_ == core::kDay ? session.close : end_of_period(date)};
}

calendar::BarGrid Buckets::grid(const calendar::BarGrid& of_bars) const {
  if (on_ >= core::kDay) {
    return {};
  }
  return by_session_
             ? calendar::BarGrid{.origin = calendar::GridOrigin::session,
                                 .within_sessions = of_bars.within_sessions}
             : calendar::BarGrid{.within_sessions = of_bars.within_sessions, .zone = of_bars.zone};
}

// Counted from where trading began, or resumed after a break, and over where it stops.
calendar::BarSpan Buckets::piece_of_session(core::Timestamp middle) {
  const calendar::TradingSession part = spans_.place_of(middle).session;
  const core::Timestamp open = part.open + core::floor_divide(middle - part.open, on_) * on_;
  return {open, std::min(open + on_, part.close)};
}

calendar::BarSpan Buckets::piece_of_day(core::Timestamp middle, const bm_calendar_row& row) {
  const calendar::BarSpan piece = pieces_.at(middle);
  if (by_session_) {
    return between_sessions(piece, row, middle);
  }
  return ends_with_session_ && spans_.place_of(middle).holds(middle) ? within_session(piece)
                                                                     : piece;
}

// What lies before the session, or behind it up to the next one.
calendar::BarSpan Buckets::between_sessions(calendar::BarSpan piece, const bm_calendar_row& row,
                                            core::Timestamp middle) {
  if ((row.flags & BM_NO_SESSION) == 0 && middle < row.session_open_ns) {
    return {piece.open, std::min(piece.close, row.session_open_ns)};
  }
  if ((row.flags & BM_NO_SESSION) == 0) {
    piece.open = std::max(piece.open, row.session_close_ns);
  }
  return {piece.open, std::min(piece.close, next_open(row.session_date))};
}

// A piece that begins in a session, and not in the next one as well, ends with it; so it does
// where a break begins.
calendar::BarSpan Buckets::within_session(calendar::BarSpan piece) {
  return {piece.open, std::min(piece.close, spans_.from_open(piece.open).close)};
}

core::Timestamp Buckets::next_open(core::Day date) {
  return calendar::has_session(venue_, date + 1)
             ? calendar::session_of(venue_, zone_, date + 1).open
             : std::numeric_limits<core::Timestamp>::max();
}

core::Timestamp Buckets::end_of_period(core::Day date) {
  if (date < period_.first || date > period_.last) {
    period_ = calendar::period_of(venue_, on_, date);
    const core::Day last = calendar::last_session_in(venue_, period_).value_or(date);
    period_end_ = calendar::session_of(venue_, zone_, last).close;
  }
  return period_end_;
}

}  // namespace barometer::data
