// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "core/utf8.hpp"
#include "report/csv_table.hpp"
#include "report/run_tables.hpp"

namespace barometer::report {

void write_log(const analysis::RunRecord& record, const Sink& sink) {
  const SymbolCells symbols(record.market);
  CsvWriter csv(sink);
  csv.header({"time", "step", "symbol", "text"});
  for (const core::LogRow& row : record.logs.log) {
    csv.time(row.time_ns).integer(row.step).word(symbols.of(row.text.symbol));
    csv.text(core::valid_utf8({row.text.text, row.text.length})).end_row();
  }
  csv.finish();
}

void write_series(const analysis::RunRecord& record, const Sink& sink) {
  const SymbolCells symbols(record.market);
  CsvWriter csv(sink);
  csv.header({"time", "step", "series", "symbol", "value"});
  for (const core::SeriesValue& row : record.logs.series_values) {
    csv.time(row.time_ns).integer(row.step).word(record.logs.series[row.value.series].name);
    csv.word(symbols.of(row.value.symbol)).number(row.value.value).end_row();
  }
  csv.finish();
}

}  // namespace barometer::report
