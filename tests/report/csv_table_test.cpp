// SPDX-License-Identifier: Apache-2.0
#include "report/csv_table.hpp"

#include <vector>

#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("a table writes its header once and a cell per column and row") {
  struct Row {
    core::SymbolIndex symbol;
    double value;
  };

  using report::CsvWriter;
  using report::SymbolCells;
  constexpr report::CsvColumn<Row> kColumns[] = {
      {"symbol", [](CsvWriter& csv, const Row& row,
                    const SymbolCells& symbols) { csv.word(symbols.of(row.symbol)); }},
      {"value", [](CsvWriter& csv, const Row& row, const SymbolCells&) { csv.number(row.value); }}};
  test::SampleRun run({.symbols = 1, .bars = 5, .first_step = 1, .fill_chance = 0});
  run.market = test::market_of({test::flat_symbol("=A", 2, core::kHour)});
  std::string text;
  report::write_table(kColumns, std::vector<Row>{{0, 1.5}, {9, 2}}, run.record(),
                      [&](std::string_view piece) { text += piece; });
  CHECK(text == "symbol,value\n'=A,1.5\n,2\n");
}

}  // namespace barometer
