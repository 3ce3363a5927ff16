// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "calendar/bar_spans.hpp"
#include "calendar/venue.hpp"
#include "config/data_config.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// Bars of weeks or months (calendar/period.hpp), from the close of the session of the date that
// each stamp names, in order: from the open of that session to the close of the bar. The date's own
// period is meant; where dates are opens and no session is left in it, the next one. So a bar never
// closes before its last trade.
std::vector<BarSpan> period_spans(const Venue& venue, core::Duration bar,
                                  std::optional<config::StampSide> side,
                                  std::span<const core::Timestamp> closes);

// What keeps the dates of such spans from saying which period each bar holds, and what to do.
struct PeriodDoubt {
  std::size_t bar = 0;  // one that shows it
  std::string what;
  std::string fix;
};

// A date behind a week's last session, a Sunday, begins the week after in some sources and ends its
// own in others: `side` must say which. Most dates inside their period begin or end others. nullopt
// where all is clear, and for bars up to a day.
std::optional<PeriodDoubt> period_doubt(const Venue& venue, core::Duration bar,
                                        std::optional<config::StampSide> side,
                                        std::span<const BarSpan> spans);

}  // namespace barometer::calendar
