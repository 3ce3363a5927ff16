// SPDX-License-Identifier: Apache-2.0
#include "latency/budget.hpp"

#include <cstdint>
#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

constexpr double kLimit = 20.0;
constexpr double kUnder = kLimit;  // at the limit is kept
constexpr double kOver = 20.5;

void add(latency::BudgetTest& test, double value, std::int64_t times) {
  for (std::int64_t i = 0; i < times; ++i) {
    test.add(value);
  }
}

// `exceedances` lone ones, spread evenly over `steps` steps.
latency::BudgetTest with_lone_exceedances(double quantile, std::int64_t exceedances,
                                          std::int64_t steps) {
  latency::BudgetTest test(quantile, kLimit);
  for (std::int64_t step = 0; step < steps; ++step) {
    const bool over = step * exceedances / steps != (step + 1) * exceedances / steps;
    test.add(over ? kOver : kUnder);
  }
  return test;
}

// The decision that the look at `steps` would take by itself.
struct Threshold {
  double quantile;
  std::int64_t steps;
  int fewest_to_fail;
  int most_to_pass;
};

// Exact: sums of n-choose-k p^k (1-p)^(n-k) as integers (Python, fractions of 100^n and 1000^n),
// compared with 1 / (100 j (j + 1)) for the j-th look.
const std::vector<Threshold> kThresholds = {
    {0.99, 512, 13, -1},    {0.99, 1'024, 22, 1},  {0.99, 2'048, 37, 7},  {0.99, 4'096, 64, 21},
    {0.99, 8'192, 115, 52}, {0.999, 512, 4, -1},   {0.999, 1'024, 6, -1}, {0.999, 2'048, 9, -1},
    {0.999, 4'096, 13, -1}, {0.999, 8'192, 21, 0},
};

}  // namespace

TEST_CASE("a budget fails at exactly the number of lone exceedances that chance does not explain") {
  for (const Threshold& t : kThresholds) {
    CAPTURE(t.quantile, t.steps);
    const auto failed = with_lone_exceedances(t.quantile, t.fewest_to_fail, t.steps);
    CHECK(failed.state() == latency::BudgetState::fail);
    CHECK(failed.decided_at() == t.steps);
    const auto spared = with_lone_exceedances(t.quantile, t.fewest_to_fail - 1, t.steps);
    CHECK(spared.state() != latency::BudgetState::fail);
  }
}

TEST_CASE("a budget passes at exactly the number of exceedances that chance does not explain") {
  for (const Threshold& t : {Threshold{0.99, 1'024, 22, 1}, Threshold{0.99, 2'048, 37, 7},
                             Threshold{0.99, 4'096, 64, 21}, Threshold{0.999, 8'192, 21, 0}}) {
    CAPTURE(t.quantile, t.steps);
    const auto passed = with_lone_exceedances(t.quantile, t.most_to_pass, t.steps);
    CHECK(passed.state() == latency::BudgetState::pass);
    CHECK(passed.decided_at() == t.steps);
    CHECK(with_lone_exceedances(t.quantile, t.most_to_pass + 1, t.steps).state() ==
          latency::BudgetState::undecided);
  }
}

TEST_CASE("without an exceedance p99 can first pass at 1,024 steps") {
  latency::BudgetTest test(0.99, kLimit);
  add(test, kUnder, 1'023);
  CHECK(test.state() == latency::BudgetState::undecided);
  CHECK(test.steps_needed() == 1'024);
  test.add(kUnder);
  CHECK(test.state() == latency::BudgetState::pass);
}

TEST_CASE("without an exceedance p99.9 can first pass at 8,192 steps") {
  latency::BudgetTest test(0.999, kLimit);
  add(test, kUnder, 8'191);
  CHECK(test.state() == latency::BudgetState::undecided);
  CHECK(test.steps_needed() == 8'192);
  test.add(kUnder);
  CHECK(test.state() == latency::BudgetState::pass);
}

TEST_CASE("adjacent exceedances are one event") {
  latency::BudgetTest test(0.99, kLimit);
  add(test, kOver, 3);
  test.add(kUnder);
  add(test, kOver, 2);
  CHECK(test.exceedances() == 5);
  CHECK(test.events() == 2);
}

TEST_CASE("one long hiccup does not fail a budget") {
  latency::BudgetTest test(0.99, kLimit);
  add(test, kUnder, 4'000);
  add(test, kOver, 96);
  CHECK(test.steps() == 4'096);
  CHECK(test.exceedances() == 96);
  CHECK(test.state() != latency::BudgetState::fail);
}

TEST_CASE("times that are over the limit throughout fail, though they are one event") {
  latency::BudgetTest test(0.99, kLimit);
  add(test, kOver, 512);
  CHECK(test.events() == 1);
  CHECK(test.sustained_blocks() == 2);
  CHECK(test.state() == latency::BudgetState::fail);
  CHECK(test.decided_at() == 512);
}

TEST_CASE("a block is sustained when three quarters of its steps are over") {
  const auto sustained = [](int over) {
    latency::BudgetTest test(0.99, kLimit);
    add(test, kOver, over);
    add(test, kUnder, 256 - over);
    return test.sustained_blocks();
  };
  CHECK(sustained(191) == 0);
  CHECK(sustained(192) == 1);
}

TEST_CASE("a median that is over the limit throughout fails at the first look") {
  latency::BudgetTest test(0.5, kLimit);
  add(test, kOver, 512);
  CHECK(test.state() == latency::BudgetState::fail);
  CHECK(test.decided_at() == 512);
}

TEST_CASE("a run whose last quarter is over the limit fails") {
  latency::BudgetTest test(0.99, kLimit);
  add(test, kUnder, 6'144);
  add(test, kOver, 2'048);
  CHECK(test.sustained_blocks() == 8);
  CHECK(test.state() == latency::BudgetState::fail);
}

TEST_CASE("a breach of four times the allowed in bursts of five fails") {
  // 65 bursts of 5 among 8,192 steps, 82 exceedances are allowed; events alone are fewer than that.
  latency::BudgetTest test(0.99, kLimit);
  for (int burst = 0; burst < 65; ++burst) {
    add(test, kUnder, 121);
    add(test, kOver, 5);
  }
  add(test, kUnder, 8'192 - test.steps());
  CHECK(test.events() == 65);
  CHECK(test.state() == latency::BudgetState::fail);
}

TEST_CASE("one hang with every second step over the limit does not fail a kept budget") {
  // 80 of 8,192 steps, within one stretch of 160: 82 are allowed. As 80 events of the look at
  // 1,024 steps they would be far beyond its 22.
  latency::BudgetTest test(0.99, kLimit);
  add(test, kUnder, 700);
  for (int i = 0; i < 80; ++i) {
    test.add(kOver);
    test.add(kUnder);
  }
  add(test, kUnder, 8'192 - test.steps());
  CHECK(test.events() == 80);
  CHECK(test.dispersion() > 20);
  CHECK(test.state() != latency::BudgetState::fail);
}

TEST_CASE("a pass is taken back where later steps no longer show it") {
  latency::BudgetTest test(0.99, kLimit);
  add(test, kUnder, 1'024);
  REQUIRE(test.state() == latency::BudgetState::pass);
  for (int step = 0; step < 1'024; ++step) {
    test.add(step % 50 == 0 ? kOver : kUnder);
  }
  CHECK(test.exceedances() == 21);
  CHECK(test.state() == latency::BudgetState::undecided);
  CHECK(test.decided_at() == 0);
}

TEST_CASE("a pass can be failed by a later look") {
  latency::BudgetTest test(0.99, kLimit);
  add(test, kUnder, 1'024);
  REQUIRE(test.state() == latency::BudgetState::pass);
  for (int i = 0; i < 512; ++i) {
    test.add(kOver);
    test.add(kUnder);
  }
  CHECK(test.state() == latency::BudgetState::fail);
  CHECK(test.decided_at() == 2'048);
}

TEST_CASE("a failure is final") {
  latency::BudgetTest test = with_lone_exceedances(0.99, 13, 512);
  REQUIRE(test.state() == latency::BudgetState::fail);
  add(test, kUnder, 100'000);
  test.finish();
  CHECK(test.state() == latency::BudgetState::fail);
  CHECK(test.decided_at() == 512);
}

TEST_CASE("the last step is looked at once more") {
  latency::BudgetTest test(0.99, kLimit);
  add(test, kUnder, 1'024);
  for (int step = 0; step < 960; ++step) {
    test.add(step % 8 == 0 ? kOver : kUnder);
  }
  REQUIRE(test.state() == latency::BudgetState::pass);
  test.finish();
  CHECK(test.state() == latency::BudgetState::fail);
  CHECK(test.decided_at() == 1'984);
}

TEST_CASE("a rate at the allowed one needs more steps than any run has") {
  latency::BudgetTest test(0.5, kLimit);
  for (int i = 0; i < 256; ++i) {
    test.add(kOver);
    test.add(kUnder);
  }
  CHECK(test.state() == latency::BudgetState::undecided);
  CHECK_FALSE(test.steps_needed().has_value());
}

}  // namespace barometer
