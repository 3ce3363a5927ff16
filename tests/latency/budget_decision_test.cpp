// SPDX-License-Identifier: Apache-2.0
#include "latency/budget_decision.hpp"

#include "latency/budgets.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

const config::BudgetConfig kBudget = budget("bar", 0.99, 20 * core::kMicrosecond);

// `over` lone exceedances, spread evenly over `steps`.
latency::BudgetReport judged(std::int64_t over, std::int64_t steps, bool verified = true) {
  latency::BudgetTest test(kBudget.quantile, static_cast<double>(kBudget.limit));
  for (std::int64_t step = 0; step < steps; ++step) {
    test.add(step * over / steps != (step + 1) * over / steps ? 1e6 : 100.0);
  }
  test.finish();
  return latency::decide_quantile(kBudget, test, verified);
}

}  // namespace

TEST_CASE("a pass explains itself") {
  const latency::BudgetReport report = judged(1, 4'096);
  CHECK(report.decided_at == 1'024);
  CHECK(report.explanation ==
        "1 of 4096 steady steps was over it, 40.96 are allowed, too few "
        "to be a breach, as was clear after 1024 steady steps.");
}

TEST_CASE("a failure explains itself") {
  const latency::BudgetReport report = judged(90, 4'096);
  CHECK(report.explanation ==
        "90 of 4096 steady steps were over it, 40.96 are allowed, too many to be chance, as was "
        "clear "
        "after 1024 steady steps.");
}

TEST_CASE("a failure by sustained slowness says so") {
  latency::BudgetTest test(kBudget.quantile, static_cast<double>(kBudget.limit));
  for (int step = 0; step < 8'192; ++step) {
    test.add(step >= 6'144 ? 1e6 : 100.0);
  }
  const latency::BudgetReport report = latency::decide_quantile(kBudget, test, true);
  REQUIRE(report.state == latency::BudgetState::fail);
  CHECK(report.explanation.ends_with(
      "as was clear after 8192 steady steps, and 8 blocks of 256 steps had at least three quarters "
      "over it."));
}

TEST_CASE("exceedances that come together are told by what they count as") {
  latency::BudgetTest test(kBudget.quantile, static_cast<double>(kBudget.limit));
  for (int step = 0; step < 8'192; ++step) {
    test.add(step >= 1'024 && step < 1'106 ? 1e6 : 100.0);
  }
  const latency::BudgetReport report = latency::decide_quantile(kBudget, test, true);
  CHECK(report.events == 1);
  CHECK(report.explanation ==
        "82 of 8192 steady steps were over it, 81.92 are allowed, in 1 run, which counts as 1 by "
        "itself against 0.999, which is too near to the allowed rate for any number of steps to "
        "decide.");
}

TEST_CASE("an open question says how many steps would answer it") {
  const latency::BudgetReport report = judged(0, 600);
  CHECK(report.steps_needed == 1'024);
  CHECK(report.explanation ==
        "0 of 600 steady steps were over it, 6 are allowed, which "
        "could be chance; at this rate 1024 steady steps would decide.");
}

TEST_CASE("a short run is told its figures and not judged") {
  const latency::BudgetReport report = judged(90, 1'000, false);
  CHECK(report.state == latency::BudgetState::unverified);
  CHECK(report.decided_at == 0);
  CHECK(report.explanation ==
        "90 of 1000 steady steps were over it, 10 are allowed, but "
        "the run is too short to judge.");
}

TEST_CASE("an amortised budget says so") {
  const latency::BudgetReport report = latency::decide_amortised(
      budget("tag", 0.99, 2 * core::kMicrosecond), {.total_ns = 12.3e6, .bars = 364'944}, true);
  CHECK(report.amortised);
  CHECK(report.explanation ==
        "amortised, tagging ahead took 12.3ms for 364944 bars, 33.7ns a "
        "bar.");
}

TEST_CASE("a warm-up budget tells how long the warm-up took") {
  const latency::BudgetReport report = latency::decide_warmup(
      50 * core::kMillisecond, {.total_ns = 189.454e6, .steps = 512, .warm = true}, true);
  CHECK(report.stage == "warmup");
  CHECK(report.explanation == "the first 512 steps took 189.5ms.");
}

TEST_CASE("a sampled meter cannot tell when the warm-up ended") {
  const latency::WarmupFacts unseen{
      .total_ns = 10e6, .steps = 1'024, .warm = false, .watched = false};
  const latency::BudgetReport report =
      latency::decide_warmup(50 * core::kMillisecond, unseen, true);
  CHECK(report.state == latency::BudgetState::undecided);
  CHECK(report.explanation ==
        "the first 1024 steps took 10ms; a sampled meter does not look for the steady state.");
}

TEST_CASE("a warm-up whose end was not found cannot pass") {
  const latency::WarmupFacts endless{.total_ns = 10e6, .steps = 1'024, .warm = false};
  const latency::BudgetReport report =
      latency::decide_warmup(50 * core::kMillisecond, endless, true);
  CHECK(report.state == latency::BudgetState::undecided);
  CHECK(report.explanation ==
        "the first 1024 steps took 10ms, and no steady state was "
        "found by then.");
}

}  // namespace barometer
