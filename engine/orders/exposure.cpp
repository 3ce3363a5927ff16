// SPDX-License-Identifier: Apache-2.0
#include "orders/exposure.hpp"

#include <algorithm>
#include <cmath>

#include "orders/sizing.hpp"

namespace barometer::orders {

namespace {

// What an entry that waits would add to what is committed.
double opening_part(const WorkingOrder& order, double committed) {
  const bool enters = !order.is_committed() && !order.is_exit;
  return enters ? order.quantity - closing_part(committed, order.quantity) : 0;
}

// An OCO sibling opens more on the same side; among equals the oldest counts.
bool is_outdone(const OpenOrders& open, const WorkingOrder& order, double committed) {
  const double opening = opening_part(order, committed);
  for (Slot slot = open.first(order.symbol); slot != 0 && order.oco_group != 0;
       slot = open.next(slot)) {
    const WorkingOrder& other = open.order(slot);
    const double others = other.is_oco_sibling_of(order) ? opening_part(other, committed) : 0;
    const double ahead = std::fabs(others) - std::fabs(opening);
    if (others * opening > 0 && (ahead > 0 || (ahead == 0 && other.id < order.id))) {
      return true;
    }
  }
  return false;
}

// What an order that rests by itself would add to `there`; exits, children and groups do not count.
double added_by_resting(const WorkingOrder& order, double there) {
  const bool counts =
      order.fill_mode() == FillMode::resting && order.oco_group == 0 && order.parent == 0;
  return counts ? order.quantity - closing_part(there, order.quantity) : 0;
}

}  // namespace

double working_quantity(const OpenOrders& open, core::SymbolIndex symbol, double held) {
  double working = open.committed(symbol);
  if (open.count(symbol, FillMode::resting) == 0) {
    return working;
  }
  for (Slot slot = open.first(symbol); slot != 0; slot = open.next(slot)) {
    working += added_by_resting(open.order(slot), held + working);
  }
  return working;
}

double working_before(const OpenOrders& open, Slot slot, double held) {
  double working = 0;
  for (Slot before = open.first(open.order(slot).symbol); before != slot;
       before = open.next(before)) {
    const WorkingOrder& each = open.order(before);
    working += each.is_committed() ? each.quantity : added_by_resting(each, held + working);
  }
  return working;
}

ExposureRange exposure_range(const OpenOrders& open, core::SymbolIndex symbol, double held,
                             const WorkingOrder& beside) {
  const bool counted = !beside.over() && beside.is_committed();
  const double committed = held + open.committed(symbol) - (counted ? beside.quantity : 0);
  ExposureRange range{committed, std::min(committed, 0.0), std::max(committed, 0.0)};
  if (open.count(symbol, FillMode::resting) + open.count(symbol, FillMode::held) != 0) {
    for (Slot slot = open.first(symbol); slot != 0; slot = open.next(slot)) {
      const WorkingOrder& each = open.order(slot);
      const bool counts = each.id != beside.id && !each.is_oco_sibling_of(beside);
      if (counts && !is_outdone(open, each, committed)) {
        const double opening = opening_part(each, committed);
        (opening > 0 ? range.max : range.min) += opening;
      }
    }
  }
  // What opens the other side closes this one first.
  range.min = range.min < 0 ? range.min : committed;
  range.max = range.max > 0 ? range.max : committed;
  return range;
}

}  // namespace barometer::orders
