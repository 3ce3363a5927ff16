// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/run_record.hpp"
#include "data/market_data.hpp"
#include "report/csv_writer.hpp"
#include "report/row_writer.hpp"

// A table as the list of its columns: a column's name and what it writes stand in one place.

namespace barometer::report {

// The symbols' names as cells, made once per table.
class SymbolCells {
 public:
  explicit SymbolCells(const data::MarketData& market) : symbols_(market.symbols) {
    for (const data::SymbolData& symbol : market.symbols) {
      cells_.push_back(csv_cell(symbol.name));
    }
  }

  // Empty for a symbol that does not exist.
  NamedCell of(core::SymbolIndex symbol) const {
    return symbol < cells_.size() ? NamedCell{symbols_[symbol].name, cells_[symbol]} : NamedCell{};
  }

 private:
  const std::vector<data::SymbolData>& symbols_;
  std::vector<std::string> cells_;
};

template <class Row>
struct RunColumn {
  std::string_view name;
  // Writes exactly one cell.
  void (*write)(RowWriter& out, const Row& row, const SymbolCells& symbols);
};

// The header, then the rows.
template <class Row, std::size_t count>
void write_table(const RunColumn<Row> (&columns)[count], const std::ranges::range auto& rows,
                 const analysis::RunRecord& record, RowWriter& out) {
  const SymbolCells symbols(record.market);
  std::array<std::string_view, count> names;
  std::ranges::transform(columns, names.begin(), &RunColumn<Row>::name);
  out.header(names);
  for (const Row& row : rows) {
    for (const RunColumn<Row>& column : columns) {
      column.write(out, row, symbols);
    }
    out.end_row();
  }
}

}  // namespace barometer::report
