// SPDX-License-Identifier: Apache-2.0
#include "report/data_report.hpp"

#include "data/symbol_input.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

TEST_CASE("the data report has a line per symbol, the sum and the skipped rows") {
  data::SymbolInput symbol = test::flat_symbol("AAA", 24, core::kHour);
  symbol.report.skipped = {"a.csv:3:5: not a number"};
  const std::string text = report::render_data_report(test::market_of({symbol}));
  CHECK(contains(text, "AAA            24  1970-01-01T01:00:00Z"));
  CHECK(contains(text, "1 symbols, 24 bars, 24 steps of 1h\n"));
  CHECK(contains(text, "skipped rows:\n  a.csv:3:5: not a number\n"));
}

TEST_CASE("bars of the source that are in no bar of the run are counted by symbol") {
  data::SymbolInput symbol = test::flat_symbol("AAA", 24, core::kHour);
  symbol.report.outside_source_bars = 7;
  symbol.report.unfinished_source_bars = 3;
  const std::string text = report::render_data_report(test::market_of({symbol}));
  CHECK(contains(text, "as they lie outside sessions:\n  AAA: 7\n"));
  CHECK(contains(text, "as their bar has not come to its end:\n  AAA: 3\n"));
}

TEST_CASE("without skipped rows the data report has no list of them") {
  const std::string text =
      report::render_data_report(test::market_of({test::flat_symbol("AAA", 24, core::kHour)}));
  CHECK_FALSE(contains(text, "skipped rows"));
}

}  // namespace barometer
