// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/abi/bars.h>

#include "calendar/venue.hpp"
#include "core/symbol.hpp"
#include "core/timestamp.hpp"

namespace barometer::data {

// What an instance is told about a symbol with bars of this size. The name lives as long as it.
inline bm_instrument instrument_of(const calendar::Venue& venue, core::Duration bar,
                                   const char* name, core::SymbolIndex index) {
  return {.symbol = name,
          .venue_kind = venue.kind,
          .symbol_index = index,
          .bar_ns = bar,
          .bars_per_session_day = calendar::bars_per_session_day(venue, bar),
          .session_days_per_year = venue.session_days_per_year};
}

}  // namespace barometer::data
