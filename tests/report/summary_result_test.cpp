// SPDX-License-Identifier: Apache-2.0
#include "report/summary_sections.hpp"

#include <algorithm>

#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;
using barometer_test::in_one_line;

namespace {

// The section with every run of blanks as one.
std::string result_of(const analysis::RunAnalysis& analysis) {
  const test::SampleRun run;
  std::string text = report::summary::result(run.record(), analysis, report::Style{});
  const auto both_blank = [](char a, char b) { return a == ' ' && b == ' '; };
  text.erase(std::unique(text.begin(), text.end(), both_blank), text.end());
  return text;
}

}  // namespace

TEST_CASE("the result has a line per label of the table of metrics, beside buy and hold") {
  analysis::RunAnalysis analysis;
  analysis.returns.total_return = 0.25;
  analysis.returns.sharpe = 1.5;
  analysis.returns.sharpe_error.standard_error = 0.5;
  analysis.returns.drawdown = analysis::Drawdown{0.1, 0, core::kDay, {}, 2 * core::kDay};
  analysis.buy_and_hold.total_return = -0.5;
  const std::string text = result_of(analysis);
  CHECK(contains(text, "strategy buy and hold\n"));
  CHECK(contains(text, "total return +25.0 % -50.0 %\n"));
  CHECK(contains(text, "Sharpe ± standard error 1.50 ± 0.50 n/a\n"));
  CHECK(contains(text, "recovered not yet\n"));
  CHECK(contains(text, "length 2 days\n"));
}

TEST_CASE("an interval is one cell, and what lacks data says how much") {
  analysis::RunAnalysis analysis;
  analysis.returns.sharpe_error.low = -0.25;
  analysis.returns.sharpe_error.high = 2;
  analysis.returns.periods = 60;
  analysis.returns.intervals.missing = analysis::TooFew{60, 100, "returns"};
  analysis.buy_and_hold.intervals.cagr = analysis::Interval{-0.125, 0.5};
  analysis.buy_and_hold.intervals.max_drawdown = analysis::Interval{0.125, 0.5};
  const std::string text = result_of(analysis);
  CHECK(contains(text, "95 % interval -0.25 to 2.00 n/a\n"));
  CHECK(contains(text, "in the long run, 95 % 60 of 100 returns -12.5 % to +50.0 %\n"));
  CHECK(contains(text, "of such histories, 95 % 60 of 100 returns -12.5 % to -50.0 %\n"));
  CHECK(
      contains(text, "\"of\": what an interval has and needs; a block is 6 sessions of which one"));
}

TEST_CASE("the notes say which error, sample and year, and Lo's figures where they differ") {
  analysis::RunAnalysis analysis;
  analysis.returns.periods = 500;
  analysis.returns.periods_per_year = 252;
  analysis.returns.sharpe = 1;
  analysis.returns.sharpe_error = {.lags = 30,
                                   .standard_error = 0.5,
                                   .independent = 0.48,
                                   .time_aggregated = 0.95,
                                   .probability = 0.975};
  const std::string alike = result_of(analysis);
  CHECK(contains(alike, "measured at 500 session ends, 1970-01-01 to 1970-01-01; 252 a year"));
  CHECK(contains(alike, "(HAC, 30 lags)\n"));
  CHECK(
      contains(alike, "if the true ratio were 0, 97.5 % of such samples would show a lower one\n"));
  CHECK_FALSE(contains(alike, "Lo"));
  analysis.returns.sharpe_error.independent = 0.4;
  analysis.returns.sharpe_error.time_aggregated = 0.75;
  const std::string different = result_of(analysis);
  CHECK(contains(in_one_line(different), "(HAC, 30 lags); ± 0.40 if independent (Lo) "));
  CHECK(contains(different, "autocorrelated as these (Lo's eta): 0.75\n"));
}

TEST_CASE("a curve that never fell has no lines of peak and trough") {
  analysis::RunAnalysis analysis;
  analysis.returns.drawdown = analysis::Drawdown{};
  const std::string text = result_of(analysis);
  CHECK(contains(text, "max drawdown"));
  CHECK(contains(text, "0.00 %"));
  CHECK_FALSE(contains(text, "trough"));
}

}  // namespace barometer
