// SPDX-License-Identifier: Apache-2.0
// Runs that went wrong without a word: raw prices halved at a split that no actions file knew, a
// ticker changed its company, a config said 1h of daily bars (one step in 9,555 was an hour),
// holidays and holes of a single symbol were not told from each other, and every order of a
// strategy was NaN.
#include "analysis/run_analysis.hpp"
#include "data/market_data.hpp"
#include "report/sample_run.hpp"
#include "report/warning_text.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

using namespace barometer;

namespace {

std::vector<std::string> told(const test::SampleRun& run) {
  std::vector<std::string> texts;
  for (const analysis::Warning& warning : analysis::analyse(run.record()).warnings) {
    texts.push_back(report::warning_text(warning));
  }
  return texts;
}

// A run on one symbol whose bars `change` has edited.
template <class Change>
test::SampleRun run_with(Change change) {
  test::SampleRun run({.symbols = 1, .bars = 200, .fill_chance = 0});
  data::SymbolInput symbol = test::flat_symbol("COIN0", 0, 0);
  symbol.bars = run.market.symbols[0].bars.copy();
  symbol.report = run.market.symbols[0].report;
  change(symbol);
  run.market = test::market_of({symbol});
  return run;
}

}  // namespace

TEST_CASE("a split that no actions file knows is told") {
  const test::SampleRun run = run_with([](data::SymbolInput& symbol) {
    for (std::size_t bar = 100; bar < symbol.bars.size(); ++bar) {
      data::BarRow& row = symbol.bars[bar];
      for (double* price : {&row.open, &row.high, &row.low, &row.close}) {
        *price /= 7;
      }
    }
  });
  CHECK(barometer_test::any_contains(told(run), "1 price jump looks like a split"));
  CHECK(barometer_test::any_contains(told(run), "(7:1)"));
}

TEST_CASE("a bar size of other data is told, and holes are") {
  CHECK(barometer_test::any_contains(told(run_with([](data::SymbolInput& symbol) {
                                       symbol.report.gaps = 198;
                                       symbol.report.missing_bars = 198 * 23;
                                     })),
                                     "data.bar: 1h is the step from bar to bar of 1 of 199 steps"));
  CHECK(barometer_test::any_contains(told(run_with([](data::SymbolInput& symbol) {
                                       symbol.report.gaps = 1;
                                       symbol.report.missing_bars = 5;
                                     })),
                                     "5 bars that the calendar of 24x7 has are missing"));
}

TEST_CASE("orders that are all NaN are told with the reason") {
  test::SampleRun run;
  run.orders.resize(2);
  for (orders::OrderRecord& order : run.orders) {
    order.type = BM_ORDER_LIMIT;
    order.status = BM_ORDER_REJECTED;
    order.reason = BM_REASON_INVALID;
  }
  CHECK(
      barometer_test::any_contains(told(run), "2 orders rejected as invalid: all 2 limit orders"));
}
