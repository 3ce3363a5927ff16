// SPDX-License-Identifier: Apache-2.0
#include "report/names.hpp"

#include "config/run_config.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("a run is called what the YAML says, or else like its file") {
  config::RunConfig config;
  config.file = "configs/crypto_hourly.yaml";
  CHECK(report::run_name(config) == "crypto_hourly");
  config.run.name = "mine";
  CHECK(report::run_name(config) == "mine");
}

TEST_CASE("budgets are named as the YAML writes them") {
  latency::BudgetReport budget;
  budget.stage = "tag";
  budget.quantile = 0.999;
  budget.limit_ns = 2 * core::kMicrosecond;
  CHECK(report::budget_name(budget) == "tag p99.9 <= 2us");
  budget.stage = "warmup";
  budget.quantile = 0;
  budget.limit_ns = 50 * core::kMillisecond;
  CHECK(report::budget_name(budget) == "warmup total <= 50ms");
}

}  // namespace barometer
