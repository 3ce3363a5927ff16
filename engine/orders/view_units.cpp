// SPDX-License-Identifier: Apache-2.0
#include "orders/view_units.hpp"

#include <cmath>
#include <limits>

namespace barometer::orders {

namespace {

// The quotient is within four units in the last place of the value that is looked for, and few
// neighbours have one product; the bound ends the search where products underflow.
constexpr int kNeighbours = 8;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// The farthest double from `start` towards `end` for which `holds`, which is true from some double
// on in the other direction.
template <class Holds>
double farthest(double start, double end, Holds holds) {
  double value = start;
  for (int i = 0; i < kNeighbours && !holds(value); ++i) {
    value = std::nextafter(value, -end);
  }
  for (int i = 0; i < kNeighbours && holds(std::nextafter(value, end)); ++i) {
    value = std::nextafter(value, end);
  }
  return value;
}

}  // namespace

double ViewUnits::undo(double value, Bound bound) const {
  const double quotient = split_ ? units_.divide(value) : value;
  if (!split_ || !std::isfinite(quotient) || value == 0) {
    return quotient;
  }
  if (bound == Bound::lowest) {
    return farthest(quotient, -kInfinity, [&](double v) { return units_.multiply(v) >= value; });
  }
  if (bound == Bound::highest) {
    return farthest(quotient, kInfinity, [&](double v) { return units_.multiply(v) <= value; });
  }
  double below = quotient;
  double above = quotient;
  for (int i = 0; i < kNeighbours; ++i) {
    for (const double each : {below, above}) {
      if (units_.multiply(each) == value) {
        return each;
      }
    }
    below = std::nextafter(below, -kInfinity);
    above = std::nextafter(above, kInfinity);
  }
  return quotient;
}

}  // namespace barometer::orders
