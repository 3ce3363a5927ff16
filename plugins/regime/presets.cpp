// SPDX-License-Identifier: Apache-2.0
#include "presets.hpp"

#include <algorithm>
#include <cmath>

namespace barometer::regime_plugin {

namespace {

// By the level of what each preset is for: 9 % of the days of 70 US stocks (2006 to 2018), a
// quarter of the hours of ten coins (2017 to 2022) and a tenth of EURUSD's minutes (2018) are high
// or more.
constexpr DayLevels kEquityLevels{0.015, 0.03, 0.05};
constexpr DayLevels kCryptoLevels{0.03, 0.06, 0.12};
constexpr DayLevels kFxLevels{0.004, 0.006, 0.01};

constexpr Preset kEquityDaily{.window = 21,
                              .half_life = 5,
                              .reference = 1000,
                              .reference_min = 500,
                              .percentile_lookback = 252,
                              .stability_window = 63,
                              .trend_window = 50,
                              .gap_bars = 21,
                              .levels = kEquityLevels};

constexpr Preset kCryptoHourly{.window = 24,
                               .half_life = 24,
                               .reference = 1000,
                               .reference_min = 500,
                               .percentile_lookback = 168,
                               .stability_window = 72,
                               .trend_window = 48,
                               .gap_bars = 168,
                               .levels = kCryptoLevels};

// Bars of seconds would ask for more memory than a median of days is worth.
constexpr std::int64_t kMostBars = 1'000'000;

std::int64_t bars_in(double days, double bars_per_session_day, std::int64_t at_least) {
  return std::clamp(static_cast<std::int64_t>(std::llround(days * bars_per_session_day)), at_least,
                    kMostBars);
}

// Shorter bars take more of them, so that windows keep their length in time. Longer ones keep the
// counts, for a window of one or two bars measures nothing; only the half-life shortens, down to
// that of daily bars.
Preset crypto(double bars_per_session_day) {
  const auto scaled = [bars_per_session_day](std::int64_t hours) {
    return bars_in(static_cast<double>(hours) / 24, bars_per_session_day, hours);
  };
  const Preset& hourly = kCryptoHourly;
  return {
      .window = scaled(hourly.window),
      .half_life = std::max(kEquityDaily.half_life, hourly.half_life / 24 * bars_per_session_day),
      .reference = scaled(hourly.reference),
      .reference_min = scaled(hourly.reference_min),
      .percentile_lookback = scaled(hourly.percentile_lookback),
      .stability_window = scaled(hourly.stability_window),
      .trend_window = scaled(hourly.trend_window),
      .gap_bars = scaled(hourly.gap_bars),
      .levels = hourly.levels};
}

// Everything in session days; the floors are what the windows need to be defined at all. A session
// of six and a half hours has seven hourly bars. A gap is counted in time.
Preset by_session(double bars_per_session_day, double gap_days) {
  const double bars_a_session = std::ceil(bars_per_session_day - 1e-9);
  const auto days = [bars_a_session](double count, std::int64_t at_least) {
    return bars_in(count, bars_a_session, at_least);
  };
  return {.window = days(1, 2),
          .half_life = bars_a_session,
          .reference = days(60, 1),
          .reference_min = days(20, 1),
          .percentile_lookback = days(60, 1),
          .stability_window = days(10, 2),
          .trend_window = days(2, 4),
          .gap_bars = bars_in(gap_days, bars_per_session_day, 0),
          .levels = kEquityLevels};
}

}  // namespace

double least_bars_per_session_day(std::string_view preset) {
  return preset == "crypto" ? 24 : preset == "equity_daily" ? 1 : 2;
}

Preset preset_for(std::string_view preset, double bars_per_session_day) {
  if (preset == "crypto") {
    return crypto(bars_per_session_day);
  }
  const bool fx = preset == "fx";
  const bool daily = preset == "equity_daily" || bars_per_session_day <= 1;
  Preset found = daily ? kEquityDaily : by_session(bars_per_session_day, fx ? 7 : 10);
  if (fx) {
    found.levels = kFxLevels;
  }
  return found;
}

}  // namespace barometer::regime_plugin
