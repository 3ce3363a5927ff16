// SPDX-License-Identifier: Apache-2.0
#include "execution/bar_path.hpp"

#include "support/catch.hpp"
#include "support/trading.hpp"

using namespace barometer;
using execution::BarPath;

namespace {

orders::WorkingOrder resting(double quantity, bm_order_type type, double price) {
  orders::WorkingOrder order;
  order.type = type;
  order.state = orders::OrderState::working;
  order.quantity = quantity;
  order.limit = order.stop = price;
  return order;
}

// Open 100, high 110, low 95, close 105: the low is nearer to the open.
const data::BarRow kBar = ranged_bar(0, 100, 110, 95, 105);

std::optional<BarPath::Place> hit(config::Intrabar policy, const orders::WorkingOrder& order) {
  const BarPath path(kBar, policy);
  return path.first_hit(order, path.start(), config::LimitTouch::fill);
}

}  // namespace

TEST_CASE("the legs are walked in the order of the policy") {
  const orders::WorkingOrder limit = resting(1, BM_ORDER_LIMIT, 96);
  CHECK(hit(config::Intrabar::olhc, limit)->leg == 0);
  CHECK(hit(config::Intrabar::ohlc, limit)->leg == 1);
  CHECK(hit(config::Intrabar::nearest_first, limit)->leg == 0);
}

TEST_CASE("a place is on its leg as far as prices had to go to it") {
  const auto place = hit(config::Intrabar::ohlc, resting(1, BM_ORDER_STOP, 104));
  REQUIRE(place);
  CHECK(place->leg == 0);
  CHECK(place->distance == 4);
  CHECK(place->price == 104);
  CHECK(!place->at_once);
}

TEST_CASE("an order that the open is beyond is hit at once") {
  const auto place = hit(config::Intrabar::ohlc, resting(-1, BM_ORDER_LIMIT, 99));
  REQUIRE(place);
  CHECK(place->at_once);
  CHECK(place->price == 100);
}

TEST_CASE("a price outside the bar is not hit") {
  CHECK(!hit(config::Intrabar::ohlc, resting(1, BM_ORDER_STOP, 111)));
  CHECK(!hit(config::Intrabar::ohlc, resting(1, BM_ORDER_LIMIT, 94)));
}

TEST_CASE("a limit that has to be crossed is not hit by a mere touch") {
  const BarPath path(kBar, config::Intrabar::ohlc);
  const orders::WorkingOrder limit = resting(1, BM_ORDER_LIMIT, 95);
  CHECK(path.first_hit(limit, path.start(), config::LimitTouch::fill));
  CHECK(!path.first_hit(limit, path.start(), config::LimitTouch::through));
}

TEST_CASE("of quotes a limit is met where the middle is half a spread away from it") {
  const execution::HalfSpreads half{.open = 0.5, .inside = 2, .close = 2};
  const BarPath path(kBar, config::Intrabar::olhc, half);
  const auto met = [&path](double quantity, double limit) {
    return path.first_hit(resting(quantity, BM_ORDER_LIMIT, limit), path.start(),
                          config::LimitTouch::fill);
  };
  const auto inside = met(1, 98);
  REQUIRE(inside);
  CHECK(inside->price == 96);
  CHECK(inside->distance == 4);
  CHECK(inside->at_limit);
  CHECK_FALSE(inside->at_once);
  CHECK(met(1, 100.5)->at_once);  // with the spread of the open
  CHECK_FALSE(met(1, 100)->at_once);
  CHECK(met(1, 100)->price == 98);
  CHECK_FALSE(met(1, 96.5));  // the low is 95
  CHECK(met(-1, 108)->price == 110);
  CHECK_FALSE(met(-1, 108.5));
  const auto stop =
      path.first_hit(resting(1, BM_ORDER_STOP, 104), path.start(), config::LimitTouch::fill);
  CHECK(stop->price == 104);
}
