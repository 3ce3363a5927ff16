// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

#include "calendar/bar_spans.hpp"
#include "calendar/venue.hpp"
#include "core/timestamp.hpp"

namespace barometer::calendar {

// Bars of a grid that have trading in them, on one date with a session, of a venue with sessions;
// one of daily bars. One that began on the date before is not among them.
std::vector<BarSpan> session_spans(const Venue& venue, core::Duration bar, const BarGrid& grid,
                                   core::Day date);

// So many bars as a source without gaps has them, from the one that closes at `first_close` on.
std::vector<BarSpan> expected_spans(const Venue& venue, core::Duration bar, const BarGrid& grid,
                                    core::Timestamp first_close, std::size_t count);

}  // namespace barometer::calendar
