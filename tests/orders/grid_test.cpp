// SPDX-License-Identifier: Apache-2.0
#include "orders/grid.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

#include "support/catch.hpp"

using namespace barometer;

namespace {

// The double that a reader makes of the decimal `count` x `unit` / 10^`digits`.
double decimal(std::int64_t count, std::int64_t unit, int digits) {
  return std::stod(fmt::format("{}e-{}", count * unit, digits));
}

// Each multiple of the tick stays, and so do its neighbours a rounding error away; what lies
// between two multiples goes to one of them and never across.
void check_grid(std::int64_t unit, int digits, std::int64_t count) {
  const orders::Grid grid(decimal(1, unit, digits));
  const double price = decimal(count, unit, digits);
  CAPTURE(unit, digits, count);
  REQUIRE(grid.up(price) == price);
  REQUIRE(grid.down(price) == price);
  const double between = decimal(10 * count + 3, unit, digits + 1);
  REQUIRE(grid.down(between) == price);
  REQUIRE(grid.up(between) == decimal(count + 1, unit, digits));
}

}  // namespace

TEST_CASE("a decimal multiple of a decimal tick stays to the bit, and rounding never crosses it") {
  std::mt19937_64 random(18);
  for (int digits = 0; digits <= 8; ++digits) {
    for (const std::int64_t unit : {1, 2, 5, 25, 125, 3125}) {
      for (std::int64_t count = 1; count <= 500; ++count) {
        check_grid(unit, digits, count);
      }
      for (int trial = 0; trial < 2'000; ++trial) {
        check_grid(unit, digits, static_cast<std::int64_t>(random() % 10'000'000) + 1);
      }
    }
  }
}

TEST_CASE("quarters, eighths and thirty-seconds are exact") {
  for (const double step : {0.25, 0.125, 0.03125}) {
    const orders::Grid grid(step);
    for (int count = 1; count < 100'000; ++count) {
      REQUIRE(grid.up(count * step) == count * step);
      REQUIRE(grid.down((count + 0.5) * step) == count * step);
    }
  }
}

TEST_CASE("the product of the fault: 10007 cents are 100.07") {
  CHECK(10007 * 0.01 != 100.07);
  CHECK(orders::Grid(0.01).up(10007 * 0.01) == 100.07);
  CHECK(orders::Grid(0.01).down(100.07) == 100.07);
}

TEST_CASE("any value goes to a multiple of its own side, at most a step away") {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> exponent(-6, 6);
  for (const double step : {1e-8, 1e-5, 0.01, 0.05, 1.0 / 3, 0.5, 7.0, 100.0}) {
    const orders::Grid grid(step);
    for (int trial = 0; trial < 20'000; ++trial) {
      const double value = std::pow(10.0, exponent(random));
      const double slack = 1e-9 * step + 1e-15 * value;
      const double down = grid.down(value);
      const double up = grid.up(value);
      REQUIRE(down <= value + slack);
      REQUIRE(up >= value - slack);
      REQUIRE(up - down <= step * (1 + 1e-6) + 1e-15 * value);
      REQUIRE(grid.down(down) == down);
      REQUIRE(grid.up(up) == up);
    }
  }
}

TEST_CASE("without a step every value is on the grid; NaN stays NaN") {
  CHECK(orders::Grid().up(100.123456789) == 100.123456789);
  CHECK(orders::Grid().down(-0.1) == -0.1);
  CHECK(std::isnan(orders::Grid(0.01).down(std::numeric_limits<double>::quiet_NaN())));
}
