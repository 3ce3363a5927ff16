// SPDX-License-Identifier: Apache-2.0
#include "page/written_latency.hpp"

#include "report/json_parts.hpp"
#include "report/latency_file.hpp"
#include "sample_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

latency::StageReport stage_of(const char* name, double p50, std::optional<double> p999) {
  latency::StageReport stage;
  stage.stage = name;
  stage.samples = 20;
  stage.p50_ns = p50;
  stage.p999_ns = p999;
  stage.max_ns = 5;
  stage.total_ns = 6;
  return stage;
}

// Every value that is written is another one.
latency::LatencyReport filled_report() {
  latency::LatencyReport report;
  report.metered = true;
  report.clock = "tsc";
  report.clock_cost_ns = 1.5;
  report.clock_resolution_ns = 2.5;
  report.steps = 3;
  report.bars = 4;
  report.loop_seconds = 0.1;
  report.tag_ahead_seconds = 1.0 / 3;
  report.cold_first_step_ns = 7.25;
  report.warmup_steps = 8;
  report.steady_steps = 9;
  report.warm = true;
  report.warmup_total_ns = 10.5;
  report.steady_median_ns = 11.5;
  report.verified = true;
  report.metering_cost_ns = 12.5;
  report.stages = {stage_of("bar", 1.25, std::nullopt), stage_of("tag", 2.25, 0.75)};
  for (const auto state : {latency::BudgetState::pass, latency::BudgetState::fail,
                           latency::BudgetState::undecided, latency::BudgetState::unverified}) {
    report.budgets.push_back({.stage = "bar",
                              .quantile = 0.99,
                              .limit_ns = 20'000,
                              .state = state,
                              .steps = 30,
                              .exceedances = 31,
                              .events = 32,
                              .decided_at = 33,
                              .steps_needed = 34,
                              .amortised = true,
                              .explanation = "so it is"});
  }
  report.breached = true;
  report.growth = latency::GrowthReport{.grows = true, .rise = 0.125};
  return report;
}

}  // namespace

TEST_CASE("what run.json says of the times of a run reads back to the digit") {
  const nlohmann::ordered_json written = report::json::latency(filled_report());
  const auto read_again = nlohmann::ordered_json::parse(written.dump());
  CHECK(report::json::latency(page::latency_of(read_again)) == written);
  latency::LatencyReport unmetered;
  unmetered.steps = 3;
  CHECK(report::json::latency(page::latency_of(report::json::latency(unmetered))) ==
        report::json::latency(unmetered));
}

TEST_CASE("what latency.json alone has reads back: by tag, the slowest steps, the course, growth") {
  test::SampleRun run;
  run.latency = filled_report();
  run.latency.ns_per_tick = 0.5;
  for (std::uint32_t step = 40; step < 90; ++step) {
    run.latency.trace.push_back({.ticks = 100 + step % 7, .step = step, .bars = 2});
  }
  run.latency.slowest = {{.step = 50, .bars = 3, .stage_ns = {60, 10, 11, 12, 13, 14}}};
  const analysis::RunRecord record = run.record();
  const analysis::RunAnalysis analysis = analysis::analyse(record);
  const nlohmann::ordered_json file = report::latency_json(record, analysis);
  page::WrittenLatency written{.latency = page::latency_of(file)};
  page::add_metering(file, written);

  analysis::RunAnalysis again = analysis;
  again.latency_by_tag = written.by_tag;
  again.slow_bars = written.slow_bars;
  again.latency_course = written.course;
  REQUIRE(written.slow_bars.bars.size() == 1);
  CHECK(written.slow_bars.bars[0].per_bar_ns() == 20);
  REQUIRE(written.course.size() == 50);
  CHECK(written.course[1].median_ns == (100 + 41 % 7) * 0.5 / 2);
  CHECK(written.latency.growth->rise == 0.125);
  const nlohmann::ordered_json repeated = report::latency_json(record, again);
  for (const char* key : {"by_regime", "slowest", "blocks"}) {
    INFO(key);
    CHECK_FALSE(file[key].empty());
    CHECK(repeated[key] == file[key]);
  }
}

TEST_CASE("JSON of another form throws") {
  CHECK_THROWS_AS(page::latency_of(nlohmann::ordered_json::parse("{\"metered\": true}")),
                  nlohmann::json::exception);
  page::WrittenLatency written;
  CHECK_THROWS_AS(page::add_metering(nlohmann::ordered_json::parse("{}"), written),
                  nlohmann::json::exception);
}

}  // namespace barometer
