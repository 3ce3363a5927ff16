// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include <optional>
#include <span>

#include "calendar/venue.hpp"
#include "config/data_config.hpp"
#include "core/error.hpp"
#include "data/symbol_input.hpp"

namespace barometer::data {

// Counts into the symbol's report the bars that a venue with sessions should not have, by the
// middle of each: outside the session of its date, or on a date without one; and of those the ones
// outside the venue's extended hours too. `calendar` has a row per bar. Nothing is counted of bars
// that hold sessions and on a venue that never closes.
void count_outside(const calendar::Venue& venue, core::Duration bar,
                   std::span<const bm_calendar_row> calendar, SymbolInput& symbol);

// Counts them. A fault where the file is another venue's, or is read in another zone than its own:
// a third of its bars or more lie outside the extended hours, two thirds outside sessions, a third
// outside sessions that nearly all of them would lie inside in another zone, or a tenth outside the
// extended hours because the bars keep another week. It names the zone that would fit, if there is
// one.
std::optional<core::Fault> check_sessions(const config::DataConfig& config,
                                          const calendar::Venue& venue,
                                          std::span<const bm_calendar_row> calendar,
                                          SymbolInput& symbol);

}  // namespace barometer::data
