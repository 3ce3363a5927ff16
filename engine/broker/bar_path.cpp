// SPDX-License-Identifier: Apache-2.0
#include "broker/bar_path.hpp"

#include <cmath>

namespace barometer {

namespace {

bool high_first(const BarRow& bar, Intrabar policy) {
  if (policy == Intrabar::nearest_first) {
    return bar.high - bar.open < bar.open - bar.low;
  }
  return policy == Intrabar::ohlc;
}

}  // namespace

BarPath::BarPath(const BarRow& bar, Intrabar policy)
    : points_{bar.open, bar.low, bar.high, bar.close} {
  if (high_first(bar, policy)) {
    points_ = {bar.open, bar.high, bar.low, bar.close};
  }
}

BarPath::Place BarPath::place(int leg, double price) const {
  return {leg, std::fabs(price - points_[static_cast<std::size_t>(leg)]), price, false};
}

std::optional<BarPath::Place> BarPath::first_hit(const WorkingOrder& order, const Place& from,
                                                 LimitTouch touch) const {
  const double side = order.buys() ? 1 : -1;
  const double level = order.is_stop() ? order.stop : order.limit;
  const auto reached = [&](double price) {
    const double there = side * price;
    const double wanted = side * level;
    return order.is_stop()             ? there >= wanted
           : touch == LimitTouch::fill ? there <= wanted
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

}  // namespace barometer
