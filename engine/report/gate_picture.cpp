// SPDX-License-Identifier: Apache-2.0
#include "report/gate_picture.hpp"

#include <string>
#include <vector>

#include "analysis/gate_result.hpp"
#include "chart/figure.hpp"
#include "chart/legend.hpp"
#include "report/gate_panels.hpp"
#include "report/gate_text.hpp"

namespace barometer::report {

namespace {

using analysis::GateResult;

// Pixels of a phone (chart::Figure::file).
constexpr double kLeft = 92;
constexpr double kRight = chart::kPhoneWidth - 2 - chart::kOverhang;
constexpr double kEdge = 12;
constexpr double kHeadSize = 12;
constexpr double kHeadLine = 16;
constexpr double kPanelHeight = 150;
constexpr double kBelow = 50;  // labels and title of an axis, and the gap behind them

// Of a panel, as many lines as it needs; returns where the panel begins.
double draw_head(chart::Figure& figure, double top, std::string_view text) {
  for (const std::string& line : chart::broken(text, kHeadSize, chart::kPhoneWidth - 2 * kEdge)) {
    figure.canvas().text({kEdge, top + kHeadSize}, line, {.size = kHeadSize, .bold = true});
    top += kHeadLine;
  }
  return top + 4;
}

chart::Box box_at(double top, double height) {
  return {kLeft, top, kRight - kLeft, height};
}

// Each of these returns where the next one begins.
double add_twins(chart::Figure& figure, double top, const GateResult& result) {
  const chart::Box box =
      box_at(draw_head(figure, top,
                       "Twins: Sharpe ratio a year, with less without, and its 95 % interval"),
             gate::kTwinHeight * static_cast<double>(result.twins.size()));
  gate::draw_twins(figure.canvas(), box, result);
  return box.bottom() + kBelow;
}

double add_placebo(chart::Figure& figure, double top, const GateResult& result) {
  const chart::Box box =
      box_at(draw_head(figure, top, "Placebo: the same tags at other times, and where they belong"),
             kPanelHeight);
  gate::draw_placebo(figure.canvas(), box, result);
  return box.bottom() + kBelow;
}

double add_thresholds(chart::Figure& figure, double top, const GateResult& result) {
  top = draw_head(figure, top, "Thresholds: the objective, one parameter at a time");
  const std::vector<chart::Panel::Key> keys = gate::threshold_keys(result);
  const double width = kRight - kEdge;
  if (!keys.empty()) {
    chart::draw_legend(figure.canvas(), {kEdge, top}, width, keys);
    top += chart::kLegendRow * static_cast<double>(chart::legend_rows(keys, width)) + 4;
  }
  gate::draw_thresholds(figure.canvas(), box_at(top, kPanelHeight), result);
  return top + kPanelHeight + kBelow;
}

}  // namespace

std::string draw_gate(const GateResult& result) {
  chart::Figure figure = chart::Figure::file(result.name, gate_verdict(result));
  const double twins = add_twins(figure, 0, result);
  const double placebo = add_placebo(figure, twins, result);
  figure.end(add_thresholds(figure, placebo, result));
  return figure.svg(chart::Theme::of_viewer);
}

}  // namespace barometer::report
