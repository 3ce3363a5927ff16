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

BarPath::BarPath(const data::BarRow& bar, config::Intrabar policy, const HalfSpreads& half)
    : points_{bar.open, bar.low, bar.high, bar.close}, half_(half) {
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
  const BuyersView view(order, {}, half_);
  const bool stop = order.is_stop();
  const auto reached = [&](double price, double half) {
    return stop ? view.stop_at(view.side * price) : view.limit_at(view.side * price, half, touch);
  };
  const bool at_open = from.leg == 0 && from.distance == 0;
  if (reached(from.price, at_open ? half_.open : half_.inside)) {
    return Place{from.leg, from.distance, from.price, true};
  }
  for (int leg = from.leg; leg < 3; ++leg) {
    if (reached(points_[static_cast<std::size_t>(leg) + 1], half_.inside)) {
      Place met = place(leg, stop ? order.stop : fill_at_limit(order, half_.inside).price);
      met.at_limit = !stop;
      return met;
    }
  }
  return std::nullopt;
}

}  // namespace barometer::execution
