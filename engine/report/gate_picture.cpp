// SPDX-License-Identifier: Apache-2.0
#include "report/gate_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/gate_result.hpp"
#include "chart/figure.hpp"
#include "chart/legend.hpp"
#include "report/gate_sections.hpp"
#include "report/gate_text.hpp"

namespace barometer::report {

namespace {

using analysis::GateResult;
using chart::Scale;

// Pixels of a phone (chart::Figure::file).
constexpr double kLeft = 92;
constexpr double kRight = chart::kPhoneWidth - 2 - chart::kOverhang;
constexpr double kEdge = 12;
constexpr double kHeadSize = 12;
constexpr double kHeadLine = 16;
constexpr double kRowHeight = 30;
constexpr double kPanelHeight = 150;
constexpr double kBelow = 50;  // labels and title of an axis, and the gap behind them
constexpr int kBins = 30;
constexpr double kMargin = 0.08;  // beside the outermost value

Scale padded(double low, double high) {
  const double margin = std::max(high - low, 1e-9) * kMargin;
  return Scale::linear(low - margin, high + margin);
}

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

void say_none(chart::Figure& figure, const chart::Box& box) {
  figure.canvas().text({box.left + box.width / 2, box.top + box.height / 2}, "nothing to show",
                       {.colour = chart::kMuted, .anchor = chart::Anchor::middle});
}

void say_no_difference(chart::Figure& figure, const chart::Box& box, chart::Point at) {
  constexpr const char* kNone = "no difference to measure";
  at.x = std::min(at.x, box.right() - 4 - chart::text_width(kNone, chart::kSmallType));
  figure.canvas().text(at, kNone, {.colour = chart::kMuted});
}

// Each of these returns where the next one begins.
double draw_twins(chart::Figure& figure, double top, const GateResult& result) {
  double low = 0;
  double high = 0;
  for (const analysis::GateTwin& twin : result.twins) {
    low = std::min(low, twin.sharpe ? twin.sharpe->low : 0);
    high = std::max(high, twin.sharpe ? twin.sharpe->high : 0);
  }
  const auto rows = static_cast<double>(result.twins.size());
  const chart::Box box =
      box_at(draw_head(figure, top,
                       "Twins: Sharpe ratio a year, with less without, and its 95 % interval"),
             kRowHeight * rows);
  chart::Panel panel = figure.panel(box, {padded(low, high), "Sharpe ratio a year", true},
                                    {Scale::linear(-rows, 0), "", false, 1});
  panel.mark(0, {chart::kMuted, 1, true});
  for (std::size_t i = 0; i < result.twins.size(); ++i) {
    const double y = -static_cast<double>(i) - 0.5;  // the first row on top
    figure.canvas().text({box.left - 10, panel.at_y(y) + 4}, gate::left_out(result, i),
                         {.anchor = chart::Anchor::end});
    if (const auto& found = result.twins[i].sharpe) {
      panel.rectangle(found->low, found->high, y - 0.05, y + 0.05, {chart::kBlue, 0.6});
      const std::vector<double> x{found->difference};
      panel.points(x, std::vector<double>{y}, 4, {chart::kInk});
    } else {
      say_no_difference(figure, box, {panel.at_x(0) + 6, panel.at_y(y) + 4});
    }
  }
  return box.bottom() + kBelow;
}

double draw_placebo(chart::Figure& figure, double top, const GateResult& result) {
  const analysis::GatePlacebo& found = result.placebo;
  const chart::Box box =
      box_at(draw_head(figure, top, "Placebo: the same tags at other times, and where they belong"),
             kPanelHeight);
  if (found.drawn.empty() || !found.statistic) {
    figure.panel(box, {Scale::linear(-1, 1), "", false}, {Scale::linear(0, 1), "", false});
    say_none(figure, box);
    return box.bottom() + kBelow;
  }
  const auto [lowest, highest] = std::ranges::minmax(found.drawn);
  const double low = std::min(lowest, *found.statistic);
  const double width = std::max(std::max(highest, *found.statistic) - low, 1e-9) / kBins;
  std::vector<double> counts(kBins, 0);
  for (const double drawn : found.drawn) {
    const auto bin = static_cast<std::size_t>((drawn - low) / width);
    ++counts[std::min<std::size_t>(bin, kBins - 1)];
  }
  chart::Panel panel =
      figure.panel(box, {padded(low, low + kBins * width), "difference over its error", true},
                   {Scale::linear(0, std::ranges::max(counts) * 1.1), "moves", true, 4});
  for (int bin = 0; bin < kBins; ++bin) {
    panel.rectangle(low + bin * width, low + (bin + 1) * width, 0,
                    counts[static_cast<std::size_t>(bin)], {chart::kSky, 0.7});
  }
  panel.mark(*found.statistic, {chart::kRed, 2}, found.p ? fmt::format("p {:.3f}", *found.p) : "");
  return box.bottom() + kBelow;
}

// The range of all objectives, and of values as multiples of those in force.
struct Extent {
  double low = 0;
  double high = 0;
  double least = 1;
  double most = 1;
};

Extent extent_of(const analysis::GateRobustness& found) {
  Extent extent{.low = *found.objective, .high = *found.objective};
  for (const analysis::ThresholdRow& row : found.rows) {
    for (const analysis::ThresholdPoint& point : row.points) {
      const double objective = point.objective.value_or(*found.objective);
      extent.low = std::min(extent.low, objective);
      extent.high = std::max(extent.high, objective);
      extent.least = std::min(extent.least, point.value / row.in_force);
      extent.most = std::max(extent.most, point.value / row.in_force);
    }
  }
  return extent;
}

void draw_row(chart::Panel& panel, const analysis::ThresholdRow& row, chart::Colour colour) {
  std::vector<double> xs;
  std::vector<double> ys;
  for (const analysis::ThresholdPoint& point : row.points) {
    xs.push_back(point.value / row.in_force);
    ys.push_back(point.objective.value_or(NAN));
  }
  if (row.in_force < 0) {
    std::ranges::reverse(xs);
    std::ranges::reverse(ys);
  }
  panel.line(xs, ys, {colour, 1.5});
  panel.points(xs, ys, 2.5, {colour});
}

std::vector<chart::Panel::Key> keys_of(const analysis::GateRobustness& found) {
  std::vector<chart::Panel::Key> keys;
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    const std::string& key = found.rows[i].key;
    keys.push_back({chart::series_colour(i), key.substr(key.find("params.") + 7)});
  }
  return keys;
}

void draw_rows(chart::Figure& figure, const chart::Box& box,
               const analysis::GateRobustness& found) {
  const Extent extent = extent_of(found);
  chart::Panel panel =
      figure.panel(box, {padded(extent.least, extent.most), "value / value in force", true},
                   {padded(extent.low, extent.high), "Sharpe", true, 5});
  panel.mark(1, {chart::kMuted, 1, true});
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    draw_row(panel, found.rows[i], chart::series_colour(i));
  }
}

double draw_thresholds(chart::Figure& figure, double top, const GateResult& result) {
  const analysis::GateRobustness& found = result.robustness;
  top = draw_head(figure, top, "Thresholds: the objective, one parameter at a time");
  if (found.rows.empty() || !found.objective) {
    const chart::Box box = box_at(top, kPanelHeight);
    figure.panel(box, {Scale::linear(0, 1), "", false}, {Scale::linear(0, 1), "", false});
    say_none(figure, box);
    return box.bottom() + kBelow;
  }
  const std::vector<chart::Panel::Key> keys = keys_of(found);
  const double width = kRight - kEdge;
  chart::draw_legend(figure.canvas(), {kEdge, top}, width, keys);
  top += chart::kLegendRow * static_cast<double>(chart::legend_rows(keys, width)) + 4;
  draw_rows(figure, box_at(top, kPanelHeight), found);
  return top + kPanelHeight + kBelow;
}

}  // namespace

std::string draw_gate(const GateResult& result) {
  chart::Figure figure = chart::Figure::file(result.name, gate_verdict(result));
  const double twins = draw_twins(figure, 0, result);
  const double placebo = draw_placebo(figure, twins, result);
  figure.end(draw_thresholds(figure, placebo, result));
  return figure.svg(chart::Theme::of_viewer);
}

}  // namespace barometer::report
