// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <span>
#include <vector>

#include "calendar/venue.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// One row per close time of a bar, as abi/bars.h states it; every bar is classed by the midpoint of
// its interval, which for daily bars of a venue with sessions is the middle of the session. Desks
// hold from their start up to but not including their end, on every day of the week. Where the
// venue's holidays do not cover the date, or the next session's, month end, expiry and eve follow
// from weekdays alone and the row says BM_HOLIDAYS_UNKNOWN.
std::vector<bm_calendar_row> resolve_calendar(const Venue& venue, core::Duration bar,
                                              std::span<const core::Timestamp> close_times);

}  // namespace barometer::calendar
