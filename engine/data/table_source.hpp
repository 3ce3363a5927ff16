// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "data/market_source.hpp"

namespace barometer::data {

// Symbols whose rows lie in tables in memory: a table a symbol, or tables in which a column says
// whose each row is. Throws Error{bad_input} where there is no table, where nothing says whose its
// rows are, and as find_source_files() (data/source_files.hpp) does.
MarketSource table_source(const config::DataConfig& config, const calendar::VenueTable& venues,
                          const ReadContext& reading, std::span<const SymbolTable> tables);

}  // namespace barometer::data
