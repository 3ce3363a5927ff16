// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

// The definitions of docs/regimes.md once more, as slowly and plainly as they can be written: every
// bar from scratch, in long double, with libm's logarithms and square roots. Shares no code with
// the plug-in.

namespace barometer::oracle {

struct Bar {
  std::int64_t close_time_ns;
  double open;
  double high;
  double low;
  double close;
  std::int32_t session_date;
  std::int32_t local_minute;
  double length = 1;  // traded, in whole bars
};

struct Rules {
  bool exchange = false;  // gaps by session date instead of time
  std::int64_t bar_ns = 3'600'000'000'000;
  double bars_per_session_day = 24;
  std::int64_t gap_bars = 168;
  std::string estimator = "close";
  std::size_t volatility_confirm = 1;
  std::size_t trend_confirm = 1;
  bool time_of_day = false;
  int slot_minutes = 15;
  double time_of_day_half_life = 20;
  std::size_t time_of_day_min_days = 10;
  std::string rule = "ratio";
  std::size_t window = 24;
  double half_life = 24;
  std::size_t reference = 1000;
  std::size_t reference_min = 500;
  std::size_t percentile_lookback = 168;
  std::size_t stability_window = 72;
  double high_in = 1.6;
  double high_out = 1.3;
  double extreme_factor = 1.6;
  double calm_in_se = 2.3;
  double calm_out_se = 1.2;
  double normal_from = 0.03;
  double high_from = 0.06;
  double extreme_from = 0.12;
  double band = 0;
  double quiet_bars = 500;
  double wild_bars = 83;
  double wild_ratio = 2.1;
  double memory_bars = 700;
  double tail_memory_bars = 500;
  double wild_in = 0.35;
  double wild_out = 0.1;
  std::size_t rebase_bars = 450;
  std::size_t trend_window = 48;
  double weak_in = 1.5;
  double weak_out = 0.5;
  double strong_in = 2.5;
  double strong_out = 1.5;
};

inline constexpr int kUnknown = -128;

// NaN where unknown; onsets -1.
struct Tags {
  int volatility = kUnknown;
  int trend = kUnknown;
  std::int64_t volatility_onset = -1;
  std::int64_t trend_onset = -1;
  long double volatility_day;
  long double volatility_ratio;
  long double volatility_forecast;
  long double volatility_probability;
  long double volatility_percentile;
  long double volatility_duration;
  long double volatility_stability;
  long double trend_z;
  long double trend_strength;
  long double trend_efficiency;
  long double trend_duration;
  long double trend_acceleration;
  long double bad_bars;

  Tags();
};

// One row of tags per bar.
std::vector<Tags> tag(const std::vector<Bar>& bars, const Rules& rules);

}  // namespace barometer::oracle
