// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace barometer::regime {

// The regions that an automaton's thresholds cut the line into. While a value stays in the region
// of the one before, no comparison has changed its answer, so neither has anything that follows
// from comparisons: two of them per bar instead of all.
template <std::size_t kEdges>
class RegionGate {
 public:
  // Each edge is the least value of the region above it, in any order.
  explicit RegionGate(std::array<double, kEdges> edges) : edges_(edges) {
    std::sort(edges_.begin(), edges_.end());
  }

  // The edge of what lies strictly above x.
  static double above(double x) {
    return std::nextafter(x, std::numeric_limits<double>::infinity());
  }

  bool stays(double value) const { return value >= low_ && value < high_; }

  void enter(double value) {
    const auto next = std::upper_bound(edges_.begin(), edges_.end(), value);
    low_ = next == edges_.begin() ? -kEnd : *(next - 1);
    high_ = next == edges_.end() ? kEnd : *next;
  }

  // The next value is in no known region.
  void clear() {
    low_ = kEnd;
    high_ = -kEnd;
  }

  void state(auto& archive) { archive(low_, high_); }

 private:
  static constexpr double kEnd = std::numeric_limits<double>::infinity();

  std::array<double, kEdges> edges_;
  double low_ = kEnd;  // of the present region
  double high_ = -kEnd;
};

}  // namespace barometer::regime
