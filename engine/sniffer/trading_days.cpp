// SPDX-License-Identifier: Apache-2.0
#include "sniffer/trading_days.hpp"

#include <algorithm>

#include "calendar/day.hpp"
#include "calendar/venue.hpp"

namespace barometer::sniffer {

TradingDays trading_days(const std::vector<core::Day>& days) {
  constexpr int kSaturday = 5;
  constexpr int kSunday = 6;
  TradingDays found;
  found.days = days.size();
  if (days.empty()) {
    return found;
  }
  const calendar::Venue us = calendar::find_venue("us_equity");
  for (core::Day day = days.front(); day <= days.back(); ++day) {
    const bool traded = std::ranges::binary_search(days, day);
    const int weekday = calendar::weekday_of(day);
    found.weekends += weekday == kSaturday ? 1 : 0;
    found.saturdays += weekday == kSaturday && traded ? 1 : 0;
    found.sundays += weekday == kSunday && traded ? 1 : 0;
    if (weekday >= kSaturday || !calendar::holidays_known(us, day)) {
      continue;
    }
    const bool session = calendar::has_session(us, day);
    found.us_holidays += session ? 0 : 1;
    found.us_traded += !session && traded ? 1 : 0;
    found.us_sessions += session ? 1 : 0;
    found.us_missing += session && !traded ? 1 : 0;
  }
  return found;
}

}  // namespace barometer::sniffer
