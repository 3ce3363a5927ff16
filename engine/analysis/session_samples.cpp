// SPDX-License-Identifier: Apache-2.0
#include "analysis/session_samples.hpp"

#include <barometer/abi/bars.h>
#include <algorithm>
#include <cstddef>
#include <limits>

#include "calendar/period.hpp"
#include "calendar/venue.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

std::vector<std::int64_t> session_end_steps(std::span<const bm_calendar_row> days,
                                            const std::function<bool(std::size_t)>& has_bar) {
  std::vector<std::int64_t> ends;
  core::Day day = std::numeric_limits<core::Day>::min();
  bool counts = false;
  for (std::size_t step = 0; step < days.size(); ++step) {
    day = std::max(day, days[step].session_date);
    counts = counts || (days[step].flags & BM_NO_SESSION) == 0 || has_bar(step);
    const bool last = step + 1 == days.size();
    if (!last && days[step + 1].session_date <= day) {
      continue;
    }
    if (counts || last) {
      ends.push_back(static_cast<std::int64_t>(step));
    }
    counts = false;
  }
  return ends;
}

std::vector<std::int64_t> session_end_steps(const data::MarketData& market,
                                            std::int64_t first_step) {
  const auto first = static_cast<std::size_t>(first_step);
  const std::span<const bm_calendar_row> rows(market.calendar.data(), market.calendar.size());
  if (first >= rows.size()) {
    return {};
  }
  std::vector<std::int64_t> ends = session_end_steps(rows.subspan(first), [&](std::size_t step) {
    return market.first_active(0, first_step + static_cast<std::int64_t>(step)).has_value();
  });
  for (std::int64_t& step : ends) {
    step += first_step;
  }
  return ends;
}

std::vector<Sample> session_samples(std::span<const std::int64_t> session_ends,
                                    std::int64_t first_step, double cash,
                                    std::span<const portfolio::EquityPoint> equity) {
  if (equity.empty()) {
    return {};
  }
  std::vector<Sample> samples;
  samples.reserve(session_ends.size() + 1);
  samples.push_back({equity.front().time_ns, cash});
  for (const std::int64_t step : session_ends) {
    const portfolio::EquityPoint& point = equity[static_cast<std::size_t>(step - first_step)];
    if (step > first_step) {
      samples.push_back({point.time_ns, point.equity});
    }
  }
  return samples;
}

std::vector<Sample> session_samples(const data::MarketData& market, std::int64_t first_step,
                                    double cash, std::span<const portfolio::EquityPoint> equity) {
  return session_samples(session_end_steps(market, first_step), first_step, cash, equity);
}

double samples_per_year(const data::MarketData& market) {
  return calendar::is_period(market.bar)
             ? calendar::bars_per_year(*market.venues.front().hours, market.bar)
             : market.session_days_per_year;
}

}  // namespace barometer::analysis
