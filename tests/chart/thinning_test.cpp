// SPDX-License-Identifier: Apache-2.0
#include "chart/thinning.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "support/catch.hpp"

using namespace barometer::chart;

TEST_CASE("a pixel column keeps its first, lowest, highest and last point in their order") {
  const std::vector<Point> points{{1.0, 5}, {1.1, 9}, {1.2, 6}, {1.3, 1}, {1.4, 4}, {2.0, 3}};
  const std::vector<Point> kept = thinned(points);
  REQUIRE(kept.size() == 5);
  CHECK(kept[0].y == 5);
  CHECK(kept[1].y == 9);
  CHECK(kept[2].y == 1);
  CHECK(kept[3].y == 4);
  CHECK(kept[4].y == 3);
}

TEST_CASE("a million points on 800 pixels leave at most four in each and lose no extreme") {
  std::vector<Point> points;
  for (int i = 0; i < 1'000'000; ++i) {
    const double x = 800.0 * i / 1'000'000;
    points.push_back({x, std::sin(x * 7) * (i % 17)});
  }
  points[777'777].y = 1000;
  const std::vector<Point> kept = thinned(points);
  CHECK(kept.size() <= 3200);
  CHECK(std::any_of(kept.begin(), kept.end(), [](const Point& p) { return p.y == 1000; }));
}

TEST_CASE("breaks are kept where they are") {
  const double gap = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Point> kept = thinned(std::vector<Point>{{1, 1}, {1.1, gap}, {1.2, 2}});
  REQUIRE(kept.size() == 3);
  CHECK(std::isnan(kept[1].y));
}
