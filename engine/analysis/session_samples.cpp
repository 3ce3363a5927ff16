// SPDX-License-Identifier: Apache-2.0
#include "analysis/session_samples.hpp"

#include <cstddef>

namespace barometer::analysis {

namespace {

// The session date of every step, by one walk over all bars.
std::vector<std::int32_t> session_dates(const data::MarketData& market) {
  std::vector<std::int32_t> dates;
  std::vector<std::size_t> next_bar(market.symbols.size(), 0);
  for (std::int64_t step = 0; step < market.timeline.steps(); ++step) {
    const auto active = market.timeline.active(step);
    const core::SymbolIndex first = active.front();
    dates.push_back(market.symbols[first].calendar[next_bar[first]].session_date);
    for (const core::SymbolIndex symbol : active) {
      ++next_bar[symbol];
    }
  }
  return dates;
}

}  // namespace

std::vector<std::int64_t> session_end_steps(const data::MarketData& market,
                                            std::int64_t first_step) {
  const std::vector<std::int32_t> dates = session_dates(market);
  std::vector<std::int64_t> ends;
  for (auto step = static_cast<std::size_t>(first_step); step < dates.size(); ++step) {
    if (step + 1 == dates.size() || dates[step + 1] != dates[step]) {
      ends.push_back(static_cast<std::int64_t>(step));
    }
  }
  return ends;
}

std::vector<Sample> session_samples(const data::MarketData& market, std::int64_t first_step,
                                    double cash, std::span<const portfolio::EquityPoint> equity) {
  if (equity.empty()) {
    return {};
  }
  std::vector<Sample> samples{{equity.front().time_ns, cash}};
  for (const std::int64_t step : session_end_steps(market, first_step)) {
    const portfolio::EquityPoint& point = equity[static_cast<std::size_t>(step - first_step)];
    if (step > first_step) {
      samples.push_back({point.time_ns, point.equity});
    }
  }
  return samples;
}

}  // namespace barometer::analysis
