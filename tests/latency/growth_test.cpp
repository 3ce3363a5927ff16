// SPDX-License-Identifier: Apache-2.0
#include "latency/growth.hpp"

#include <algorithm>
#include <functional>
#include <random>

#include "latency/budgets.hpp"
#include "latency/fake_clock.hpp"
#include "latency/metered_run.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Nanoseconds that a step takes, with some noise on top.
std::optional<latency::GrowthReport> growth_of(const std::function<double(std::int64_t)>& cost,
                                               std::int64_t steps = 20'000) {
  std::mt19937_64 random(11);
  latency::LatencyReport report = meter_steps(steps, full_meter(), [&](std::int64_t step) {
    const auto noise = static_cast<double>(random() % 100);
    return FakeStep{.strategy = static_cast<latency::Ticks>(cost(step) + noise)};
  });
  latency::add_findings(report, full_meter());
  return report.growth;
}

double share(std::int64_t step) {
  return static_cast<double>(step) / 20'000;
}

}  // namespace

TEST_CASE("a strategy that looks at all bars so far grows") {
  const auto growth =
      growth_of([](std::int64_t step) { return 500 + 0.1 * static_cast<double>(step); });
  REQUIRE(growth.has_value());
  CHECK(growth->grows);
  // With the noise's median of 50: from 601 at the first steady step to 2,550.
  CHECK(growth->rise == Approx(2'550.0 / 601 - 1).epsilon(0.05));
  CHECK(growth->p < 1e-9);
  CHECK(growth->last_step == 19'999);
}

TEST_CASE("steps that always cost the same do not grow") {
  const auto growth = growth_of([](std::int64_t) { return 500; });
  REQUIRE(growth.has_value());
  CHECK_FALSE(growth->grows);
}

TEST_CASE("less than a fifth is not growth, however sure it is") {
  const auto growth = growth_of([](std::int64_t step) { return 1'000 * (1 + 0.15 * share(step)); });
  CHECK(growth->p < 0.001);
  CHECK(growth->rise < 0.20);
  CHECK_FALSE(growth->grows);
}

TEST_CASE("a machine that gets slower at once is no growth") {
  const auto growth =
      growth_of([](std::int64_t step) { return step < 10'000 ? 1'000.0 : 1'600.0; });
  CHECK(growth->rise > 0.20);
  CHECK_FALSE(growth->grows);
}

TEST_CASE("a rise that has ended by the middle of the run is no growth") {
  const auto growth =
      growth_of([](std::int64_t step) { return 1'000 + 1'000 * std::min(share(step), 0.45); });
  CHECK(growth->rise > 0.20);
  CHECK_FALSE(growth->grows);
}

TEST_CASE("steps that get cheaper do not grow") {
  CHECK_FALSE(growth_of([](std::int64_t step) { return 2'000 - 1'000 * share(step); })->grows);
}

TEST_CASE("symbols that join are not growth") {
  // Each bar costs more where there are more of them, as caches fill; steps of five bars do not.
  latency::LatencyReport report = meter_steps(20'000, full_meter(), [](std::int64_t step) {
    const std::int64_t bars = step < 6'000 ? 2 : step < 18'000 ? 5 : 9;
    return FakeStep{.strategy = 100 * bars * bars + step % 7, .bars = bars};
  });
  latency::add_findings(report, full_meter());
  CHECK(report.growth->bars == 5);
  CHECK(report.growth->first_step == 6'000);
  CHECK_FALSE(report.growth->grows);
}

TEST_CASE("a short run is not judged") {
  CHECK_FALSE(growth_of([](std::int64_t step) { return static_cast<double>(step); }, 2'047));
}

}  // namespace barometer
