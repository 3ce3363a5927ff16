// SPDX-License-Identifier: Apache-2.0
#include "study/axis_effects.hpp"

#include <algorithm>

namespace barometer::study {

AxisEffects::AxisEffects(std::span<const std::size_t> sizes) {
  for (const std::size_t size : sizes) {
    by_value_.emplace_back(size);
  }
}

void AxisEffects::add(std::span<const std::size_t> places, double objective) {
  const double off = objective - all_.mean;
  all_.add(objective);
  squares_ += off * (objective - all_.mean);
  for (std::size_t axis = 0; axis < by_value_.size(); ++axis) {
    by_value_[axis][places[axis]].add(objective);
  }
}

double AxisEffects::of(std::size_t axis) const {
  double between = 0;
  for (const Mean& value : by_value_[axis]) {
    const double off = value.mean - all_.mean;
    between += value.count > 0 ? static_cast<double>(value.count) * off * off : 0;
  }
  return squares_ > 0 ? std::min(1.0, between / squares_) : 0;
}

std::size_t AxisEffects::values(std::size_t axis) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(by_value_[axis], [](const Mean& value) { return value.count > 0; }));
}

std::vector<std::size_t> AxisEffects::largest() const {
  constexpr std::size_t kMost = 2;
  std::vector<std::size_t> axes;
  for (std::size_t axis = 0; axis < by_value_.size(); ++axis) {
    if (values(axis) > 1) {
      axes.push_back(axis);
    }
  }
  std::ranges::stable_sort(axes, [&](std::size_t a, std::size_t b) { return of(a) > of(b); });
  axes.resize(std::min(axes.size(), kMost));
  std::ranges::sort(axes);
  return axes;
}

}  // namespace barometer::study
