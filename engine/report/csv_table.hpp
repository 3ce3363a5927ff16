// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/run_record.hpp"
#include "config/run_config.hpp"
#include "data/market_data.hpp"
#include "report/csv_writer.hpp"

// A CSV file as a table of its columns: a column's name and what it writes stand in one place.

namespace barometer::report {

// The symbols' names as cells, made once per file.
class SymbolCells {
 public:
  explicit SymbolCells(const data::MarketData& market) {
    for (const data::SymbolData& symbol : market.symbols) {
      cells_.push_back(csv_cell(symbol.name));
    }
  }

  // Empty for a symbol that does not exist.
  std::string_view of(core::SymbolIndex symbol) const {
    return symbol < cells_.size() ? std::string_view(cells_[symbol]) : std::string_view();
  }

 private:
  std::vector<std::string> cells_;
};

template <class Row>
struct CsvColumn {
  std::string_view name;
  // Writes exactly one cell.
  void (*write)(CsvWriter& csv, const Row& row, const SymbolCells& symbols);
};

// The header, then a line per row.
template <class Row, std::size_t count>
void write_table(const CsvColumn<Row> (&columns)[count], const std::ranges::range auto& rows,
                 const analysis::RunRecord& record, const Sink& sink) {
  const SymbolCells symbols(record.market);
  CsvWriter csv(sink, record.config.output.decimals);
  for (const CsvColumn<Row>& column : columns) {
    csv.word(column.name);
  }
  csv.end_row();
  for (const Row& row : rows) {
    for (const CsvColumn<Row>& column : columns) {
      column.write(csv, row, symbols);
    }
    csv.end_row();
  }
  csv.finish();
}

}  // namespace barometer::report
