// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <span>
#include <vector>

#include "calendar/bar_grid.hpp"
#include "calendar/venue.hpp"
#include "core/symbol.hpp"
#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/calendar_cursor.hpp"
#include "data/quoted_spread.hpp"
#include "data/symbol_data.hpp"

namespace barometer::data {

struct MarketData;

// Coarser bars of one symbol, all vectors of one length, oldest first. Open is that of the first
// bar inside, close that of the last, high, low and volume are over all of them.
struct CoarseBars {
  std::vector<BarRow> bars;               // close_time_ns: the nominal end, strictly increasing
  std::vector<bm_calendar_row> calendar;  // as resolve_calendar() classes bars of this size
  std::vector<core::Timestamp> first_ns;  // close of the first bar inside
  std::vector<core::Timestamp>
      known_ns;  // close of the bar that reached the end: known from then on
};

// Gathers bars by the venue's calendar. A bar belongs where its middle lies.
//
// * 1d: the bars of one session date that lie inside its session; bars before and after hours, and
//   on dates without a session, are left out. It ends with the session.
// * 1w, 1mo: the same of a week, from Monday or the venue's own first day of the week, or of a
//   calendar month (calendar/period.hpp); it ends with the last session of that.
// * shorter: pieces of a day by the clock that the bars lie on (`grid.zone`, which is the venue's
//   unless the file lies on another), counted from midnight; the last piece of a day ends
//   with the day at the latest, and one that began in a session ends with it where the file has
//   nothing outside sessions. Where such pieces would cut bars that are counted from the session's
//   open, those of a session are counted from its open and end with it (4h of New York's hours:
//   09:30-13:30, 13:30-16:00), and those outside end where a session opens.
//
// A coarse bar is over when a bar of the symbol closes at or after its end; that bar need not
// belong to it (a gap, an early close that the calendar does not know). Bars that come after it is
// over and would have belonged to it are left out. What has not been ended by the last bar is not
// there. So the coarse bars of a prefix are a prefix of the coarse bars.
//
// `grid` is what the bars lie on. REQUIRES: is_coarser(on, bar); `calendar` knows the close time of
// every bar.
CoarseBars resample(const calendar::Venue& venue, core::Duration bar, core::Duration on,
                    std::span<const BarRow> bars, CalendarCursor calendar,
                    const calendar::BarGrid& grid = {});

// The same of a market's symbol; `bars` are its own, in units of any day.
CoarseBars resample(const MarketData& market, core::SymbolIndex symbol, core::Duration on,
                    std::span<const BarRow> bars);

// The bars of a run, made of finer ones, oldest first.
struct RunBars {
  std::vector<BarRow> bars;
  std::vector<QuotedSpread> spreads = {};  // one per bar, of quotes; else empty
  calendar::BarGrid grid = {};             // that they lie on
  std::int64_t outside = 0;                // finer bars that belong to none, outside sessions
  std::int64_t unfinished = 0;  // finer bars behind the last coarse one, which has not ended
};

// Gathers bars as resample() does, but so that the coarse ones can be taken for those of a file.
//
// * 1d, 1w, 1mo close with the regular close of their last session, as bars of a file do, on half
//   days too.
// * A bar that goes on past the end of where its middle lies belongs where it closes: no coarse bar
//   closes before what it holds.
// * `splits` ascend, each at the first bar after it (CorporateAction::bar); what was gathered
// before
//   is brought into the units after it, as place_actions() lets the whole coarse bar be in those.
//
// * `spreads` are those of the bars, or none: a coarse bar opens with the spread of the first bar
//   inside and closes with that of the last one.
//
// `calendar` has a row per bar. REQUIRES: as resample().
RunBars run_bars(const calendar::Venue& venue, core::Duration bar, core::Duration on,
                 std::span<const BarRow> bars, std::span<const bm_calendar_row> calendar,
                 const calendar::BarGrid& grid, std::span<const CorporateAction> splits = {},
                 std::span<const QuotedSpread> spreads = {});

// What an instance that sees the coarse bars is told: `instrument` with the size changed.
bm_instrument coarse_instrument(const calendar::Venue& venue, core::Duration on,
                                bm_instrument instrument);

}  // namespace barometer::data
