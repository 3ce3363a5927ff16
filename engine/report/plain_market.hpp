// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "core/symbol.hpp"
#include "report/csv_writer.hpp"

namespace barometer::config {
struct DataConfig;
}  // namespace barometer::config

namespace barometer::data {
struct MarketData;
struct SymbolData;
}  // namespace barometer::data

namespace barometer::report {

// The bars of a symbol in the plain form: a header "timestamp,open,high,low,close,volume", then a
// row a bar, oldest first: milliseconds from 1970 UTC to its open (of a week or a month: the open
// of its first session), and the shortest numbers that read back to the same doubles.
void write_plain_bars(const data::MarketData& market, core::SymbolIndex symbol, const Sink& sink);

// Whether the symbol has splits or dividends of columns, which the plain form has not.
bool writes_actions(const config::DataConfig& config, const data::SymbolData& symbol);

// They as a file of their own, "date,split,dividend" (calendar/actions_file.hpp).
void write_plain_actions(const data::SymbolData& symbol, const Sink& sink);

// `data:` of a config that reads such files from `folder` ("{symbol}.csv", and
// "{symbol}.actions.csv" where writes_actions()) to the same bars, with
// the venues, the period, and the splits and dividends of the config that they were read by.
std::string plain_config(const config::DataConfig& config, const data::MarketData& market,
                         const std::filesystem::path& folder);

}  // namespace barometer::report
