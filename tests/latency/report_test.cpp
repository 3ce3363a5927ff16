// SPDX-License-Identifier: Apache-2.0
#include "latency/report.hpp"

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("stages are found by the names that budgets use") {
  CHECK(latency::stage_named("bar") == latency::Stage::step);
  CHECK(latency::stage_named("order") == latency::Stage::order);
  CHECK_FALSE(latency::stage_named("orders").has_value());
}

TEST_CASE("states are said in capitals") {
  CHECK(latency::to_string(latency::BudgetState::pass) == "PASS");
  CHECK(latency::to_string(latency::BudgetState::fail) == "FAIL");
  CHECK(latency::to_string(latency::BudgetState::undecided) == "UNDECIDED");
  CHECK(latency::to_string(latency::BudgetState::unverified) == "UNVERIFIED");
}

}  // namespace barometer
