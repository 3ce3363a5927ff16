// SPDX-License-Identifier: Apache-2.0
#include "analysis/drawdown.hpp"

#include <vector>

#include "support/catch.hpp"

namespace barometer {

namespace {

std::vector<analysis::Sample> daily(const std::vector<double>& equity) {
  std::vector<analysis::Sample> samples;
  for (std::size_t i = 0; i < equity.size(); ++i) {
    samples.push_back({static_cast<core::Timestamp>(i) * core::kDay, equity[i]});
  }
  return samples;
}

}  // namespace

TEST_CASE("the deepest fall is found between its peak and its trough") {
  // By hand: 110 to 99 is 10 %, 120 to 90 is 25 %.
  const auto drawdown = analysis::max_drawdown(daily({100, 110, 99, 120, 100, 90, 119, 121, 115}));
  REQUIRE(drawdown.has_value());
  CHECK(drawdown->depth == Approx(0.25));
  CHECK(drawdown->peak_ns == 3 * core::kDay);
  CHECK(drawdown->trough_ns == 5 * core::kDay);
  REQUIRE(drawdown->recovery_ns.has_value());
  CHECK(*drawdown->recovery_ns == 7 * core::kDay);
  CHECK(drawdown->length_ns == 4 * core::kDay);
}

TEST_CASE("a fall that has not recovered lasts to the end") {
  const auto drawdown = analysis::max_drawdown(daily({100, 80, 90, 99}));
  REQUIRE(drawdown.has_value());
  CHECK_FALSE(drawdown->recovery_ns.has_value());
  CHECK(drawdown->length_ns == 3 * core::kDay);
}

TEST_CASE("of two equally deep falls the first is reported") {
  const auto drawdown = analysis::max_drawdown(daily({100, 50, 100, 50, 100}));
  REQUIRE(drawdown.has_value());
  CHECK(drawdown->trough_ns == core::kDay);
  CHECK(drawdown->recovery_ns.value() == 2 * core::kDay);
}

TEST_CASE("equity that never fell has a drawdown of nothing") {
  const auto drawdown = analysis::max_drawdown(daily({100, 100, 101}));
  REQUIRE(drawdown.has_value());
  CHECK(drawdown->depth == 0);
  CHECK(drawdown->length_ns == 0);
}

TEST_CASE("a loss of more than everything is more than one") {
  CHECK(analysis::max_drawdown(daily({100, -20}))->depth == Approx(1.2));
}

TEST_CASE("less than two samples have no drawdown") {
  CHECK_FALSE(analysis::max_drawdown(daily({})).has_value());
  CHECK_FALSE(analysis::max_drawdown(daily({100})).has_value());
}

}  // namespace barometer
