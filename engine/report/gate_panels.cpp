// SPDX-License-Identifier: Apache-2.0
#include "report/gate_panels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/gate_result.hpp"
#include "chart/panel.hpp"
#include "report/gate_sections.hpp"

namespace barometer::report::gate {

namespace {

using analysis::GateResult;
using chart::Scale;

constexpr int kBins = 30;
constexpr double kMargin = 0.08;  // beside the outermost value

Scale padded(double low, double high) {
  const double margin = std::max(high - low, 1e-9) * kMargin;
  return Scale::linear(low - margin, high + margin);
}

void say_none(chart::SvgWriter& out, const chart::Box& box) {
  out.text({box.left + box.width / 2, box.top + box.height / 2}, "nothing to show",
           {.colour = chart::kMuted, .anchor = chart::Anchor::middle});
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

}  // namespace

void draw_twins(chart::SvgWriter& out, const chart::Box& box, const GateResult& result,
                std::string_view title) {
  double low = 0;
  double high = 0;
  for (const analysis::GateTwin& twin : result.twins) {
    low = std::min(low, twin.sharpe ? twin.sharpe->low : 0);
    high = std::max(high, twin.sharpe ? twin.sharpe->high : 0);
  }
  const auto rows = static_cast<double>(result.twins.size());
  chart::Panel panel(out, box, {padded(low, high), "Sharpe ratio a year", true},
                     {Scale::linear(-rows, 0), "", false, 1}, title);
  panel.mark(0, {chart::kMuted, 1, true});
  for (std::size_t i = 0; i < result.twins.size(); ++i) {
    const double y = -static_cast<double>(i) - 0.5;  // the first row on top
    out.text({box.left - 10, panel.at_y(y) + 4}, left_out(result, i),
             {.anchor = chart::Anchor::end});
    if (const auto& found = result.twins[i].sharpe) {
      panel.rectangle(found->low, found->high, y - 0.05, y + 0.05, {chart::kBlue, 0.6});
      const std::vector<double> x{found->difference};
      panel.points(x, std::vector<double>{y}, 4, {chart::kInk});
    } else {
      const bool right = panel.at_x(0) < box.left + box.width / 2;
      out.text(
          {panel.at_x(0) + (right ? 6 : -6), panel.at_y(y) + 4}, "no difference to measure",
          {.colour = chart::kMuted, .anchor = right ? chart::Anchor::start : chart::Anchor::end});
    }
  }
}

void draw_placebo(chart::SvgWriter& out, const chart::Box& box, const GateResult& result,
                  std::string_view title) {
  const analysis::GatePlacebo& found = result.placebo;
  if (found.drawn.empty() || !found.statistic) {
    const chart::Panel empty(out, box, {Scale::linear(-1, 1), "", false},
                             {Scale::linear(0, 1), "", false}, title);
    say_none(out, box);
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
  chart::Panel panel(out, box,
                     {padded(low, low + kBins * width), "difference over its error", true},
                     {Scale::linear(0, std::ranges::max(counts) * 1.1), "moves", true, 4}, title);
  for (int bin = 0; bin < kBins; ++bin) {
    panel.rectangle(low + bin * width, low + (bin + 1) * width, 0,
                    counts[static_cast<std::size_t>(bin)], {chart::kSky, 0.7});
  }
  panel.mark(*found.statistic, {chart::kRed, 2});
  const bool right = panel.at_x(*found.statistic) < box.left + box.width / 2;
  out.text({panel.at_x(*found.statistic) + (right ? 6 : -6), box.top + 12},
           found.p ? fmt::format("p {:.3f}", *found.p) : "",
           {.anchor = right ? chart::Anchor::start : chart::Anchor::end});
}

void draw_thresholds(chart::SvgWriter& out, const chart::Box& box, const GateResult& result,
                     std::string_view title) {
  const analysis::GateRobustness& found = result.robustness;
  if (found.rows.empty() || !found.objective) {
    const chart::Panel empty(out, box, {Scale::linear(0, 1), "", false},
                             {Scale::linear(0, 1), "", false}, title);
    say_none(out, box);
    return;
  }
  const Extent extent = extent_of(found);
  chart::Panel panel(out, box, {padded(extent.least, extent.most), "value / value in force", true},
                     {padded(extent.low, extent.high), "Sharpe", true, 5}, title);
  panel.mark(1, {chart::kMuted, 1, true});
  for (std::size_t i = 0; i < found.rows.size(); ++i) {
    draw_row(panel, found.rows[i], chart::series_colour(i));
  }
}

std::vector<chart::Panel::Key> threshold_keys(const GateResult& result) {
  constexpr std::string_view kParams = "params.";
  std::vector<chart::Panel::Key> keys;
  for (std::size_t i = 0; i < result.robustness.rows.size() && result.robustness.objective; ++i) {
    const std::string& key = result.robustness.rows[i].key;
    keys.push_back({chart::series_colour(i), key.substr(key.find(kParams) + kParams.size())});
  }
  return keys;
}

}  // namespace barometer::report::gate
