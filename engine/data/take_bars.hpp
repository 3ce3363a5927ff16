// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "data/csv_reader.hpp"
#include "data/market_source.hpp"

namespace barometer::data {

// What its rows gave becomes the symbol's.
void take_bars(CsvBars bars, LoadedSymbol& loaded);

}  // namespace barometer::data
