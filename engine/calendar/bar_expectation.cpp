// SPDX-License-Identifier: Apache-2.0
#include "calendar/bar_expectation.hpp"

#include <algorithm>

#include "calendar/day.hpp"
#include "calendar/period.hpp"

namespace barometer::calendar {

namespace {

constexpr core::Duration kLongestClosing = 7 * core::kDay;

}  // namespace

BarExpectation::BarExpectation(const Venue& venue, core::Duration bar, const BarGrid& grid,
                               std::span<const core::Timestamp> times)
    : venue_(venue), gaps_(venue, bar, grid), bar_(bar), times_(times) {}

std::int64_t BarExpectation::missing(core::Timestamp from, core::Timestamp to) {
  if (is_period(bar_)) {
    return gaps_.missing(from, to);
  }
  if (to - from <= bar_) {
    return 0;
  }
  if (venue_.kind == BM_VENUE_ALWAYS_OPEN) {
    return (to - from) / bar_ - 1;
  }
  if (gaps_.knows(from, to)) {
    return gaps_.missing(from, to);
  }
  const auto of_others =
      std::ranges::upper_bound(times_, to) - std::ranges::upper_bound(times_, from) - 1;
  return of_others == 0 && to - from > kLongestClosing ? on_weekdays(from, to) : of_others;
}

std::int64_t BarExpectation::on_weekdays(core::Timestamp from, core::Timestamp to) {
  std::int64_t bars = 0;
  for (core::Day day = day_of(from) + 1; day < day_of(to); ++day) {
    bars += has_session(venue_, day) ? gaps_.bars_on(day) : 0;
  }
  return bars;
}

}  // namespace barometer::calendar
