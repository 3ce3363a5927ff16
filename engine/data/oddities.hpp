// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <cstdint>
#include <span>

#include "calendar/venue.hpp"
#include "core/timestamp.hpp"
#include "data/symbol_data.hpp"

namespace barometer::data {

struct BarRow;
class Timeline;

// Counts bars, zero-volume bars and flat bars of every symbol into its report, and what is missing
// between its first bar and its last. On a venue that never closes every bar of the grid is
// expected. On one with sessions, whose holidays are not known, a bar is expected wherever another
// symbol has one, and on the weekdays of a hole longer than seven days, which no holiday is.
void count_oddities(const calendar::Venue& venue, core::Duration bar, const Timeline& timeline,
                    std::span<SymbolData> symbols);

// Bars that a venue with sessions should not have: the middle of their interval lies on a date
// without a session, or outside the session of its date. Before and after hours some such bars are
// to be expected. 0 for daily bars and on a venue that never closes. `calendar` has a row per bar.
std::int64_t count_out_of_session(const calendar::Venue& venue, core::Duration bar,
                                  std::span<const BarRow> bars,
                                  std::span<const bm_calendar_row> calendar);

}  // namespace barometer::data
