// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace barometer::orders {

// The multiples of a tick or a lot. The n-th of them is the double next to the decimal n x step,
// the one that a file or a config with that decimal gives: 10007 x 0.01 as doubles lies one unit in
// the last place above 100.07, the multiple of this grid is 100.07. A step that is no decimal of at
// most 15 digits, such as a third, has the products themselves as its multiples.
//
// A value within 1e-9 of a step of a multiple, or within rounding errors of it, counts as that
// multiple, so that a price which came through a division is not pushed one step further.
class Grid {
 public:
  // Every value is on it.
  Grid() = default;

  // `step` > 0, or 0 for a grid that every value is on. A number stands for the grid of its
  // multiples.
  Grid(double step);  // NOLINT(google-explicit-constructor)

  double step() const { return step_; }

  // Least multiple that is not below `value`.
  double up(double value) const;

  // Greatest multiple that is not above `value`.
  double down(double value) const;

 private:
  double at(double count) const;
  double near_multiple(double value, double (*round)(double)) const;

  double step_ = 0;
  // The step as numerator_ / denominator_, both whole and exact; 0 where it is no short decimal.
  double numerator_ = 0;
  double denominator_ = 1;
};

}  // namespace barometer::orders
