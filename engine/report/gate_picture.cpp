// SPDX-License-Identifier: Apache-2.0
#include "report/gate_picture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/gate_result.hpp"
#include "chart/figure.hpp"
#include "core/safe_text.hpp"
#include "report/gate_sections.hpp"
#include "report/gate_text.hpp"

namespace barometer::report {

namespace {

using analysis::GateResult;
using chart::Scale;

constexpr double kWidth = 980;
constexpr double kLeft = 130;
constexpr double kRight = 230;
constexpr double kTop = 96;
constexpr double kRowHeight = 34;
constexpr double kPanelHeight = 210;
constexpr double kGap = 82;
constexpr int kBins = 30;
constexpr double kMargin = 0.08;  // beside the outermost value

Scale padded(double low, double high) {
  const double margin = std::max(high - low, 1e-9) * kMargin;
  return Scale::linear(low - margin, high + margin);
}

void say_none(chart::Figure& figure, const chart::Box& box) {
  figure.canvas().text({box.left + box.width / 2, box.top + box.height / 2}, "nothing to show",
                       {.colour = chart::kMuted, .anchor = chart::Anchor::middle});
}

void draw_twins(chart::Figure& figure, const chart::Box& box, const GateResult& result) {
  double low = 0;
  double high = 0;
  for (const analysis::GateTwin& twin : result.twins) {
    low = std::min(low, twin.sharpe ? twin.sharpe->low : 0);
    high = std::max(high, twin.sharpe ? twin.sharpe->high : 0);
  }
  const auto rows = static_cast<double>(result.twins.size());
  chart::Panel panel =
      figure.panel(box, {padded(low, high), "Sharpe ratio a year", true},
                   {Scale::linear(-rows, 0), "", false, 1},
                   "Twins: Sharpe ratio a year, with less without, and its 95 % interval");
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
      figure.canvas().text({panel.at_x(0) + 6, panel.at_y(y) + 4}, "no difference to measure",
                           {.colour = chart::kMuted});
    }
  }
}

void draw_placebo(chart::Figure& figure, const chart::Box& box, const GateResult& result) {
  const analysis::GatePlacebo& found = result.placebo;
  if (found.drawn.empty() || !found.statistic) {
    figure.panel(box, {Scale::linear(-1, 1), "", false}, {Scale::linear(0, 1), "", false},
                 "Placebo");
    say_none(figure, box);
    return;
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
                   {Scale::linear(0, std::ranges::max(counts) * 1.1), "moves", true, 4},
                   "Placebo: the same tags at other times, and where they belong");
  for (int bin = 0; bin < kBins; ++bin) {
    panel.rectangle(low + bin * width, low + (bin + 1) * width, 0,
                    counts[static_cast<std::size_t>(bin)], {chart::kSky, 0.7});
  }
  panel.mark(*found.statistic, {chart::kRed, 2}, found.p ? fmt::format("p {:.3f}", *found.p) : "");
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

void draw_thresholds(chart::Figure& figure, const chart::Box& box, const GateResult& result) {
  const analysis::GateRobustness& found = result.robustness;
  if (found.rows.empty() || !found.objective) {
    figure.panel(box, {Scale::linear(0, 1), "", false}, {Scale::linear(0, 1), "", false},
                 "Thresholds");
    say_none(figure, box);
    return;
  }
  const Extent extent = extent_of(found);
  chart::Panel panel =
      figure.panel(box, {padded(extent.least, extent.most), "value / value in force", true},
                   {padded(extent.low, extent.high), "Sharpe", true, 5},
                   "Thresholds: the objective, one parameter at a time");
  panel.mark(1, {chart::kMuted, 1, true});
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    const chart::Colour colour = chart::series_colour(i);
    draw_row(panel, found.rows[i], colour);
    const double y = box.top + 12 + 16 * static_cast<double>(i);
    if (y < box.bottom()) {
      const std::string& key = found.rows[i].key;
      figure.canvas().rectangle({box.right() + 14, y - 8, 9, 9}, {colour});
      figure.canvas().text({box.right() + 28, y},
                           core::clipped(key.substr(key.find("params.") + 7), 30),
                           {.size = chart::kSmallType});
    }
  }
}

}  // namespace

std::string draw_gate(const GateResult& result) {
  const double twins = kRowHeight * static_cast<double>(result.twins.size());
  const double width = kWidth - kLeft - kRight;
  chart::Figure figure(kWidth, kTop + twins + 2 * (kGap + kPanelHeight) + 60, result.name,
                       gate_verdict(result));
  draw_twins(figure, {kLeft, kTop, width, twins}, result);
  draw_placebo(figure, {kLeft, kTop + twins + kGap, width, kPanelHeight}, result);
  draw_thresholds(figure, {kLeft, kTop + twins + 2 * kGap + kPanelHeight, width, kPanelHeight},
                  result);
  return figure.svg(chart::Theme::of_viewer);
}

}  // namespace barometer::report
