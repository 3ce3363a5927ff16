// SPDX-License-Identifier: Apache-2.0
#include "orders/view_units.hpp"

#include <cmath>
#include <limits>
#include <random>

#include "support/catch.hpp"

using namespace barometer;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr auto kTouch = config::LimitTouch::fill;
constexpr auto kThrough = config::LimitTouch::through;

const data::SplitRatio kRatios[] = {{3, 1}, {7, 1},   {3, 2},  {1, 3},    {1, 7},
                                    {2, 3}, {21, 10}, {1, 20}, {100, 99}, {1000, 1}};

// Prices with their neighbours, so that every rounding of a product is met.
template <class Check>
void for_prices(Check check) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 2'000; ++i) {
    double price = std::exp(static_cast<double>(random() % 1'000'000) * 1e-5) / 7;
    for (int step = 0; step < 4; ++step) {
      check(price);
      price = std::nextafter(price, 1e300);
    }
  }
}

}  // namespace

TEST_CASE("a split of 4 for 1: a quarter of the price, four times the quantity, and back") {
  const orders::ViewUnits units(data::SplitRatio(4));
  CHECK(units.factor() == 4);
  CHECK(units.day_quantity(2.5) == 10);
  CHECK(units.view_quantity(10) == 2.5);
  CHECK(units.day_price(100.4) == 25.1);
  CHECK(units.day_limit(100.4, true, kTouch) == 25.1);
  CHECK(units.day_stop(100.4, false) == 25.1);
  CHECK(units.view_price(25.1) == 100.4);
  CHECK(std::isnan(units.day_price(kNone)));
  CHECK(std::isnan(units.day_limit(kNone, true, kTouch)));
  CHECK(units.day_price(0) == 0);
}

TEST_CASE("without a split nothing is converted, infinite values neither") {
  const orders::ViewUnits units;
  CHECK(!units.split());
  CHECK(units.factor() == 1);
  CHECK(units.day_limit(1e308, true, kTouch) == 1e308);
  CHECK(units.view_quantity(-3) == -3);
  const orders::ViewUnits tenth(data::SplitRatio(1, 10));
  CHECK(std::isinf(tenth.day_price(1e308)));
  CHECK(tenth.day_limit(5e-324, true, kTouch) > 0);
}

TEST_CASE("limits and stops meet the same bars on the day's side as in the view") {
  for (const data::SplitRatio& ratio : kRatios) {
    const orders::ViewUnits units(ratio);
    for_prices([&](double price) {
      // `price` is one that the strategy has made up; the view's bars lie around it.
      const double buy = units.day_limit(price, true, kTouch);
      const double sell = units.day_limit(price, false, kTouch);
      const double through = units.day_limit(price, true, kThrough);
      const double over = units.day_limit(price, false, kThrough);
      double day = ratio.divide(price);
      for (int i = 0; i < 5; ++i) {
        day = std::nextafter(day, 0);
      }
      for (int i = 0; i < 11; ++i, day = std::nextafter(day, 1e300)) {
        const double view = units.view_price(day);
        REQUIRE((day <= buy) == (view <= price));
        REQUIRE((day >= sell) == (view >= price));
        REQUIRE((day < through) == (view < price));
        REQUIRE((day > over) == (view > price));
        REQUIRE((day <= units.day_stop(price, false)) == (view <= price));
        REQUIRE((day >= units.day_stop(price, true)) == (view >= price));
      }
    });
  }
}

TEST_CASE("a price that a bar of the day had, and a quantity that is held, come back") {
  for (const data::SplitRatio& ratio : kRatios) {
    const orders::ViewUnits units(ratio);
    for_prices([&](double day) {
      const double view = units.view_price(day);
      REQUIRE(units.view_price(units.day_price(view)) == view);
      REQUIRE(units.view_price(units.day_limit(view, true, kTouch)) == view);
      REQUIRE(units.view_price(units.day_limit(view, false, kTouch)) == view);
      REQUIRE(units.view_quantity(-day) == -units.view_quantity(day));
      REQUIRE(units.day_quantity(units.view_quantity(units.day_quantity(day))) ==
              units.day_quantity(day));
    });
  }
}
