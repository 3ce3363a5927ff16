// SPDX-License-Identifier: Apache-2.0
#include "execution/session_stats.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

#include "core/timestamp.hpp"
#include "data/bar_row.hpp"
#include "data/calendar_cursor.hpp"
#include "data/corporate_actions.hpp"
#include "data/market_data.hpp"
#include "data/symbol_data.hpp"

namespace barometer::execution {

namespace {

constexpr std::size_t kWindow = 20;
constexpr std::size_t kFewestReturns = 2;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

struct SessionTotals {
  std::int64_t first_bar = 0;
  double close = 0;   // of a unit of the first bar, whatever splits have made of it
  double volume = 0;  // in such units
  double units = 1;   // that such a unit is in this session
};

std::vector<SessionTotals> days_of(const data::MarketData& market, const data::SymbolData& symbol) {
  std::vector<SessionTotals> days;
  data::CalendarCursor calendar(market, symbol);
  core::Day last_date = 0;
  data::SplitRatio units;
  for (std::size_t bar = 0; bar < symbol.bars.size(); ++bar) {
    const core::Day date = calendar.at(symbol.bars[bar].close_time_ns).session_date;
    const bool fresh = bar == 0 || date != last_date;
    last_date = date;
    units *= data::split_at(symbol, bar);
    if (fresh) {
      days.push_back({static_cast<std::int64_t>(bar), 0, 0, units.value()});
    }
    days.back().close = units.multiply(symbol.bars[bar].close);
    days.back().volume += units.divide(symbol.bars[bar].volume);
  }
  return days;
}

double deviation(std::span<const double> values) {
  double mean = 0;
  for (const double value : values) {
    mean += value;
  }
  mean /= static_cast<double>(values.size());
  double squares = 0;
  for (const double value : values) {
    squares += (value - mean) * (value - mean);
  }
  return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

// Of the last sessions in `days`; the first session of all has no return.
SessionFigures figures_of(std::span<const SessionTotals> days) {
  const std::size_t used = std::min(kWindow, days.size());
  std::vector<double> returns;
  double volume = 0;
  for (std::size_t i = days.size() - used; i < days.size(); ++i) {
    volume += days[i].volume;
    if (i > 0) {
      returns.push_back(days[i].close / days[i - 1].close - 1);
    }
  }
  if (returns.size() < kFewestReturns) {
    return {kUnknown, kUnknown};
  }
  return {deviation(returns), volume / static_cast<double>(used)};
}

}  // namespace

SessionStats::SessionStats(const data::MarketData& market, const data::SymbolData& symbol) {
  const std::vector<SessionTotals> days = days_of(market, symbol);
  for (std::size_t day = 0; day < days.size(); ++day) {
    sessions_.push_back({days[day].first_bar, figures_of(std::span{days}.first(day))});
    sessions_.back().figures.adv *= days[day].units;
  }
}

const SessionFigures& SessionStats::before(std::int64_t bar) const {
  const auto after = std::ranges::upper_bound(sessions_, bar, {}, &Session::first_bar);
  return std::prev(after)->figures;
}

}  // namespace barometer::execution
