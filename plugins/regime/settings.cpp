// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <string_view>

namespace barometer::regime {

namespace {

// What a preset says; counts are bars.
struct Preset {
  std::int64_t window;
  double half_life;
  std::int64_t reference;
  std::int64_t reference_min;
  std::int64_t percentile_lookback;
  std::int64_t stability_window;
  std::int64_t trend_window;
  std::int64_t gap_bars;
};

constexpr Preset kEquityDaily{.window = 21,
                              .half_life = 5,
                              .reference = 1000,
                              .reference_min = 500,
                              .percentile_lookback = 252,
                              .stability_window = 63,
                              .trend_window = 50,
                              .gap_bars = 21};

constexpr Preset kCryptoHourly{.window = 24,
                               .half_life = 24,
                               .reference = 1000,
                               .reference_min = 500,
                               .percentile_lookback = 168,
                               .stability_window = 72,
                               .trend_window = 48,
                               .gap_bars = 168};

// Shorter bars take more of them, so that windows keep their length in time. Longer ones keep the
// counts, for a window of one or two bars measures nothing; only the half-life shortens, down to
// that of daily bars.
Preset crypto(double bars_per_session_day) {
  const double per_hour = bars_per_session_day / 24;
  const auto scaled = [per_hour](std::int64_t hours) {
    return std::max(hours,
                    static_cast<std::int64_t>(std::lround(static_cast<double>(hours) * per_hour)));
  };
  constexpr std::int64_t kLongestReference = 65'535;
  const Preset& hourly = kCryptoHourly;
  return {.window = scaled(hourly.window),
          .half_life = std::max(kEquityDaily.half_life, hourly.half_life * per_hour),
          .reference = std::min(scaled(hourly.reference), kLongestReference),
          .reference_min = std::min(scaled(hourly.reference_min), kLongestReference),
          .percentile_lookback = scaled(hourly.percentile_lookback),
          .stability_window = scaled(hourly.stability_window),
          .trend_window = scaled(hourly.trend_window),
          .gap_bars = scaled(hourly.gap_bars)};
}

VolatilitySettings volatility_settings(const Params& params, const Preset& preset,
                                       double bars_per_session_day) {
  const auto bars = [&params](std::string_view name, std::int64_t otherwise) {
    return params.optional_integer(name).value_or(otherwise);
  };
  return {
      .rule = params.word("volatility.rule") == "absolute" ? VolatilityRule::absolute
                                                           : VolatilityRule::ratio,
      .window = bars("volatility.window", preset.window),
      .half_life = params.optional_number("volatility.half_life").value_or(preset.half_life),
      .reference = bars("volatility.reference", preset.reference),
      .reference_min = bars("volatility.reference_min", preset.reference_min),
      .percentile_lookback = bars("volatility.percentile_lookback", preset.percentile_lookback),
      .stability_window = bars("volatility.stability_window", preset.stability_window),
      .high_in = params.number("volatility.high_in"),
      .high_out = params.number("volatility.high_out"),
      .extreme_factor = params.number("volatility.extreme_factor"),
      .calm_in_se = params.number("volatility.calm_in_se"),
      .calm_out_se = params.number("volatility.calm_out_se"),
      .normal_from = params.fraction("volatility.normal_from"),
      .high_from = params.fraction("volatility.high_from"),
      .extreme_from = params.fraction("volatility.extreme_from"),
      .band = params.fraction("volatility.band"),
      .bars_per_session_day = bars_per_session_day,
  };
}

TrendSettings trend_settings(const Params& params, const Preset& preset) {
  return {
      .window = params.optional_integer("trend.window").value_or(preset.trend_window),
      .weak_in = params.number("trend.weak_in"),
      .weak_out = params.number("trend.weak_out"),
      .strong_in = params.number("trend.strong_in"),
      .strong_out = params.number("trend.strong_out"),
  };
}

class Faults {
 public:
  void unless(bool good, std::string_view fault) {
    if (!good) {
      text_ += (text_.empty() ? "" : "; ") + std::string(fault);
    }
  }

  void throw_if_any() const {
    if (!text_.empty()) {
      throw std::invalid_argument(text_);
    }
  }

 private:
  std::string text_;
};

void check(const VolatilitySettings& v, Faults& faults) {
  faults.unless(v.reference_min <= v.reference,
                "volatility.reference_min (" + std::to_string(v.reference_min) +
                    ") must not exceed volatility.reference (" + std::to_string(v.reference) + ")");
  faults.unless(0 < v.high_out && v.high_out <= v.high_in,
                "volatility.high_out must be above 0 and not above volatility.high_in");
  faults.unless(v.extreme_factor >= 1, "volatility.extreme_factor must be at least 1");
  faults.unless(v.calm_out_se <= v.calm_in_se,
                "volatility.calm_out_se must not exceed volatility.calm_in_se");
  faults.unless(0 < v.normal_from && v.normal_from < v.high_from && v.high_from < v.extreme_from,
                "volatility.normal_from, high_from and extreme_from must be above 0 and ascend");
}

void check(const TrendSettings& t, Faults& faults) {
  faults.unless(0 < t.weak_in && t.weak_out <= t.weak_in,
                "trend.weak_in must be above 0 and not below trend.weak_out");
  faults.unless(t.strong_out <= t.strong_in, "trend.strong_out must not exceed trend.strong_in");
  faults.unless(t.weak_in <= t.strong_in && t.weak_out <= t.strong_out,
                "trend.weak_in and weak_out must not exceed strong_in and strong_out");
}

}  // namespace

Settings read_settings(const Params& params, std::optional<double> bars_per_session_day) {
  const double day =
      params.optional_number("bars_per_session_day").value_or(bars_per_session_day.value_or(24));
  const Preset preset = params.word("preset") == "crypto" ? crypto(day) : kEquityDaily;
  const Settings settings{
      .volatility = volatility_settings(params, preset, day),
      .trend = trend_settings(params, preset),
      .gap_bars = params.optional_integer("gap_bars").value_or(preset.gap_bars)};
  Faults faults;
  check(settings.volatility, faults);
  check(settings.trend, faults);
  faults.throw_if_any();
  return settings;
}

}  // namespace barometer::regime
