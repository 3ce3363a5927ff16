// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace barometer::regime_plugin {

inline constexpr std::array kPresetWords{"crypto", "equity_daily", "equity_intraday", "fx",
                                         "futures"};

// Levels of rule `absolute`, fractions per session day.
struct DayLevels {
  double normal_from;
  double high_from;
  double extreme_from;
};

// What a preset says where the YAML is silent; counts are bars. docs/regimes.md gives the table.
struct Preset {
  std::int64_t window;
  double half_life;
  std::int64_t reference;
  std::int64_t reference_min;
  std::int64_t percentile_lookback;
  std::int64_t stability_window;
  std::int64_t trend_window;
  std::int64_t gap_bars;
  DayLevels levels;
};

// Bars a session day that a preset is for at the least; those of an instrument that is not known
// yet.
double least_bars_per_session_day(std::string_view preset);

// The preset's numbers for bars of this size. REQUIRES: a word of kPresetWords.
Preset preset_for(std::string_view preset, double bars_per_session_day);

}  // namespace barometer::regime_plugin
