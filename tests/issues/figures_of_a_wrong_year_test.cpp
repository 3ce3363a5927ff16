// SPDX-License-Identifier: Apache-2.0
// Seven hours had a CAGR of +626,447,999 % and a Sharpe ratio of a year; SPY's daily file at the
// default venue, which never closes, had a Sharpe ratio of .65 for .54 and a volatility of 13.0 %
// for 10.8 %, and a rate that ended was used for 40 sessions: all three without a word.
#include "analysis/run_analysis.hpp"
#include "data/market_data.hpp"
#include "report/sample_run.hpp"
#include "report/warning_text.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

std::string told(const analysis::Warning& warning) {
  return report::warning_text(warning);
}

}  // namespace

TEST_CASE("figures that are scaled to a year are undefined under 30 days, by regime too") {
  const test::SampleRun run;  // 370 hours
  analysis::RunRecord record = run.record();
  const analysis::RunAnalysis found = analysis::analyse(record);
  CHECK(found.returns.years < 30 / 365.25);
  CHECK_FALSE(found.returns.cagr.has_value());
  CHECK_FALSE(found.returns.volatility.has_value());
  CHECK_FALSE(found.returns.sharpe.has_value());
  CHECK_FALSE(found.returns.sharpe_error.standard_error.has_value());
  CHECK_FALSE(found.returns.sortino.has_value());
  CHECK_FALSE(found.returns.calmar.has_value());
  CHECK_FALSE(found.exposure.turnover.has_value());
  for (const analysis::DimensionMetrics& dimension : found.regimes) {
    for (const analysis::RegimeMetrics& row : dimension.rows) {
      CHECK_FALSE(row.sharpe.has_value());
    }
  }
  // What is not scaled stays.
  CHECK(found.returns.total_return.has_value());
  CHECK(found.returns.drawdown.has_value());
  CHECK(found.returns.sharpe_error.probability.has_value());
}

TEST_CASE("against a benchmark, too") {
  test::SampleRun run;
  run.config.output.benchmark = "COIN0";
  const auto found = analysis::analyse(run.record()).benchmark;
  REQUIRE(found.has_value());
  CHECK_FALSE(found->alpha.has_value());
  CHECK_FALSE(found->tracking_error.has_value());
  CHECK_FALSE(found->information_ratio.has_value());
  CHECK(found->beta.has_value());
}

TEST_CASE("data of another year than the venue's are told with both figures and what to write") {
  CHECK(
      told(analysis::SessionsAYear{"24x7", 365, 251.7, 0.65, 0.13}) ==
      "the data have 252 sessions a year, and figures a year count 365 (data.venue: 24x7): Sharpe "
      "0.65 would be 0.54, volatility a year 13.0 % would be 10.8 %; write the venue that they "
      "trade at, such as data.venue: us_equity (252) or fx (260)");
  CHECK(
      told(analysis::SessionsAYear{"us_equity", 252, 364.9, 0.65, 0.13})
          .ends_with("write data.venue: 24x7, or a venue file that states its sessions_per_year"));
  CHECK(
      told(analysis::SessionsAYear{"24x7", 365, 120, {}, {}}) ==
      "the data have 120 sessions a year, and figures a year count 365 (data.venue: 24x7): Sharpe "
      "n/a would be n/a, volatility a year n/a would be n/a; add the sessions that are missing "
      "(barometer check counts them), or write a venue file that states its sessions_per_year");
}

TEST_CASE("a rate that ends is told with its last bar and the sessions since") {
  CHECK(
      told(analysis::StaleRate{"EURUSD", 0, 40 * core::kDay, true, 40, 2}) ==
      "EURUSD, the rate that converts 2 symbols, has no bar from 1970-01-01 on for 40 sessions, to "
      "the end: what is held and traded since is converted at that last close; add the bars, or "
      "end the run with them: data.to: 1970-01-01");
  CHECK(told(analysis::StaleRate{"EURUSD", 0, 7 * core::kDay, false, 6, 1}) ==
        "EURUSD, the rate that converts 1 symbol, has no bar from 1970-01-01 on for 6 sessions, "
        "until "
        "1970-01-08: what was held and traded in between was converted at an old price; add the "
        "bars");
}
