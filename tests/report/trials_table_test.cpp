// SPDX-License-Identifier: Apache-2.0
#include "report/trials_table.hpp"

#include "report/sample_study.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

const std::vector<std::string> kAxes{"strategy.params.fast", "strategy.params.slow"};

}  // namespace

TEST_CASE("the best trials stand first, failures with their reason last") {
  const std::vector<analysis::StudyTrial> trials = test::sample_trials();
  const std::vector<analysis::FailedTrials> failures{{"the strategy threw: \"no\"\n", 2, 4},
                                                     {"segmentation fault", 1, 1'099}};
  CHECK(report::render_trials(
            trials, {.axes = kAxes, .objective = "sharpe", .failures = failures, .undefined = 1},
            {}) ==
        "  rank  trial  fast  slow  sharpe  ± error  plateau  trades  drawdown\n"
        "     1      1  5     100     1.90     0.45     1.10     212   -23.1 %\n"
        "     2      2  10    50      1.90\n"
        "     3      0  5     50      0.50\n"
        "  ! 2 failed: the strategy threw: \"no\", trial 4 first\n"
        "  ! 1 failed: segmentation fault, trial 1,099\n"
        "  ! 1 trial has no sharpe\n");
}

TEST_CASE("what is to be small is ranked upwards, and cut to what is asked for") {
  const std::vector<analysis::StudyTrial> trials = test::sample_trials();
  const std::string text = report::render_trials(
      trials, {.axes = kAxes, .objective = "max_drawdown", .maximised = false, .most = 1}, {});
  CHECK(text.find("     1      0  5     50 ") != std::string::npos);
  CHECK(text.find("-50.0 %") != std::string::npos);
  CHECK(text.find("     2  ") == std::string::npos);
}

TEST_CASE("without a trial that has an objective only the failures are left") {
  const std::vector<analysis::FailedTrials> failures{{"no", 1, 4}};
  CHECK(report::render_trials(
            {}, {.axes = kAxes, .objective = "sharpe", .failures = failures, .undefined = 2}, {}) ==
        "  ! 1 failed: no, trial 4\n"
        "  ! 2 trials have no sharpe\n");
  CHECK(report::render_trials({}, {.axes = kAxes, .objective = "sharpe"}, {}).empty());
}

TEST_CASE("an objective is shown by the unit of its metric") {
  CHECK(report::objective_text("total_return", 0.342) == "+34.2 %");
  CHECK(report::objective_text("sharpe", 1.234) == "1.23");
  CHECK(report::objective_text("no_metric", 2) == "2.00");
  CHECK(report::objective_text("sharpe", std::nullopt) == "n/a");
  CHECK(report::axis_name("strategy.params.fast") == "fast");
  CHECK(report::axis_name("fast") == "fast");
}

}  // namespace barometer
