// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "report/style.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::report {

// The first and the last `bars` bars of each symbol as the engine has read them: open and close in
// UTC, the close by the clock of the symbol's venue, prices and volume. Prices are written with all
// digits of the double, with eight where these find no room in a line.
std::string render_head(const data::MarketData& market, std::int64_t bars, const Style& style);

}  // namespace barometer::report
