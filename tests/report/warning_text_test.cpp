// SPDX-License-Identifier: Apache-2.0
#include "report/warning_text.hpp"

#include "analysis/run_analysis.hpp"

#include "data/market_data.hpp"
#include "data/symbol_input.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::any_contains;

namespace {

std::vector<std::string> warnings_of(const test::SampleRun& run) {
  std::vector<std::string> texts;
  for (const analysis::Warning& warning : analysis::analyse(run.record()).warnings) {
    texts.push_back(report::warning_text(warning));
  }
  return texts;
}

}  // namespace

TEST_CASE("filling at the deciding close is warned of") {
  test::SampleRun run;
  CHECK_FALSE(any_contains(warnings_of(run), "same_close"));
  run.config.broker.fill = config::FillRule::same_close;
  CHECK(any_contains(warnings_of(run), "same_close"));
}

TEST_CASE("quotes that no cost uses are warned of, with what to type") {
  test::SampleRun run;
  CHECK_FALSE(any_contains(warnings_of(run), "bid and ask"));
  run.market.symbols[1].spreads.resize(run.market.symbols[1].bars.size());
  CHECK(any_contains(warnings_of(run), "bid and ask of 1 symbol are no cost"));
  CHECK(any_contains(warnings_of(run), "broker.slippage: {spread: quoted}"));
  run.config.broker.slippage_parts.spread = config::SpreadCost::quoted;
  CHECK_FALSE(any_contains(warnings_of(run), "bid and ask"));
}

TEST_CASE("a position whose data end early is warned of by name") {
  test::SampleRun run({.symbols = 1, .bars = 50, .first_step = 10, .fill_chance = 0});
  const data::SymbolData& held = run.market.symbols[0];
  std::vector<data::SymbolInput> symbols{test::flat_symbol(held.name, 0, 0)};
  symbols[0].bars = held.bars.copy();
  symbols.push_back(test::flat_symbol("ENDED", 30, symbols[0].bars[0].close_time_ns));
  run.market = test::market_of(std::move(symbols));
  run.tags = regime::TagView();
  run.fills = {test::fill_of(run.market, 1, 20, 1, 100, 100, 0)};
  CHECK(any_contains(warnings_of(run),
                     "1 symbol whose data end before the run does, still held and marked at the "
                     "last close: ENDED on 2022-01-02"));
}

TEST_CASE("budgets that did not pass are warned of") {
  test::SampleRun run;
  latency::BudgetReport budget;
  budget.stage = "bar";
  budget.quantile = 0.99;
  budget.limit_ns = 20 * core::kMicrosecond;
  budget.state = latency::BudgetState::undecided;
  run.latency.budgets = {budget};
  CHECK(any_contains(warnings_of(run), "latency budget bar p99 <= 20us: UNDECIDED"));
  run.latency.budgets[0].state = latency::BudgetState::pass;
  CHECK_FALSE(any_contains(warnings_of(run), "latency budget"));
}

TEST_CASE("skipped rows are counted, and the symbol with most of them is named") {
  test::SampleRun run;
  CHECK_FALSE(any_contains(warnings_of(run), "skipped"));
  run.market.symbols[0].report.skipped_rows = 1;
  CHECK(any_contains(warnings_of(run),
                     "1 row of the data was skipped (bad_rows: skip), most in COIN0 (1, 0.2 % of "
                     "its rows)"));
  // 1 of 401 rows above; 80 of 320 + 80 here.
  run.market.symbols[1].report.bars = 320;
  run.market.symbols[1].report.skipped_rows = 80;
  CHECK(any_contains(warnings_of(run),
                     "81 rows of the data were skipped (bad_rows: skip), most in COIN1 (80, 20.0 % "
                     "of its rows)"));
}

TEST_CASE("bars outside the extended hours name examples and the zone that would fit") {
  analysis::OffHours found{.symbols = 1,
                           .worst_symbol = "A",
                           .worst_bars = 30,
                           .worst_share = 0.3,
                           .examples = {0, core::kHour},
                           .fitting_zone = "America/New_York"};
  CHECK(report::warning_text(found) ==
        "30 bars of A (30.0 % of its bars) lie outside the venue's extended hours, such as those "
        "that close 1970-01-01T00:00:00Z, 1970-01-01T01:00:00Z: no session has them, nor do daily "
        "bars; in the zone America/New_York hardly any would: write `data.time.zone: "
        "America/New_York`");
  found.fitting_zone.clear();
  found.symbols = 3;
  CHECK(report::warning_text(found).find("and many of 2 other symbols lie outside") !=
        std::string::npos);
  CHECK(report::warning_text(found).find("`extended:`") != std::string::npos);
}

TEST_CASE("orders without a row are warned of") {
  CHECK_FALSE(any_contains(warnings_of(test::SampleRun()), "orders.csv"));
  CHECK(report::warning_text(analysis::UnlistedOrders{9'872})
            .starts_with("9,872 orders far beyond what a strategy may send in one step: rejected"));
}

TEST_CASE("plug-ins without optimisation are named, with what to write") {
  CHECK(report::warning_text(analysis::UnoptimisedPlugins{{"slow"}}) ==
        "plug-in slow is built without optimisation: its times are not those of a release build; "
        "build it with -O2 or CMAKE_BUILD_TYPE=Release");
  CHECK(report::warning_text(analysis::UnoptimisedPlugins{{"slow", "last"}}) ==
        "plug-ins slow, last are built without optimisation: their times are not those of a "
        "release build; build them with -O2 or CMAKE_BUILD_TYPE=Release");
}

TEST_CASE("labels of a column are told as unchecked") {
  CHECK(report::warning_text(analysis::UncheckedLabels{"mood", "", 9'000, 2'000, 0}) ==
        "labels of column mood: causality not checked: nothing but their maker can say whether "
        "they were known when their bars closed; 2,000 of 9,000 bars have none");
  const std::string file =
      report::warning_text(analysis::UncheckedLabels{"mood", "m.csv", 9, 0, 1});
  CHECK(file.starts_with("labels of column mood of m.csv: causality not checked: "));
  CHECK(file.ends_with("; 1 row of the file names no bar of the run"));
}

TEST_CASE("rows and values without room are counted in words") {
  CHECK(report::warning_text(analysis::DroppedOutput{1, 0}) ==
        "1 row of the strategy's log found no room and was left out of log.csv: a step holds 8 a "
        "symbol, at least 64, a run 100,000");
  CHECK(report::warning_text(analysis::DroppedOutput{0, 2'000}) ==
        "2,000 series values found no room and were left out of series.csv: a step holds one a "
        "series for each symbol and one for the whole universe, a run 10,000,000");
  CHECK(report::warning_text(analysis::DroppedOutput{2, 2}).find("; 2 series values found") !=
        std::string::npos);
}

TEST_CASE("an account that is bust is warned of from its first step without equity") {
  test::SampleRun run;
  CHECK_FALSE(any_contains(warnings_of(run), "not positive"));
  run.equity[100].equity = 0;
  run.equity[200].equity = -1;
  CHECK(any_contains(warnings_of(run),
                     "equity was not positive from " + core::format_utc(run.equity[100].time_ns)));
}

TEST_CASE("a warning of orders rejected for buying power names the key that would fill them") {
  test::SampleRun run;
  run.orders.resize(2);
  run.orders[0].status = run.orders[1].status = BM_ORDER_REJECTED;
  run.orders[0].reason = run.orders[1].reason = BM_REASON_BUYING_POWER;
  const std::string hint = "2 orders rejected for buying power: margin: scale would fill what fits";
  CHECK(any_contains(warnings_of(run), hint));
  run.config.broker.margin = config::OnShortfall::scale;
  CHECK_FALSE(any_contains(warnings_of(run), "buying power"));
  run.config.broker.margin = config::OnShortfall::reject;
  run.orders.clear();
  CHECK_FALSE(any_contains(warnings_of(run), "buying power"));
}

TEST_CASE("a warning of orders rejected for selling short names the key that allows it") {
  test::SampleRun run;
  run.config.broker.short_selling = false;
  CHECK_FALSE(any_contains(warnings_of(run), "selling short"));
  run.orders[0].status = BM_ORDER_REJECTED;
  run.orders[0].reason = BM_REASON_SHORT_SELLING;
  CHECK(any_contains(warnings_of(run), "1 order rejected for selling short"));
}

TEST_CASE("decimals that are too few for a price say what to write") {
  CHECK(report::warning_text(analysis::RoundedPrices{"SHIB", 0.04, 2, 6}) ==
        "output.decimals: 2 is too few for prices such as 0.04 of SHIB, which the CSV files may "
        "have more than 0.01 % off: write 6 or leave the key out");
  CHECK(report::warning_text(analysis::RoundedPrices{"X", 1e-12, 2, 16})
            .ends_with("off: leave the key out"));
}

TEST_CASE("books that do not balance are called a defect") {
  test::SampleRun run;
  CHECK_FALSE(any_contains(warnings_of(run), "do not balance"));
  run.equity.back().equity += 0.01;
  CHECK(any_contains(warnings_of(run), "do not balance"));
}

TEST_CASE("signals outside of a run are told with how many there are") {
  CHECK(report::warning_text(analysis::SignalsOutsideRun{1'200, 5'000}) ==
        "1,200 of 5,000 rows of the signals that ask for something are stamped before or after the "
        "bars on which the run trades, and are not acted on");
}

}  // namespace barometer
