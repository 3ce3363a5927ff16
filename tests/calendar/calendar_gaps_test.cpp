// SPDX-License-Identifier: Apache-2.0
#include "calendar/calendar_gaps.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "calendar/bar_spans.hpp"
#include "calendar/venue.hpp"
#include "calendar/zone.hpp"
#include "core/floor_division.hpp"
#include "support/catch.hpp"
#include "support/utc.hpp"
#include "support/venue_named.hpp"

using namespace barometer;
using barometer_test::utc;
using barometer_test::venue_named;
using calendar::BarGrid;
using calendar::GridOrigin;

namespace {

const BarGrid kBySession{.origin = GridOrigin::session, .within_sessions = true};
const BarGrid kByClock{.within_sessions = true};

// New York: 14:30 to 21:00 UTC in winter.
std::int64_t missing(core::Duration bar, const char* from, const char* to,
                     const BarGrid& grid = kBySession) {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  calendar::CalendarGaps gaps(venue, bar, grid);
  REQUIRE(gaps.knows(utc(from), utc(to)));
  return gaps.missing(utc(from), utc(to));
}

}  // namespace

TEST_CASE("daily bars: one a session of the calendar") {
  CHECK(missing(core::kDay, "2024-01-05T21:00:00Z", "2024-01-08T21:00:00Z") == 0);  // a weekend
  CHECK(missing(core::kDay, "2024-01-12T21:00:00Z", "2024-01-16T21:00:00Z") == 0);  // King's day
  CHECK(missing(core::kDay, "2024-01-08T21:00:00Z", "2024-01-10T21:00:00Z") == 1);
  CHECK(missing(core::kDay, "2024-01-05T21:00:00Z", "2024-01-16T21:00:00Z") == 5);
  // The half day after Thanksgiving, stamped with the regular close.
  CHECK(missing(core::kDay, "2024-11-27T21:00:00Z", "2024-11-29T21:00:00Z") == 0);
  CHECK(missing(core::kDay, "2024-11-29T21:00:00Z", "2024-12-02T21:00:00Z") == 0);
}

TEST_CASE("hourly bars: on either grid a session has seven, the first or the last one short") {
  // From 09:30: the last one ends at 16:00.
  CHECK(missing(core::kHour, "2024-01-08T20:30:00Z", "2024-01-08T21:00:00Z") == 0);
  CHECK(missing(core::kHour, "2024-01-08T21:00:00Z", "2024-01-09T15:30:00Z") == 0);
  CHECK(missing(core::kHour, "2024-01-08T20:30:00Z", "2024-01-09T15:30:00Z") == 1);
  // From 09:00: the first one begins with the session.
  CHECK(missing(core::kHour, "2024-01-08T21:00:00Z", "2024-01-09T15:00:00Z", kByClock) == 0);
  CHECK(missing(core::kHour, "2024-01-08T20:00:00Z", "2024-01-09T15:00:00Z", kByClock) == 1);
  CHECK(missing(core::kHour, "2024-01-08T21:00:00Z", "2024-01-10T15:00:00Z", kByClock) == 7);
  CHECK(missing(core::kHour, "2024-01-08T16:00:00Z", "2024-01-08T19:00:00Z", kByClock) == 2);
}

TEST_CASE("before and after hours nothing is expected") {
  CHECK(missing(core::kMinute, "2024-01-08T23:00:00Z", "2024-01-09T12:00:00Z") == 0);
  CHECK(missing(core::kMinute, "2024-01-09T12:00:00Z", "2024-01-09T14:31:00Z") == 0);
  CHECK(missing(core::kMinute, "2024-01-09T12:00:00Z", "2024-01-09T14:32:00Z") == 1);
  CHECK(missing(core::kMinute, "2024-01-08T20:59:00Z", "2024-01-08T22:00:00Z") == 1);
  CHECK(missing(core::kMinute, "2024-01-08T21:00:00Z", "2024-01-10T14:31:00Z") == 390);
  // A half day ends at 13:00.
  CHECK(missing(core::kMinute, "2024-11-29T18:00:00Z", "2024-12-02T14:31:00Z") == 0);
}

TEST_CASE("an evening session belongs to the next day") {
  const calendar::Venue fx = calendar::find_venue("fx");
  calendar::CalendarGaps gaps(fx, core::kHour, kBySession);
  // Friday 17:00 to Sunday 18:00 New York.
  CHECK(gaps.missing(utc("2024-01-05T22:00:00Z"), utc("2024-01-07T23:00:00Z")) == 0);
  CHECK(gaps.missing(utc("2024-01-05T22:00:00Z"), utc("2024-01-08T01:00:00Z")) == 2);
}

TEST_CASE("holidays that are not known are not guessed") {
  const calendar::Venue venue = calendar::find_venue("us_equity");
  calendar::CalendarGaps gaps(venue, core::kDay, {});
  CHECK_FALSE(gaps.knows(utc("2029-12-31T21:00:00Z"), utc("2044-01-04T21:00:00Z")));
}

namespace {

// Bars of a grid from its definition in bar_grid.hpp, minute by minute: every open that the grid
// has, kept where some minute of the bar trades.
class Listed {
 public:
  Listed(const calendar::Venue& venue, core::Duration bar, const BarGrid& grid)
      : venue_(venue), zone_(venue.zone), clock_(grid.zone.empty() ? venue.zone : grid.zone) {
    calendar::BarSpans spans(venue, bar, grid);
    for (core::Timestamp open = utc("2024-10-20"); open < utc("2024-12-08");
         open += core::kMinute) {
      if (is_open_of_grid(open, bar, grid) && trades(open, spans.from_open(open).close)) {
        closes.push_back(spans.from_open(open).close);
      }
    }
  }

  std::vector<core::Timestamp> closes;

 private:
  bool trades(core::Timestamp from, core::Timestamp to) {
    for (core::Timestamp minute = from; minute < to; minute += core::kMinute) {
      if (trades_at(minute)) {
        return true;
      }
    }
    return false;
  }

  bool trades_at(core::Timestamp minute) {
    const core::Day date = calendar::session_date_of(venue_, minute + zone_.offset(minute));
    const auto session = calendar::session_of(venue_, zone_, date);
    const core::Duration of_day = minute + zone_.offset(minute) - date * core::kDay;
    const auto& hours = calendar::hours_on(venue_, date);
    return calendar::has_session(venue_, date) && minute >= session.open &&
           minute < session.close && !(of_day >= hours.lunch_begin && of_day < hours.lunch_end);
  }

  bool is_open_of_grid(core::Timestamp open, core::Duration bar, const BarGrid& grid) {
    if (grid.origin == GridOrigin::clock) {
      return core::floor_modulo(open + clock_.offset(open) - grid.phase, bar) == 0;
    }
    const core::Day date = calendar::session_date_of(venue_, open + zone_.offset(open));
    const auto session = calendar::session_of(venue_, zone_, date);
    const auto& hours = calendar::hours_on(venue_, date);
    const core::Timestamp resumes = zone_.instants(date * core::kDay + hours.lunch_end).first;
    const bool resumed = hours.lunch_begin < hours.lunch_end && open >= resumes;
    const core::Timestamp begin = resumed ? resumes : session.open;
    return trades_at(open) && (open - begin) % bar == 0;
  }

  const calendar::Venue& venue_;
  calendar::Zone zone_;
  calendar::Zone clock_;
};

}  // namespace

TEST_CASE("what is missing is what a list of all bars has between, for every layout") {
  std::vector<calendar::Venue> venues{calendar::find_venue("us_equity"),
                                      calendar::find_venue("fx")};
  for (const char* name : {"lse", "tse", "cme"}) {
    venues.push_back(venue_named(std::string("configs/venues/") + name + ".yaml"));
  }
  for (const calendar::Venue& venue : venues) {
    for (const int minutes : {15, 30, 60, 90, 120, 240}) {
      for (BarGrid grid : {kBySession, kByClock, BarGrid{.phase = 30 * core::kMinute},
                           BarGrid{.within_sessions = true, .zone = "Europe/Athens"}}) {
        const core::Duration bar = minutes * core::kMinute;
        grid.phase %= bar;
        INFO(venue.name << " " << minutes << " " << grid.zone << grid.phase);
        const Listed all(venue, bar, grid);
        calendar::CalendarGaps gaps(venue, bar, grid);
        std::mt19937 random(7);
        for (int i = 0; i < 200; ++i) {
          const std::size_t from = random() % (all.closes.size() - 1);
          const std::size_t most = i % 2 == 0 ? 5 : all.closes.size();
          const std::size_t to = std::min(from + 1 + random() % most, all.closes.size() - 1);
          if (from == to) {
            continue;
          }
          INFO(core::format_utc(all.closes[from]) << " " << core::format_utc(all.closes[to]));
          REQUIRE(gaps.missing(all.closes[from], all.closes[to]) ==
                  static_cast<std::int64_t>(to - from) - 1);
        }
      }
    }
  }
}
