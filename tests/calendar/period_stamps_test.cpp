// SPDX-License-Identifier: Apache-2.0
// How sources date weeks and months: Yahoo by the first day, Stooq and backtrader by the last
// session, pandas by the Sunday that ends a week, MetaTrader by the Sunday before one.
#include "calendar/period_stamps.hpp"

#include <string>
#include <vector>

#include "calendar/day.hpp"
#include "core/bar_size.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"
#include "support/utc.hpp"

using namespace barometer;
using barometer_test::contains;
using barometer_test::utc;
using config::StampSide;

namespace {

// Closes of the sessions of so many dates, `step` days apart.
std::vector<core::Timestamp> dated(const char* venue, const std::string& first, int count,
                                   int step = 7) {
  const calendar::Venue hours = calendar::find_venue(venue);
  calendar::Zone zone(hours.zone);
  std::vector<core::Timestamp> closes;
  for (int i = 0; i < count; ++i) {
    const core::Day date = calendar::day_of(utc(first + "T00:00:00Z")) + i * step;
    closes.push_back(calendar::regular_session_of(hours, zone, date).close);
  }
  return closes;
}

std::vector<calendar::BarSpan> weeks(const char* venue, const std::string& first,
                                     std::optional<StampSide> side = {}) {
  return calendar::period_spans(calendar::find_venue(venue), core::kWeek, side,
                                dated(venue, first, 8));
}

std::string doubt(const char* venue, const std::string& first, std::optional<StampSide> side = {}) {
  const auto found = calendar::period_doubt(calendar::find_venue(venue), core::kWeek, side,
                                            weeks(venue, first, side));
  return found ? found->what + "; " + found->fix : "";
}

}  // namespace

TEST_CASE("the week of a Monday and of a Friday is the same, and closes on that Friday") {
  for (const char* first : {"2021-03-01", "2021-03-05"}) {
    const auto spans = weeks("us_equity", first);
    CHECK(spans[0].close == utc("2021-03-05T21:00:00Z"));
    CHECK(spans[1].close == utc("2021-03-12T21:00:00Z"));
    CHECK(spans[2].close == utc("2021-03-19T20:00:00Z"));  // summer time
    CHECK(doubt("us_equity", first).empty());
  }
  CHECK(weeks("us_equity", "2021-03-01")[0].open == utc("2021-03-01T14:30:00Z"));
}

TEST_CASE("weeks dated by Sundays must say whether it begins or ends them") {
  for (const char* venue : {"us_equity", "fx", "24x7"}) {
    INFO(venue);
    CHECK(contains(doubt(venue, "2021-02-28"),
                   "2021-02-28, a Sunday, may begin a week's bar or end it"));
    CHECK(contains(doubt(venue, "2021-02-28"), "say `data.time.stamp: open`"));
    CHECK(doubt(venue, "2021-02-28", StampSide::open).empty());
    CHECK(doubt(venue, "2021-02-28", StampSide::close).empty());
  }
  CHECK(weeks("fx", "2021-02-28", StampSide::open)[0].close == utc("2021-03-05T22:00:00Z"));
  CHECK(weeks("fx", "2021-02-28", StampSide::close)[0].close == utc("2021-02-26T22:00:00Z"));
  CHECK(weeks("24x7", "2021-02-28", StampSide::open)[0].close == utc("2021-03-08T00:00:00Z"));
  CHECK(weeks("24x7", "2021-02-28", StampSide::close)[0].close == utc("2021-03-01T00:00:00Z"));
}

TEST_CASE("weeks that begin on a Thursday are no weeks of a venue that never closes") {
  const std::string told = doubt("24x7", "2021-03-04");
  CHECK(contains(told,
                 "most dates, such as 2021-03-04, a Thursday, do not begin a bar of 1w and do "
                 "not end one: weeks of 24x7 run from Monday to Sunday"));
  CHECK(contains(told, "`data.resample: 1w`"));
  CHECK(contains(doubt("24x7", "2021-03-04", StampSide::open), "do not begin a bar of 1w"));
  CHECK(doubt("24x7", "2021-03-04", StampSide::close).empty());
}

TEST_CASE("Fridays are no opens") {
  CHECK(contains(doubt("us_equity", "2021-03-05", StampSide::open), "leave `data.time.stamp` out"));
}

TEST_CASE("one date inside its week is the mistake of that row, not of the file") {
  std::vector<core::Timestamp> closes = dated("us_equity", "2021-03-01", 8);
  closes[3] = dated("us_equity", "2021-03-24", 1)[0];
  const calendar::Venue hours = calendar::find_venue("us_equity");
  const auto spans = calendar::period_spans(hours, core::kWeek, StampSide::open, closes);
  CHECK_FALSE(calendar::period_doubt(hours, core::kWeek, StampSide::open, spans));
  CHECK(spans[3].close == utc("2021-03-26T20:00:00Z"));
}

TEST_CASE("months dated by their first day, their last or their last session are clear") {
  const calendar::Venue hours = calendar::find_venue("us_equity");
  for (const char* date : {"2021-01-01", "2021-01-04", "2021-01-29", "2021-01-31"}) {
    INFO(date);
    const auto spans =
        calendar::period_spans(hours, core::kMonth, std::nullopt, dated("us_equity", date, 1));
    CHECK(spans[0].close == utc("2021-01-29T21:00:00Z"));
    CHECK_FALSE(calendar::period_doubt(hours, core::kMonth, std::nullopt, spans));
  }
}

TEST_CASE("an open on the last day of a month begins the next one: midnight in another zone") {
  const calendar::Venue hours = calendar::find_venue("24x7");
  const auto spans =
      calendar::period_spans(hours, core::kMonth, StampSide::open, dated("24x7", "2021-01-31", 1));
  CHECK(spans[0].close == utc("2021-03-01T00:00:00Z"));
}
