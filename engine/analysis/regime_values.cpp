// SPDX-License-Identifier: Apache-2.0
#include "analysis/regime_values.hpp"

#include <algorithm>

#include "analysis/regime_statistics.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

void add_symbol(const RegimeInput& input, std::size_t symbol, RegimeValues& values) {
  const std::vector<double>& net = input.attribution.bars[symbol].net;
  const auto bars = std::span<const data::BarRow>(input.market.symbols[symbol].bars);
  if (net.empty() || values.before.empty()) {
    return;
  }
  const std::size_t first = bars.size() - net.size();
  const auto times =
      input.market.timeline.times().subspan(static_cast<std::size_t>(input.first_step));
  std::vector<double>& x = values.x[symbol];
  std::vector<std::uint32_t>& steps = values.step[symbol];
  values.first_bar[symbol] = first;
  x.reserve(net.size());
  steps.reserve(net.size());
  auto step = static_cast<std::size_t>(
      input.market.timeline.steps_until(bars[first].close_time_ns) - 1 - input.first_step);
  for (std::size_t i = 0; i < net.size(); ++i) {
    while (step < values.before.size() && times[step] < bars[first + i].close_time_ns) {
      ++step;
    }
    if (step == values.before.size()) {
      break;
    }
    x.push_back(net[i] / values.before[step]);
    steps.push_back(static_cast<std::uint32_t>(step));
  }
}

}  // namespace

RegimeValues regime_values(const RegimeInput& input, core::Workers& workers) {
  const std::size_t symbols = input.market.symbols.size();
  RegimeValues values;
  values.x.resize(symbols);
  values.step.resize(symbols);
  values.first_bar.resize(symbols);
  values.entries.resize(symbols);
  for (const RoundTrip& trip : input.trips) {
    values.entries[trip.symbol].push_back(trip.entry_bar);
  }
  values.per_step.resize(input.equity.size(), 0);
  values.bars.resize(input.equity.size(), 0);
  values.before.reserve(input.equity.size());
  double before = input.cash;
  for (const portfolio::EquityPoint& point : input.equity) {
    values.before.push_back(before);
    values.solvent = values.solvent && before > 0;
    before = point.equity;
  }
  workers.for_each(symbols, 1, [&](std::size_t symbol) { add_symbol(input, symbol, values); });
  for (std::size_t symbol = 0; symbol < symbols; ++symbol) {
    for (std::size_t i = 0; i < values.x[symbol].size(); ++i) {
      values.per_step[values.step[symbol][i]] += values.x[symbol][i];
      ++values.bars[values.step[symbol][i]];
    }
  }
  return values;
}

}  // namespace barometer::analysis
