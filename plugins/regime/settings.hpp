// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/params.hpp>
#include <cstdint>
#include <optional>

namespace barometer::regime {

enum class VolatilityRule : std::uint8_t { ratio, absolute };

// Windows are counted in good bars; docs/regimes.md says what every number does and why.
struct VolatilitySettings {
  VolatilityRule rule = VolatilityRule::ratio;
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
};

struct TrendSettings {
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

// The preset's numbers, overridden by those that the parameters set. `bars_per_session_day` is the
// instrument's, or nothing where there is none (before a symbol is known): hourly crypto bars then.
// Throws std::invalid_argument naming every combination that makes no sense.
Settings read_settings(const Params& params, std::optional<double> bars_per_session_day);

}  // namespace barometer::regime
