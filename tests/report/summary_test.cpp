// SPDX-License-Identifier: Apache-2.0
#include "report/summary.hpp"

#include <sstream>

#include "core/safe_text.hpp"
#include "data/market_data.hpp"
#include "report/summary_sections.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"
#include "support/text.hpp"

namespace barometer {

using barometer_test::contains;

namespace {

std::string summary_of(const test::SampleRun& run, const report::Style& style = {}) {
  const analysis::RunRecord record = run.record();
  return report::render_summary(record, analysis::analyse(record), style, "runs/sample");
}

latency::LatencyReport metered() {
  latency::LatencyReport latency;
  latency.metered = true;
  latency.clock = "tsc";
  latency.bars = 1'000;
  latency.loop_seconds = 0.001;
  latency.cold_first_step_ns = 182'000;
  latency.warmup_steps = 1'024;
  latency.warmup_total_ns = 3.2e6;
  latency.warm = true;
  latency.steady_steps = 5'000;
  latency.steady_median_ns = 84.2;
  latency.verified = true;
  latency::StageReport stage;
  stage.stage = "bar";
  stage.samples = 5'000;
  stage.p50_ns = 84.2;
  stage.p99_ns = 1'200;
  latency.stages = {stage};
  latency::BudgetReport budget;
  budget.stage = "bar";
  budget.quantile = 0.99;
  budget.limit_ns = 20 * core::kMicrosecond;
  budget.state = latency::BudgetState::fail;
  budget.explanation = "900 of 5,000 steady steps were over 20us";
  latency.budgets = {budget};
  return latency;
}

}  // namespace

TEST_CASE("no line of the summary is wider than 100 columns") {
  test::SampleRun run;
  run.config.run.name = std::string(300, 'n');
  run.config.strategy.plugin = std::string(300, 's');
  run.market.venue = std::string(300, 'v');
  run.latency = metered();
  run.latency.budgets[0].explanation = std::string(40, 'e') + " " + std::string(60, 'f');
  std::istringstream lines(summary_of(run));
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(core::display_width(line) <= report::kSentenceColumns);
  }
}

TEST_CASE("the summary answers what was run and what came out") {
  const test::SampleRun run({.symbols = 1, .bars = 100, .first_step = 40});
  const std::string text = summary_of(run);
  CHECK(contains(text, "sample_strategy on 1 symbol: 60 bars of 1h in 60 steps"));
  CHECK(contains(text, "2022-01-02 to 2022-01-05 UTC"));
  CHECK(contains(text, "buy and hold"));
  CHECK(contains(text, "riskless rate 0"));
  CHECK(contains(text, "volatility = high -> flatten: acted 12 times"));
  CHECK(contains(text, analyse(run.record()).fingerprint));
  CHECK(contains(text, "runs/sample"));
}

TEST_CASE("a run of one step is reported in the singular") {
  test::SampleRun run({.symbols = 1, .bars = 41, .first_step = 40, .fill_chance = 0});
  run.latency = metered();
  run.latency.bars = run.latency.warmup_steps = run.latency.steady_steps = 1;
  analysis::RunRecord record = run.record();
  record.counts.conditions[0].actions = 1;
  analysis::RunAnalysis analysis = analysis::analyse(record);
  analysis.returns.periods = 1;
  const std::string text = report::render_summary(record, analysis, report::Style{}, "runs/sample");
  CHECK(contains(text, "1 bar of 1h in 1 step\n"));
  CHECK(contains(text, "measured at 1 session end, "));
  CHECK(contains(text, "acted 1 time\n"));
  CHECK(contains(text, "(1 bar in "));
  CHECK(contains(text, "1 step took "));
  CHECK(contains(text, "a bar over 1 step\n"));
}

TEST_CASE("the regimes are reported by dimension, label and unknown") {
  const std::string text = summary_of(test::SampleRun());
  for (const char* wanted : {"volatility", "calm", "high", "trend", "down", "up", "unknown"}) {
    INFO(wanted);
    CHECK(contains(text, wanted));
  }
}

TEST_CASE("cold, warm-up and steady are three lines, and a failed budget says FAIL") {
  test::SampleRun run;
  run.latency = metered();
  const std::string text = summary_of(run);
  CHECK(contains(text, "1.00 million bars/s"));
  CHECK(contains(text, "the first step took 182 us"));
  CHECK(contains(text, "1,024 steps took 3.20 ms"));
  CHECK(contains(text, "median 84.2 ns a bar over 5,000 steps"));
  CHECK(contains(text, "FAIL        bar p99 <= 20us: 900 of 5,000 steady steps were over 20us"));
}

TEST_CASE("a run that was not metered says so") {
  CHECK(contains(summary_of(test::SampleRun()), "not metered"));
}

TEST_CASE("what is undefined reads n/a") {
  const std::string text = summary_of(test::SampleRun({.fill_chance = 0}));
  CHECK(contains(text, "0 closed, win rate n/a, profit factor n/a"));
  CHECK_FALSE(contains(text, "nan"));
  CHECK_FALSE(contains(text, "inf "));
}

TEST_CASE("a fill at the deciding close is warned of") {
  test::SampleRun run;
  run.config.broker.fill = config::FillRule::same_close;
  CHECK(contains(summary_of(run), "! fill: same_close"));
}

TEST_CASE("colours appear only where they are asked for") {
  const test::SampleRun run;
  CHECK_FALSE(contains(summary_of(run), "\x1b"));
  CHECK(contains(summary_of(run, report::Style{true}), "\x1b["));
}

TEST_CASE("names with escape sequences cannot paint the terminal") {
  test::SampleRun run;
  run.config.strategy.plugin = "\x1b[31mred";
  run.market.symbols[0].name = "\x1b]0;title\x07";
  CHECK_FALSE(contains(summary_of(run), "\x1b"));
}

TEST_CASE("a summary for a narrow terminal is as wide as that") {
  test::SampleRun run;
  run.config.strategy.plugin = "sma_cross";
  const std::size_t widest = GENERATE(60u, 80u, 120u);
  std::istringstream lines(summary_of(run, report::Style{.width = widest}));
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    CHECK(core::display_width(line) <= widest);
  }
}

}  // namespace barometer
