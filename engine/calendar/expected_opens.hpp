// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "calendar/bar_spans.hpp"
#include "calendar/venue.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// Where bars of a file begin on the session date of `time`, for messages: "bars of 2024-03-08 begin
// at 09:30, 10:30, 13:00 and 14:00 Asia/Shanghai". Where the date has no session it says so and
// goes on with the nearest one that has. On a clock that is not the venue's it is named: most bars
// of the file follow it.
std::string expected_opens(const Venue& venue, core::Duration bar, const BarGrid& grid,
                           core::Timestamp time);

}  // namespace barometer::calendar
