// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::report {

// For each symbol: bars and period, gaps by its venue's calendar with the longest, bars without
// volume and flat ones, lowest and highest price with their times, and the three largest moves from
// close to close. Behind them what was left out.
std::string render_description(const data::MarketData& market);

}  // namespace barometer::report
