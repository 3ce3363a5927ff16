// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::calendar {
class VenueTable;
}  // namespace barometer::calendar

namespace barometer::data {

struct MarketData;

// Tells the market its venues, which its symbols have numbers of, and fills their calendars by
// their hours and the symbols' grids.
void resolve_calendars(MarketData& market, const calendar::VenueTable& venues);

}  // namespace barometer::data
