// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "report/terminal.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::report {

// "left out: BAD (bad.csv:3:5: close is 'x', ...)", a line for each symbol that was asked for and
// is not in the market; empty where there is none.
std::string left_out_lines(const data::MarketData& market);

// In lines of `columns`: one per symbol with what was counted while loading it, then what became of
// Sundays and the rows that were skipped. Symbols that were left out are a warning.
std::string render_data_report(const data::MarketData& market, std::size_t columns = kPipeColumns);

}  // namespace barometer::report
