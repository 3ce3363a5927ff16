// SPDX-License-Identifier: Apache-2.0
#include "report/table_columns.hpp"

#include <vector>

#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("a table writes its header once and a cell per column and row") {
  struct Row {
    core::SymbolIndex symbol;
    double value;
  };

  using report::RowWriter;
  using report::SymbolCells;
  constexpr report::RunColumn<Row> kColumns[] = {
      {"symbol", [](RowWriter& out, const Row& row,
                    const SymbolCells& symbols) { out.name(symbols.of(row.symbol)); }},
      {"value", [](RowWriter& out, const Row& row, const SymbolCells&) { out.number(row.value); }}};
  test::SampleRun run({.symbols = 1, .bars = 5, .first_step = 1, .fill_chance = 0});
  run.market = test::market_of({test::flat_symbol("=A", 2, core::kHour)});
  std::string text;
  report::CsvWriter csv([&](std::string_view piece) { text += piece; });
  report::write_table(kColumns, std::vector<Row>{{0, 1.5}, {9, 2}}, run.record(), csv);
  csv.finish();
  CHECK(text == "symbol,value\n'=A,1.5\n,2\n");
}

}  // namespace barometer
