// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "chart/svg_writer.hpp"

namespace barometer::chart {

// `points`, ascending in x, with at most four left in each pixel column: the first, the lowest, the
// highest and the last, in their order. The drawn line looks the same, the file is small however
// many bars there are. Breaks (NaN) are kept.
std::vector<Point> thinned(std::span<const Point> points);

}  // namespace barometer::chart
