// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "core/utf8.hpp"
#include "report/run_tables.hpp"
#include "report/table_columns.hpp"

namespace barometer::report {

void write_log(const analysis::RunRecord& record, RowWriter& out) {
  const SymbolCells symbols(record.market);
  out.header({"time", "step", "symbol", "text"});
  for (const core::LogRow& row : record.logs.log) {
    out.time(row.time_ns).integer(row.step).name(symbols.of(row.text.symbol));
    out.text(core::valid_utf8({row.text.text, row.text.length})).end_row();
  }
}

void write_series(const analysis::RunRecord& record, RowWriter& out) {
  const SymbolCells symbols(record.market);
  out.header({"time", "step", "series", "symbol", "value"});
  for (const core::SeriesValue& row : record.logs.series_values) {
    out.time(row.time_ns).integer(row.step).word(record.logs.series[row.value.series].name);
    out.name(symbols.of(row.value.symbol)).number(row.value.value).end_row();
  }
}

}  // namespace barometer::report
