// SPDX-License-Identifier: Apache-2.0
#include "execution/bar_path.hpp"

#include <cmath>

#include "data/bar_row.hpp"

namespace barometer::execution {

namespace {

bool high_first(const data::BarRow& bar, config::Intrabar policy) {
  if (policy == config::Intrabar::nearest_first) {
    return bar.high - bar.open < bar.open - bar.low;
  }
  return policy == config::Intrabar::ohlc;
}

}  // namespace

BarPath::BarPath(const data::BarRow& bar, config::Intrabar policy)
    : points_{bar.open, bar.low, bar.high, bar.close} {
  if (high_first(bar, policy)) {
    points_ = {bar.open, bar.high, bar.low, bar.close};
  }
}

BarPath::Place BarPath::place(int leg, double price) const {
  return {leg, std::fabs(price - points_[static_cast<std::size_t>(leg)]), price, false};
}

std::optional<BarPath::Place> BarPath::first_hit(const orders::WorkingOrder& order,
                                                 const Place& from,
                                                 config::LimitTouch touch) const {
  const double side = order.buys() ? 1 : -1;
  const double level = order.is_stop() ? order.stop : order.limit;
  const auto reached = [&](double price) {
    const double there = side * price;
    const double wanted = side * level;
    return order.is_stop()                     ? there >= wanted
           : touch == config::LimitTouch::fill ? there <= wanted
                                               : there < wanted;
  };
  if (reached(from.price)) {
    return Place{from.leg, from.distance, from.price, true};
  }
  for (int leg = from.leg; leg < 3; ++leg) {
    if (reached(points_[static_cast<std::size_t>(leg) + 1])) {
      return place(leg, level);
    }
  }
  return std::nullopt;
}

}  // namespace barometer::execution
