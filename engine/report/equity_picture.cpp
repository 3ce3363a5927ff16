// SPDX-License-Identifier: Apache-2.0
#include "report/equity_picture.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "chart/figure.hpp"

namespace barometer::report {

namespace {

constexpr double kRight = chart::kPhoneWidth - 18;
constexpr double kEquityTop = 24;
constexpr double kEquityHeight = 150;
constexpr double kGap = 44;
constexpr double kDrawdownHeight = 70;
constexpr double kAxisHeight = 30;
constexpr int kTicks = 4;

struct EquityCurve {
  std::vector<double> times;
  std::vector<double> equity;
  std::vector<double> drawdown;  // percent, <= 0
};

EquityCurve curve_of(const analysis::RunRecord& record) {
  EquityCurve curve;
  double highest = 0;
  for (const portfolio::EquityPoint& point : record.logs.equity) {
    highest = std::max(highest, point.equity);
    curve.times.push_back(static_cast<double>(point.time_ns));
    curve.equity.push_back(point.equity);
    curve.drawdown.push_back(highest > 0 ? 100 * (point.equity / highest - 1) : 0);
  }
  return curve;
}

chart::Scale scale_of(const std::vector<double>& values) {
  const auto [low, high] = std::ranges::minmax(values);
  const double margin = high > low ? 0.05 * (high - low) : 1;
  return chart::Scale::linear(low - margin, high + margin);
}

}  // namespace

std::string draw_equity(const analysis::RunRecord& record, const std::string& title) {
  const EquityCurve curve = curve_of(record);
  chart::Figure figure = chart::Figure::file(title, "equity and drawdown");
  if (curve.times.size() < 2) {
    figure.end(kEquityTop);
    return figure.svg(chart::Theme::of_viewer);
  }
  const chart::Scale equity = scale_of(curve.equity);
  const chart::Scale drawdown =
      chart::Scale::linear(std::min(-1.0, std::ranges::min(curve.drawdown)), 0);
  const double left = std::max(chart::label_room(equity, kTicks), chart::label_room(drawdown, 2));
  const chart::Axis time{chart::Scale::time(curve.times.front(), curve.times.back())};
  const chart::Box upper{left, kEquityTop, kRight - left, kEquityHeight};
  const chart::Box lower{left, upper.bottom() + kGap, kRight - left, kDrawdownHeight};
  figure.end(lower.bottom() + kAxisHeight);
  figure.panel(upper, time, {equity, "", true, kTicks}, "equity, account currency")
      .line(curve.times, curve.equity, {chart::kInk, 1.1});
  figure.panel(lower, time, {drawdown, "", true, 2}, "drawdown, %")
      .line(curve.times, curve.drawdown, {chart::kInk, 1.1});
  return figure.svg(chart::Theme::of_viewer);
}

}  // namespace barometer::report
