// SPDX-License-Identifier: Apache-2.0
#include "report/names.hpp"

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("a run is called what the YAML says, or else like its file") {
  RunConfig config;
  config.file = "configs/crypto_hourly.yaml";
  CHECK(run_name(config) == "crypto_hourly");
  config.run.name = "mine";
  CHECK(run_name(config) == "mine");
}

TEST_CASE("budgets are named as the YAML writes them") {
  BudgetReport budget;
  budget.stage = "tag";
  budget.quantile = 0.999;
  budget.limit_ns = 2 * kMicrosecond;
  CHECK(budget_name(budget) == "tag p99.9 <= 2us");
  budget.stage = "warmup";
  budget.quantile = 0;
  budget.limit_ns = 50 * kMillisecond;
  CHECK(budget_name(budget) == "warmup total <= 50ms");
}

}  // namespace barometer
