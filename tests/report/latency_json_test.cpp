// SPDX-License-Identifier: Apache-2.0
#include "report/json_parts.hpp"
#include "support/catch.hpp"

namespace barometer {

TEST_CASE("quantiles that the samples do not carry are null") {
  latency::LatencyReport latency;
  latency::StageReport stage;
  stage.stage = "bar";
  stage.p50_ns = 84.2;
  latency.stages = {stage};
  const auto json = report::json::latency(latency);
  CHECK(json["stages"][0]["p50_ns"] == 84.2);
  CHECK(json["stages"][0]["p999_ns"].is_null());
}

TEST_CASE("a budget is listed with its state and its explanation") {
  latency::LatencyReport latency;
  latency::BudgetReport budget;
  budget.stage = "bar";
  budget.quantile = 0.99;
  budget.state = latency::BudgetState::unverified;
  budget.explanation = "too few steps";
  latency.budgets = {budget};
  const auto json = report::json::latency(latency);
  CHECK(json["budgets"][0]["state"] == "UNVERIFIED");
  CHECK(json["budgets"][0]["explanation"] == "too few steps");
}

}  // namespace barometer
