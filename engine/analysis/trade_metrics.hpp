// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "analysis/round_trips.hpp"

namespace barometer::analysis {

// On round trips that were closed; open ones are only counted. Money is account currency.
struct TradeMetrics {
  std::int64_t closed = 0;
  std::int64_t open = 0;
  std::int64_t wins = 0;                   // net > 0
  std::int64_t longest_losing_streak = 0;  // trades with net < 0 in a row, as they closed
  std::optional<double> win_rate;          // wins / closed
  std::optional<double> win_rate_low;      // Wilson 1927, 95 %
  std::optional<double> win_rate_high;
  std::optional<double> average_win;    // mean of net > 0
  std::optional<double> average_loss;   // mean of net < 0
  std::optional<double> profit_factor;  // sum of net > 0 / |sum of net < 0|
  std::optional<double> expectancy;     // mean of net
  std::optional<double> average_hours;  // from close of the bar of entry to that of the exit
  std::optional<double> average_mae;    // mean of the trades' own, fractions of the entry price
  std::optional<double> average_mfe;
};

TradeMetrics measure_trades(std::span<const RoundTrip> trips);

}  // namespace barometer::analysis
