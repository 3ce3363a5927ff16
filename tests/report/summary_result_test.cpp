// SPDX-License-Identifier: Apache-2.0
#include "report/summary_sections.hpp"

#include <algorithm>

#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

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
  analysis.returns.shape.sharpe_error = 0.5;
  analysis.returns.drawdown = analysis::Drawdown{0.1, 0, core::kDay, {}, 2 * core::kDay};
  analysis.buy_and_hold.total_return = -0.5;
  const std::string text = result_of(analysis);
  CHECK(contains(text, "strategy buy and hold\n"));
  CHECK(contains(text, "total return +25.0 % -50.0 %\n"));
  CHECK(contains(text, "Sharpe ± standard error 1.50 ± 0.50 n/a\n"));
  CHECK(contains(text, "recovered not yet\n"));
  CHECK(contains(text, "length 2 days\n"));
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
