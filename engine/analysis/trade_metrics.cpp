// SPDX-License-Identifier: Apache-2.0
#include "analysis/trade_metrics.hpp"

#include <algorithm>

#include "stats/proportion.hpp"
#include "stats/ratio.hpp"

namespace barometer::analysis {

namespace {

struct TradeSums {
  double won = 0;
  double lost = 0;
  std::int64_t losses = 0;
  std::int64_t streak = 0;
  double hours = 0;
  double mae = 0;
  double mfe = 0;

  void add(const RoundTrip& trip, TradeMetrics& metrics) {
    const double net = trip.net();
    ++metrics.closed;
    metrics.wins += net > 0 ? 1 : 0;
    losses += net < 0 ? 1 : 0;
    streak = net < 0 ? streak + 1 : 0;
    metrics.longest_losing_streak = std::max(metrics.longest_losing_streak, streak);
    won += std::max(net, 0.0);
    lost -= std::min(net, 0.0);
    hours += trip.hours_held();
    mae += trip.mae;
    mfe += trip.mfe;
  }

  void write_to(TradeMetrics& metrics) const {
    const auto closed = static_cast<double>(metrics.closed);
    metrics.win_rate = stats::ratio(static_cast<double>(metrics.wins), closed);
    metrics.average_win = stats::ratio(won, static_cast<double>(metrics.wins));
    metrics.average_loss = stats::ratio(-lost, static_cast<double>(losses));
    metrics.profit_factor = stats::ratio(won, lost);
    metrics.expectancy = stats::ratio(won - lost, closed);
    metrics.average_hours = stats::ratio(hours, closed);
    metrics.average_mae = stats::ratio(mae, closed);
    metrics.average_mfe = stats::ratio(mfe, closed);
  }
};

}  // namespace

TradeMetrics measure_trades(std::span<const RoundTrip> trips) {
  TradeMetrics metrics;
  TradeSums sums;
  for (const RoundTrip& trip : trips) {
    if (trip.open) {
      ++metrics.open;
    } else {
      sums.add(trip, metrics);
    }
  }
  sums.write_to(metrics);
  if (metrics.win_rate) {
    const stats::ProportionInterval interval =
        stats::wilson_interval(*metrics.win_rate, static_cast<double>(metrics.closed));
    metrics.win_rate_low = interval.low;
    metrics.win_rate_high = interval.high;
  }
  return metrics;
}

}  // namespace barometer::analysis
