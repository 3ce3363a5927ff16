// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <limits>
#include <string>

#include "analysis/metric_table.hpp"
#include "report/json_text.hpp"
#include "report/run_json.hpp"
#include "sample_run.hpp"

// Prints the run.json of a sample run for run_schema_test.py: `traded`, `idle` (nothing is
// defined), or `metered` (every part of the latency report is there). `metrics` prints the table of
// metrics for metric_docs_test.py.

namespace {

using namespace barometer;

void meter(latency::LatencyReport& latency) {
  latency.metered = true;
  latency.clock = "tsc";
  latency.steady_median_ns = 84.2;
  latency::StageReport stage;
  stage.stage = "bar";
  stage.p50_ns = 84.2;
  latency.stages = {stage};
  latency::BudgetReport budget;
  budget.stage = "bar";
  budget.quantile = 0.99;
  budget.state = latency::BudgetState::unverified;
  latency.budgets = {budget};
}

int print_metrics() {
  nlohmann::ordered_json table = nlohmann::ordered_json::array();
  for (const analysis::Metric& metric : analysis::metric_table()) {
    table.push_back({{"key", metric.key},
                     {"unit", analysis::to_string(metric.unit)},
                     {"formula", metric.formula},
                     {"of_returns", metric.of_returns()},
                     {"label", metric.label}});
  }
  std::fputs(report::to_text(table).c_str(), stdout);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string kind = argc > 1 ? argv[1] : "traded";
  if (kind == "metrics") {
    return print_metrics();
  }
  test::SampleRun run({.fill_chance = kind == "idle" ? 0.0 : 0.05});
  if (kind == "metered") {
    meter(run.latency);
  }
  const analysis::RunRecord record = run.record();
  std::fputs(report::to_text(report::run_json(record, analysis::analyse(record))).c_str(), stdout);
  return 0;
}
