// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <limits>
#include <string>

#include "report/json_text.hpp"
#include "report/run_json.hpp"
#include "sample_run.hpp"

// Prints the run.json of a sample run for run_schema_test.py: `traded`, `idle` (nothing is
// defined), or `metered` (every part of the latency report is there).

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

}  // namespace

int main(int argc, char** argv) {
  const std::string kind = argc > 1 ? argv[1] : "traded";
  test::SampleRun run({.fill_chance = kind == "idle" ? 0.0 : 0.05});
  if (kind == "metered") {
    meter(run.latency);
  }
  const analysis::RunRecord record = run.record();
  std::fputs(report::to_text(report::run_json(record, analysis::analyse(record))).c_str(), stdout);
  return 0;
}
