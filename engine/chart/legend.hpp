// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "chart/panel.hpp"
#include "chart/svg_writer.hpp"

namespace barometer::chart {

inline constexpr double kLegendRow = 15;  // pixels

// How many rows the names of all keys need with their squares, in so many pixels.
std::size_t legend_rows(std::span<const Panel::Key> keys, double width);

// Draws them below `corner`, the left end of the legend's upper edge. Names that no row holds are
// cut.
void draw_legend(SvgWriter& out, Point corner, double width, std::span<const Panel::Key> keys);

}  // namespace barometer::chart
