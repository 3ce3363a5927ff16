// SPDX-License-Identifier: Apache-2.0
#include "latency/report.hpp"

#include "support/catch.hpp"

namespace barometer {

TEST_CASE("stages are found by the names that budgets use") {
  CHECK(stage_named("bar") == Stage::step);
  CHECK(stage_named("order") == Stage::order);
  CHECK_FALSE(stage_named("orders").has_value());
}

TEST_CASE("states are said in capitals") {
  CHECK(to_string(BudgetState::pass) == "PASS");
  CHECK(to_string(BudgetState::fail) == "FAIL");
  CHECK(to_string(BudgetState::undecided) == "UNDECIDED");
  CHECK(to_string(BudgetState::unverified) == "UNVERIFIED");
}

}  // namespace barometer
