// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "core/timestamp.hpp"

namespace barometer::sniffer {

// On which days bars are, of ascending days without repetition.
struct TradingDays {
  std::size_t days = 0;
  std::size_t saturdays = 0;
  std::size_t sundays = 0;
  std::size_t weekends = 0;     // Saturdays from the first to the last day, with bars or without
  std::size_t us_holidays = 0;  // weekdays without a session of us_equity in that time
  std::size_t us_traded = 0;    // of those the ones with bars
  std::size_t us_sessions = 0;  // sessions of us_equity in that time
  std::size_t us_missing = 0;   // of those the ones without bars

  bool never_closes() const { return saturdays > 0 && saturdays * 10 >= weekends * 8; }

  // Keeps its holidays, of which at least one lies in that time, and hardly any session is missing.
  bool is_us_equity() const {
    return us_holidays > 0 && us_traded == 0 && saturdays + sundays == 0 &&
           us_missing * 5 <= us_sessions;
  }
};

TradingDays trading_days(const std::vector<core::Day>& days);

}  // namespace barometer::sniffer
