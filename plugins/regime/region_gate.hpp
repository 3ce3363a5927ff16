// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace barometer::regime_plugin {

// The regions into which an automaton's thresholds divide the line. While a value stays in the
// region of the value before, no comparison with a threshold changes its result, so the automaton
// need not run: two comparisons per bar instead of all of them.
template <std::size_t kEdges>
class RegionGate {
 public:
  // Each edge is the least value of the region above it, in any order.
  explicit RegionGate(const std::array<double, kEdges>& edges) {
    std::copy(edges.begin(), edges.end(), edges_.begin() + 1);
    std::sort(edges_.begin() + 1, edges_.end() - 1);
    edges_.front() = -kEnd;
    edges_.back() = kEnd;
  }

  // The edge of the region strictly above x.
  static double above(double x) {
    return std::nextafter(x, std::numeric_limits<double>::infinity());
  }

  bool stays(double value) const { return value >= low_ && value < high_; }

  // Compares with all edges, which needs no branch; a binary search would mispredict every second
  // one of its branches.
  void enter(double value) {
    std::size_t above = 0;
    for (std::size_t edge = 1; edge <= kEdges; ++edge) {
      above += static_cast<std::size_t>(value >= edges_[edge]);
    }
    low_ = edges_[above];
    high_ = edges_[above + 1];
  }

  // Forgets the region, so that the next value enters one anew.
  void clear() {
    low_ = kEnd;
    high_ = -kEnd;
  }

  void state(auto& archive) { archive(low_, high_); }

 private:
  static constexpr double kEnd = std::numeric_limits<double>::infinity();

  std::array<double, kEdges + 2> edges_;  // in order, with both ends of the line
  double low_ = kEnd;                     // of the present region
  double high_ = -kEnd;
};

}  // namespace barometer::regime_plugin
