// SPDX-License-Identifier: Apache-2.0
#include "report/headline.hpp"

#include <algorithm>
#include <sstream>

#include "core/safe_text.hpp"
#include "report/sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

namespace {

std::string headline_of(const test::SampleRun& run, const analysis::RunAnalysis& analysis,
                        std::size_t width = 80) {
  return report::render_headline(run.record(), analysis, report::Style{.width = width},
                                 "/tmp/runs/one");
}

std::string headline_of(const test::SampleRun& run, std::size_t width = 80) {
  return headline_of(run, analysis::analyse(run.record()), width);
}

std::int64_t lines_of(const std::string& text) {
  return std::ranges::count(text, '\n');
}

// A dimension whose test came to these figures.
analysis::DimensionMetrics tested(const char* name, double p_holm, double statistic) {
  analysis::DimensionMetrics metrics;
  metrics.dimension = name;
  metrics.test.p = p_holm;
  metrics.test.p_holm = p_holm;
  metrics.test.statistic = statistic;
  return metrics;
}

std::vector<std::size_t> chosen(std::vector<analysis::DimensionMetrics> dimensions) {
  analysis::RunAnalysis analysis;
  analysis.regimes = std::move(dimensions);
  return report::headline_dimensions(analysis);
}

}  // namespace

TEST_CASE("a headline says what ran, what came out beside buy and hold, and where the rest is") {
  test::SampleRun run;
  run.config.run.name = "sample";
  run.config.strategy.plugin = "sma_cross";
  const analysis::RunAnalysis analysis = analysis::analyse(run.record());
  const std::string text = headline_of(run, analysis);
  for (const char* words :
       {"sample  sma_cross on 3 symbols", "strategy", "buy and hold", "total return", "Sharpe",
        "max drawdown", "By regime", "net, ", "mean, bps a bar", "Latency",
        "Run folder   /tmp/runs/one", "--verbose prints all"}) {
    INFO(words << "\n" << text);
    CHECK(contains(text, words));
  }
  CHECK(contains(text, "Fingerprint  " + analysis.fingerprint));
}

TEST_CASE("a headline and the line of the run store fit a screen, however much went wrong") {
  const test::SampleRun run;
  analysis::RunAnalysis analysis = analysis::analyse(run.record());
  const std::size_t width = GENERATE(80u, 120u);
  for (std::size_t count : {0u, 1u, 3u, 4u, 30u}) {
    analysis.warnings.assign(count, analysis::SameCloseFills{});
    const std::string text = headline_of(run, analysis, width);
    INFO(text);
    CHECK(lines_of(text) < static_cast<std::int64_t>(report::kHeadlineLines));
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      CHECK(core::display_width(line) <= width);
    }
    CHECK(contains(text, "By regime"));
  }
}

TEST_CASE("three warnings are shown, each on one line, and the others counted") {
  const test::SampleRun run;
  analysis::RunAnalysis analysis = analysis::analyse(run.record());
  analysis.warnings.assign(3, analysis::SameCloseFills{});
  std::string text = headline_of(run, analysis);
  CHECK_FALSE(contains(text, "more: --verbose"));
  analysis.warnings.assign(5, analysis::SameCloseFills{});
  text = headline_of(run, analysis);
  CHECK(contains(text, "    and 2 more: --verbose\n"));
  std::size_t marks = 0;
  for (std::size_t at = text.find("\n  ! "); at != std::string::npos;
       at = text.find("\n  ! ", at + 1)) {
    ++marks;
  }
  CHECK(marks == 3);
}

TEST_CASE("the dimensions shown are the largest effects that hold their level") {
  CHECK(chosen({tested("session", 0.01, 3), tested("volatility", 0.5, 9),
                tested("weekday", 0.02, 5)}) == std::vector<std::size_t>{2, 0});
  CHECK(chosen({tested("session", 0.01, 3), tested("trend", 0.5, 9),
                tested("volatility", 0.5, 1)}) == std::vector<std::size_t>{0, 2});
}

TEST_CASE("where none holds its level they are volatility and trend, else the first ones") {
  CHECK(chosen({tested("session", 0.06, 3), tested("trend", 0.5, 9), tested("volatility", 1, 1)}) ==
        std::vector<std::size_t>{2, 1});
  CHECK(chosen({tested("mood", 0.6, 1), tested("season", 0.6, 9), tested("weekday", 1, 1)}) ==
        std::vector<std::size_t>{0, 1});
  CHECK(chosen({tested("mood", 0.6, 1)}) == std::vector<std::size_t>{0});
  CHECK(chosen({}).empty());
}

TEST_CASE("budgets that did not pass are named") {
  test::SampleRun run;
  const auto budget = [](double quantile, latency::BudgetState state) {
    latency::BudgetReport report;
    report.stage = "bar";
    report.quantile = quantile;
    report.limit_ns = 20'000;
    report.state = state;
    return report;
  };
  run.latency.metered = true;
  run.latency.budgets = {budget(0.99, latency::BudgetState::pass)};
  CHECK(contains(headline_of(run), "budget bar p99 <= 20us: PASS"));
  run.latency.budgets.push_back(budget(0.5, latency::BudgetState::fail));
  CHECK(contains(headline_of(run), "1 of 2 budgets PASS, bar p50 <= 20us: FAIL"));
  run.latency.metered = false;
  CHECK(contains(headline_of(run), "not metered"));
}

TEST_CASE("names with escape sequences cannot paint the terminal from a headline") {
  test::SampleRun run;
  run.config.run.name = "\x1b[2Jname";
  run.config.strategy.plugin = "\x1b[31mred";
  CHECK_FALSE(contains(headline_of(run), "\x1b"));
}

TEST_CASE("the headline names the page where the folder has one") {
  test::SampleRun run;
  const auto in_folder = [&run] {
    const analysis::RunRecord record = run.record();
    return report::render_headline(record, analysis::analyse(record), {}, "runs/a");
  };
  CHECK(contains(in_folder(), "open report.html in a browser; --verbose prints all"));
  run.config.output.page = false;
  CHECK_FALSE(contains(in_folder(), "report.html"));
}

}  // namespace barometer
