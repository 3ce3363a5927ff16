// SPDX-License-Identifier: Apache-2.0
#include "chart/thinning.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace barometer::chart {

namespace {

bool is_break(const Point& point) {
  return std::isnan(point.x) || std::isnan(point.y);
}

// Appends what must be seen of points[first, last), which share a pixel column.
void append_column(std::span<const Point> points, std::size_t first, std::size_t last,
                   std::vector<Point>& out) {
  std::array<std::size_t, 4> kept{first, first, first, last - 1};
  for (std::size_t i = first; i < last; ++i) {
    kept[1] = points[i].y < points[kept[1]].y ? i : kept[1];
    kept[2] = points[i].y > points[kept[2]].y ? i : kept[2];
  }
  std::sort(kept.begin(), kept.end());
  const auto end = std::unique(kept.begin(), kept.end());
  std::for_each(kept.begin(), end, [&](std::size_t i) { out.push_back(points[i]); });
}

}  // namespace

std::vector<Point> thinned(std::span<const Point> points) {
  std::vector<Point> out;
  for (std::size_t first = 0; first < points.size();) {
    std::size_t last = first + 1;
    if (is_break(points[first])) {
      out.push_back(points[first]);
    } else {
      const double column = std::floor(points[first].x);
      while (last < points.size() && !is_break(points[last]) &&
             std::floor(points[last].x) == column) {
        ++last;
      }
      append_column(points, first, last, out);
    }
    first = last;
  }
  return out;
}

}  // namespace barometer::chart
