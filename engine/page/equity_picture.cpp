// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "chart/figure.hpp"
#include "page/cells.hpp"
#include "page/parts.hpp"

namespace barometer::page {

namespace {

constexpr std::size_t kMostPoints = 600;

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
  chart::Figure figure(900, 360, "Equity");
  chart::Panel panel =
      figure.panel({90, 50, 780, 270}, {chart::Scale::time(times.front(), times.back())},
                   {chart::Scale::linear(low, high, chart::number_label)});
  panel.line(times, values);
  return figure.svg();
}

}  // namespace barometer::page
