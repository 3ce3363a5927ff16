// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "calendar/venue_table.hpp"
#include "config/data_config.hpp"
#include "core/error.hpp"
#include "data/label_column.hpp"
#include "data/left_out.hpp"
#include "data/read_context.hpp"
#include "data/row_action.hpp"
#include "data/symbol_input.hpp"
#include "tables/table.hpp"

namespace barometer::data {

// A table that a program handed over. The symbol is empty where a column says whose each row is, or
// where the config names one symbol.
struct SymbolTable {
  std::string symbol;
  tables::ArrowTable table;
};

// One symbol as its source gave it: bars, truth, source and what was skipped. With faults the data
// are not to be used.
struct LoadedSymbol {
  SymbolInput data;
  std::vector<std::string> truth_labels;    // csv: of this symbol's truth, by number
  LabelColumn labels = {};                  // of config.csv.labels, as CsvBars has them
  std::vector<RowAction> row_actions = {};  // splits and dividends that its rows say
  std::vector<core::Timestamp> stamp_closes = {};
  std::vector<core::Timestamp> merged_closes = {};
  std::vector<core::Fault> faults;
  std::string not_in_period = {};  // why no bar is left, where that may be so; else empty
};

// Where symbols come from. load(i) may be called for different i from different threads at once;
// what goes wrong with a symbol is in its faults or thrown as Error, as is a stop.
struct MarketSource {
  std::size_t symbols = 0;
  std::function<LoadedSymbol(std::size_t)> load;
  std::vector<LeftOut> left_out = {};  // symbols that it does not have and that may be missing
};

// How one value of data.source is followed.
struct SourceEntry {
  config::DataSource source;
  // Throws Error{bad_input} at the config's places where the config cannot be followed at all.
  // `config`, `venues` and `tables`, which only DataSource::table looks at, must outlive the
  // source. The gauge is told what work to expect.
  MarketSource (*open)(const config::DataConfig& config, const calendar::VenueTable& venues,
                       const ReadContext& reading, std::span<const SymbolTable> tables);
  // The labels of the true regimes of every symbol; NULL: each symbol brings labels of its own.
  std::vector<std::string> (*truth_labels)();
};

// The entry of `source` in the table of all sources.
const SourceEntry& source_entry(config::DataSource source);

}  // namespace barometer::data
