// SPDX-License-Identifier: Apache-2.0
#pragma once

// Names for headers that only refer to what this room holds.

namespace barometer::data {

struct BarRow;
struct MarketData;
struct SymbolData;
struct SymbolDataReport;
class Timeline;

}  // namespace barometer::data
