// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "calendar/bar_grid.hpp"
#include "calendar/venue.hpp"
#include "core/timestamp.hpp"
#include "data/symbol_data.hpp"

namespace barometer::data {

class Timeline;

// Counts bars, zero-volume bars and flat bars of every symbol into its report, and what is missing
// between its first bar and its last. On a venue that never closes every bar of the grid is
// expected. On one with sessions the calendar says what is (calendar/calendar_gaps.hpp); where its
// holidays are not known, a bar is expected wherever another symbol has one, and on the weekdays of
// a hole longer than seven days, which no holiday is.
void count_oddities(const calendar::Venue& venue, core::Duration bar, const Timeline& timeline,
                    std::span<const calendar::BarGrid> grids, std::span<SymbolData> symbols);

}  // namespace barometer::data
