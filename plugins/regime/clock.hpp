// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>
#include <barometer/sdk/regime_tagger.hpp>
#include <barometer/sdk/tags.hpp>

#include <array>
#include <utility>

namespace barometer::regime_plugin {

// Where a bar stands in its trading day, by the midpoint of its interval, and what is
// special about that day. A bar as long as a session day has no place in it.
class SessionClock {
 public:
  explicit SessionClock(const bm_instrument& instrument)
      : bar_ns_(instrument.bar_ns),
        exchange_(instrument.venue_kind == BM_VENUE_SESSIONS),
        whole_day_(instrument.bars_per_session_day <= 1),
        many_days_(instrument.bar_ns > kDay) {}

  Session session(const bm_calendar_row& row, std::int64_t close_time_ns) const {
    if (whole_day_) {
      return Session::unknown;
    }
    return exchange_ ? exchange_part(row, middle(row, close_time_ns)) : desk(row.flags);
  }

  // A week or a month has none.
  Weekday weekday(const bm_calendar_row& row) const {
    return many_days_ ? Weekday::unknown : Date{row.session_date}.weekday();
  }

  // NaN where the bar has no place in a session.
  float minutes_from_open(const bm_calendar_row& row, std::int64_t close_time_ns) const {
    return placed(row) ? minutes(middle(row, close_time_ns) - row.session_open_ns) : kUnknownScalar;
  }

  float minutes_to_close(const bm_calendar_row& row, std::int64_t close_time_ns) const {
    return placed(row) ? minutes(row.session_close_ns - middle(row, close_time_ns))
                       : kUnknownScalar;
  }

  // Of several labels that hold, the rarest: most half days are holiday eves, and a quarter ends
  // with a month.
  CalendarDay calendar(const bm_calendar_row& row) const {
    if (many_days_ || (row.flags & (BM_NO_SESSION | BM_HOLIDAYS_UNKNOWN)) != 0) {
      return CalendarDay::unknown;
    }
    constexpr std::array kByRank{std::pair{BM_DAY_HALF, CalendarDay::half_day},
                                 std::pair{BM_DAY_HOLIDAY_EVE, CalendarDay::holiday_eve},
                                 std::pair{BM_DAY_EXPIRY, CalendarDay::expiry},
                                 std::pair{BM_DAY_QUARTER_END, CalendarDay::quarter_end},
                                 std::pair{BM_DAY_MONTH_END, CalendarDay::month_end}};
    for (const auto& [flag, day] : kByRank) {
      if ((row.flags & flag) != 0) {
        return day;
      }
    }
    return CalendarDay::ordinary;
  }

 private:
  static constexpr std::int64_t kMillisecond = 1'000'000;
  static constexpr std::int64_t kMinute = 60'000'000'000;
  static constexpr std::int64_t kDay = 1440 * kMinute;
  static constexpr std::int64_t kEdge = 30 * kMinute;     // opening and closing
  static constexpr std::int64_t kOutside = 90 * kMinute;  // pre_open and post_close

  // Of the bar's own interval: the session's close may have cut it short.
  std::int64_t middle(const bm_calendar_row& row, std::int64_t close_time_ns) const {
    return close_time_ns - (row.length_ms == 0 ? bar_ns_ : row.length_ms * kMillisecond) / 2;
  }

  bool placed(const bm_calendar_row& row) const {
    return !whole_day_ && (row.flags & BM_NO_SESSION) == 0;
  }

  static float minutes(std::int64_t ns) {
    return static_cast<float>(static_cast<double>(ns) / static_cast<double>(kMinute));
  }

  // Indexed by the desks that are open: asia 1, europe 2, us 4. Of several open desks the one that
  // opened first counts, but Europe and America together have a label of their own.
  static constexpr std::array kByDesks{Session::overnight,
                                       Session::asia,
                                       Session::europe,
                                       Session::asia,
                                       Session::us,
                                       Session::asia,
                                       Session::europe_us_overlap,
                                       Session::europe_us_overlap};

  static Session desk(bm_calendar_flags flags) {
    return kByDesks[flags & (BM_DESK_ASIA | BM_DESK_EUROPE | BM_DESK_US)];
  }

  static Session exchange_part(const bm_calendar_row& row, std::int64_t middle_ns) {
    const std::int64_t since_open = middle_ns - row.session_open_ns;
    const std::int64_t to_close = row.session_close_ns - middle_ns;
    if ((row.flags & BM_NO_SESSION) != 0 || since_open < -kOutside || to_close <= -kOutside) {
      return Session::closed;
    }
    if (since_open < 0) {
      return Session::pre_open;
    }
    return to_close <= 0 ? Session::post_close : inside(row.flags, since_open, to_close);
  }

  static Session inside(bm_calendar_flags flags, std::int64_t since_open, std::int64_t to_close) {
    if ((flags & BM_IN_LUNCH_BREAK) != 0) {
      return Session::lunch;
    }
    if (since_open < kEdge) {
      return Session::opening;
    }
    return to_close <= kEdge ? Session::closing : Session::core;
  }

  std::int64_t bar_ns_;
  bool exchange_;
  bool whole_day_;
  bool many_days_;
};

}  // namespace barometer::regime_plugin
