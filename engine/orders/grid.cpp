// SPDX-License-Identifier: Apache-2.0
#include "orders/grid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace barometer::orders {

namespace {

constexpr double kNearEnough = 1e-9;           // of a step
constexpr double kRoundingErrors = 4;          // units in the last place of the value
constexpr int kDigits = 15;                    // that a double keeps of any decimal
constexpr double kExact = 9007199254740992.0;  // 2^53: whole numbers up to it are exact

}  // namespace

// The shortest decimal of the step is the first power of ten that makes it whole and gives the step
// back: 10^22 is the last power of ten that is exact, and so the division rounds once.
Grid::Grid(double step) : step_(step) {
  double power = 1;
  for (int digits = 0; step > 0 && digits <= kDigits + 7; ++digits, power *= 10) {
    const double whole = std::nearbyint(step * power);
    if (whole > 0 && whole < 1e15 && whole / power == step) {
      numerator_ = whole;
      denominator_ = power;
      return;
    }
  }
}

double Grid::at(double count) const {
  const double whole = count * numerator_;
  return whole != 0 && std::fabs(whole) <= kExact ? whole / denominator_ : count * step_;
}

double Grid::near_multiple(double value, double (*round)(double)) const {
  if (!(step_ > 0)) {
    return value;
  }
  const double steps = value / step_;
  const double nearest = at(std::nearbyint(steps));
  const double error = kRoundingErrors * std::numeric_limits<double>::epsilon() * std::fabs(value);
  const bool on_grid = std::fabs(value - nearest) <= std::max(kNearEnough * step_, error);
  return on_grid ? nearest : at(round(steps));
}

double Grid::up(double value) const {
  return near_multiple(value, std::ceil);
}

double Grid::down(double value) const {
  return near_multiple(value, std::floor);
}

}  // namespace barometer::orders
