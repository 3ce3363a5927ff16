// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstdint>
#include <limits>

#include "calendar/bar_spans.hpp"
#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/floor_division.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// Resolves the calendar of bars one by one, as calendar_rows.hpp states it. What neighbouring bars
// share is remembered, so that bars in the order of time cost least; the order changes nothing. Not
// for sharing between threads.
class CalendarResolver {
 public:
  // The venue outlives it.
  CalendarResolver(const Venue& venue, core::Duration bar);

  bm_calendar_row row(const BarSpan& span);

 private:
  // A group of traders that is at work between two local times of its own zone.
  class Desk {
   public:
    Desk(const char* zone, core::Duration open, core::Duration close, bm_calendar_flags flag)
        : zone_(zone), open_(open), close_(close), flag_(flag) {}

    bm_calendar_flags flag_at(core::Timestamp utc) {
      const core::Duration clock = core::floor_modulo(utc + zone_.offset(utc), core::kDay);
      return clock >= open_ && clock < close_ ? flag_ : 0u;
    }

   private:
    Zone zone_;
    core::Duration open_;
    core::Duration close_;
    bm_calendar_flags flag_;
  };

  std::uint32_t unless_whole(core::Duration length) const;
  core::Duration traded(const BarSpan& span) const;
  core::Timestamp trading_begins(core::Day date, const TradingSession& session);
  void open_day(core::Day date);

  const Venue& venue_;
  Zone zone_;
  core::Duration bar_;
  bool whole_sessions_;
  TradingSession lunch_;  // of the date: begin and end of its break, equal for none
  core::Timestamp trades_from_ = 0;
  bm_calendar_row day_{.session_open_ns = 0,
                       .session_close_ns = 0,
                       .session_date = std::numeric_limits<core::Day>::min(),
                       .local_minute = 0,
                       .flags = 0,
                       .length_ms = 0,
                       .traded_ms = 0,
                       .reserved = 0};  // what all bars of one date share
  Desk asia_{"Asia/Tokyo", 9 * core::kHour, 15 * core::kHour, BM_DESK_ASIA};
  Desk europe_{"Europe/London", 8 * core::kHour, 16 * core::kHour + 30 * core::kMinute,
               BM_DESK_EUROPE};
  Desk us_{"America/New_York", 9 * core::kHour + 30 * core::kMinute, 16 * core::kHour, BM_DESK_US};
};

}  // namespace barometer::calendar
