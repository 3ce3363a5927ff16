// SPDX-License-Identifier: Apache-2.0
#include "orders/trailing.hpp"

#include <cmath>
#include <vector>

#include "data/bar_row.hpp"
#include "data/symbol_data.hpp"
#include "support/catch.hpp"

using namespace barometer;

namespace {

orders::WorkingOrder trailing(double quantity, double distance, bool by_fraction = false) {
  orders::WorkingOrder order;
  order.type = BM_ORDER_TRAILING_STOP;
  order.quantity = quantity;
  order.trail = distance;
  order.trails_by_fraction = by_fraction;
  return order;
}

data::BarRow bar(double high, double low, double close) {
  return {.high = high, .low = low, .close = close};
}

}  // namespace

TEST_CASE("a stop begins its distance behind the price, and other orders do not") {
  orders::WorkingOrder sell = trailing(-1, 5);
  orders::begin_trailing(sell, 100);
  CHECK(sell.stop == 95);
  orders::WorkingOrder buy = trailing(1, 0.1, true);
  orders::begin_trailing(buy, 100);
  CHECK(buy.stop == Approx(110));
  orders::WorkingOrder stop = trailing(1, 5);
  stop.type = BM_ORDER_STOP;
  orders::begin_trailing(stop, 100);
  CHECK(std::isnan(stop.stop));
}

TEST_CASE("a stop follows the best price and never goes back") {
  orders::WorkingOrder sell = trailing(-1, 5);
  orders::begin_trailing(sell, 100);
  orders::trail(sell, bar(108, 99, 101), 1);
  CHECK(sell.stop == 103);
  orders::trail(sell, bar(104, 103.5, 104), 2);
  CHECK(sell.stop == 103);
}

TEST_CASE("of the bar in whose course the order began only the close is known to come after") {
  orders::WorkingOrder sell = trailing(-1, 5);
  sell.begin_at({.bar = 3, .point = orders::PricePoint::intrabar, .price = 100});
  orders::begin_trailing(sell, 100);
  orders::trail(sell, bar(120, 98, 102), 3);
  CHECK(sell.stop == 97);
}

TEST_CASE("a mean true range needs one bar more than it averages") {
  std::vector<data::BarRow> rows(orders::kTrailBars + 1, bar(102, 99, 100));
  data::SymbolData symbol;
  symbol.bars = core::Rows<data::BarRow>(rows);
  const std::size_t bars = rows.size();
  CHECK(orders::mean_true_range(symbol, bars - 1) == 0);
  CHECK(orders::mean_true_range(symbol, bars) == Approx(3));
}
