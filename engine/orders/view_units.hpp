// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/fill_rules.hpp"
#include "data/split_ratio.hpp"

namespace barometer::orders {

// The border between the units in which a strategy sees a symbol, those of its first bar, and the
// units of a day, in which everything else counts (docs/execution.md, "Across a split"). A quantity
// of the day is the view's times u, a price of the view is the day's times u, as the view's bars
// are; u is what splits have made of one unit.
//
// The way back takes the value that would have led there: times u is rounded, and a quotient may
// lie a unit in the last place beside the price that a bar of the day had. Of several such values a
// price of an order takes the one that is met by the same bars of the day as the view's price is by
// the view's bars. Where u is a power of two every value has one, to the bit.
class ViewUnits {
 public:
  // Nothing was split: the day's units are the view's.
  ViewUnits() = default;

  // `units`: of the day in one of the view.
  explicit ViewUnits(const data::SplitRatio& units)
      : units_(units), split_(units != data::SplitRatio()) {}

  bool split() const { return split_; }

  double factor() const { return units_.value(); }

  const data::SplitRatio& units() const { return units_; }

  double day_quantity(double view) const { return split_ ? units_.multiply(view) : view; }

  double view_quantity(double day) const { return undo(day, Bound::any); }

  double view_price(double day) const { return split_ ? units_.multiply(day) : day; }

  // A price, or a distance between prices, that no bar is compared with. NaN stays NaN.
  double day_price(double view) const { return undo(view, Bound::any); }

  // The limit of an order that buys or sells: bars of the day touch it, or go through it where
  // `touch` says so, when the view's bars do that to `view`.
  double day_limit(double view, bool buys, config::LimitTouch touch) const {
    return undo(view, buys == (touch == config::LimitTouch::fill) ? Bound::highest : Bound::lowest);
  }

  // The same for a stop, which a touch always triggers.
  double day_stop(double view, bool buys) const {
    return undo(view, buys ? Bound::lowest : Bound::highest);
  }

 private:
  // Of the values that `units_` multiplies to the wanted one. Where none does: the greatest that
  // stays below (highest), the least that stays above (lowest), or the quotient.
  enum class Bound { any, lowest, highest };

  double undo(double value, Bound bound) const;

  data::SplitRatio units_;
  bool split_ = false;
};

}  // namespace barometer::orders
