// SPDX-License-Identifier: Apache-2.0
#include "orders/trailing.hpp"

#include <algorithm>
#include <cmath>

#include "data/bar_row.hpp"
#include "data/corporate_actions.hpp"
#include "data/symbol_data.hpp"

namespace barometer::orders {

namespace {

// The better of two prices for somebody whose stop trails them: a sell stop trails upwards.
double better(const WorkingOrder& order, double a, double b) {
  return order.buys() ? std::min(a, b) : std::max(a, b);
}

double behind(const WorkingOrder& order) {
  const double distance = order.trails_by_fraction ? order.best * order.trail : order.trail;
  return order.buys() ? order.best + distance : order.best - distance;
}

// NaN gives way.
void ratchet(WorkingOrder& order) {
  const double stop = behind(order);
  order.stop = std::isnan(order.stop) ? stop : better(order, order.stop, stop);
}

}  // namespace

double mean_true_range(const data::SymbolData& symbol, std::size_t count) {
  constexpr auto kBars = static_cast<std::size_t>(kTrailBars);
  if (count <= kBars) {
    return 0;
  }
  data::SplitRatio units;  // that one of the bar at hand has become in the end
  for (std::size_t i = count - kBars; i < count; ++i) {
    units *= data::split_at(symbol, i);
  }
  double sum = 0;
  for (std::size_t i = count - kBars; i < count; ++i) {
    const data::SplitRatio split = data::split_at(symbol, i);
    const double before = split.divide(symbol.bars[i - 1].close);
    units *= split.inverse();
    const data::BarRow& bar = symbol.bars[i];
    sum += units.divide(std::max(bar.high, before) - std::min(bar.low, before));
  }
  return sum / static_cast<double>(kTrailBars);
}

void begin_trailing(WorkingOrder& order, double price) {
  if (order.traits().trails) {
    order.best = price;
    ratchet(order);
  }
}

void trail(WorkingOrder& order, const data::BarRow& bar, std::int64_t index) {
  const bool in_its_course = order.since_bar == index && order.since_point != PricePoint::open;
  const double extreme = order.buys() ? bar.low : bar.high;
  order.best = better(order, order.best, in_its_course ? bar.close : extreme);
  ratchet(order);
}

}  // namespace barometer::orders
