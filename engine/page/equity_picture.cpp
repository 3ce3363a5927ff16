// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "chart/figure.hpp"
#include "page/cells.hpp"
#include "page/page_frame.hpp"
#include "page/parts.hpp"

namespace barometer::page {

namespace {

constexpr std::size_t kMostPoints = 600;
constexpr double kHeight = 300;

}  // namespace

std::string equity_picture(const analysis::RunRecord& record) {
  const auto equity = record.logs.equity;
  if (equity.empty()) {
    return "";
  }
  const StepCells cells = StepCells::at_most(kMostPoints, equity.size());
  std::vector<double> times, values;
  for (std::size_t cell = 0; cell < cells.count(); ++cell) {
    const portfolio::EquityPoint& last = equity[cells.end(cell) - 1];
    times.push_back(static_cast<double>(last.time_ns));
    values.push_back(last.equity);
  }
  const auto [low, high] = std::ranges::minmax(values);
  const chart::Scale scale = chart::Scale::linear(low, high, chart::number_label);
  const double left = chart::label_room(scale, chart::Axis{scale}.ticks) + 2;
  return drawn_picture("equity", [&](double width, std::string_view ids) {
    chart::Figure figure(width, kHeight, "Equity", "", ids);
    chart::Panel panel = figure.panel({left, 40, width - left - chart::kOverhang, kHeight - 64},
                                      {chart::Scale::time(times.front(), times.back())}, {scale});
    panel.line(times, values);
    return figure.svg();
  });
}

}  // namespace barometer::page
