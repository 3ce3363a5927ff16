// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/params.hpp>
#include <cstdint>
#include <optional>

namespace barometer::regime_plugin {

enum class VolatilityRule : std::uint8_t { ratio, absolute, robust };

enum class Estimator : std::uint8_t {
  close,
  parkinson,
  garman_klass,
  rogers_satchell,
  yang_zhang,
  ewma
};

// How the time of day is taken out of the variance of intraday bars.
struct TimeOfDaySettings {
  bool on = false;
  bool night_apart = false;  // the first bar of a session date is a slot of its own
  std::int64_t slot_minutes = 0;
  double half_life_days = 0;  // session days that have the slot
  std::int64_t min_days = 0;
};

// What rule `robust` assumes of its two states, and when it takes one for the other.
struct RobustSettings {
  double quiet_bars = 0;  // mean stays
  double wild_bars = 0;
  double wild_ratio = 0;        // wild over quiet standard deviation, before it is learnt
  double memory_bars = 0;       // half-life of the learnt levels
  double tail_memory_bars = 0;  // half-life of how well either shape of tails has predicted
  double wild_in = 0;           // probabilities of the wild state
  double wild_out = 0;
  std::int64_t rebase_bars = 0;  // of a wild market, after which it is what is usual
};

// Windows are counted in good bars; docs/regimes.md says what every number does and why.
struct VolatilitySettings {
  VolatilityRule rule = VolatilityRule::ratio;
  Estimator estimator = Estimator::close;
  std::int64_t confirm = 1;  // bars
  std::int64_t window = 0;
  double half_life = 0;  // bars
  std::int64_t reference = 0;
  std::int64_t reference_min = 0;
  std::int64_t percentile_lookback = 0;
  std::int64_t stability_window = 0;
  double high_in = 0;  // fast volatility / its median, this and the next two
  double high_out = 0;
  double extreme_factor = 0;
  double calm_in_se = 0;  // standard errors of the fast volatility below its median
  double calm_out_se = 0;
  double normal_from = 0;  // fraction per session day, this and the next two
  double high_from = 0;
  double extreme_from = 0;
  double band = 0;  // fraction of a threshold
  double bars_per_session_day = 0;
  RobustSettings robust;
  TimeOfDaySettings time_of_day;
};

struct TrendSettings {
  std::int64_t confirm = 1;  // bars
  std::int64_t window = 0;
  double weak_in = 0;  // |trend_z|
  double weak_out = 0;
  double strong_in = 0;
  double strong_out = 0;
};

struct Settings {
  VolatilitySettings volatility;
  TrendSettings trend;
  std::int64_t gap_bars = 0;
};

// What the settings need to know of an instrument.
struct BarSize {
  double bars_per_session_day;
  bool exchange;  // the venue has an open and a close
};

// The preset's numbers, overridden by those that the parameters set. Without a bar size (before a
// symbol is known) windows are the shortest that the preset can mean. Throws std::invalid_argument
// naming every combination that makes no sense.
Settings read_settings(const Params& params, std::optional<BarSize> bar_size);

}  // namespace barometer::regime_plugin
