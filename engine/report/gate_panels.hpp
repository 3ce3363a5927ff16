// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "chart/panel.hpp"
#include "chart/svg_writer.hpp"

namespace barometer::analysis {
struct GateResult;
}  // namespace barometer::analysis

// The panels of gate_picture.hpp one by one, for whoever places them. A panel without figures says
// so. `box` is that of the axes.
namespace barometer::report::gate {

// A row for each twin, whose name stands left of the box.
inline constexpr double kTwinHeight = 30;
void draw_twins(chart::SvgWriter& out, const chart::Box& box, const analysis::GateResult& result,
                std::string_view title = {});

void draw_placebo(chart::SvgWriter& out, const chart::Box& box, const analysis::GateResult& result,
                  std::string_view title = {});

void draw_thresholds(chart::SvgWriter& out, const chart::Box& box,
                     const analysis::GateResult& result, std::string_view title = {});

// The names of the thresholds' lines with their colours: "volatility.high_in" of
// regime.params.volatility.high_in. None where there are no lines.
std::vector<chart::Panel::Key> threshold_keys(const analysis::GateResult& result);

}  // namespace barometer::report::gate
