// SPDX-License-Identifier: Apache-2.0
#include "settings.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "presets.hpp"
#include "settings_check.hpp"

namespace barometer::regime_plugin {

namespace {

// The one that a word stands for. REQUIRES: the word is among them.
template <class E, std::size_t N>
E meant_by(std::string_view word, const std::array<const char*, N>& words) {
  return static_cast<E>(std::find(words.begin(), words.end(), word) - words.begin());
}

std::int64_t confirm_bars(const Params& params, std::string_view name) {
  return params.optional_integer(name).value_or(params.integer("confirm"));
}

TimeOfDaySettings time_of_day_settings(const Params& params, const BarSize& size) {
  const bool intraday = size.bars_per_session_day > 1;
  const bool robust = params.word("volatility.rule") == "robust";
  return {.on = params.optional_boolean("volatility.time_of_day")
                    .value_or(intraday && (size.exchange || robust)),
          .night_apart = size.exchange,
          .slot_minutes = params.integer("volatility.time_of_day_slot_minutes"),
          .half_life_days = params.number("volatility.time_of_day_half_life_days"),
          .min_days = params.integer("volatility.time_of_day_min_days")};
}

RobustSettings robust_settings(const Params& params) {
  return {
      .quiet_bars = params.number("volatility.quiet_bars"),
      .wild_bars = params.number("volatility.wild_bars"),
      .wild_ratio = params.number("volatility.wild_ratio"),
      .memory_bars = params.number("volatility.memory_bars"),
      .tail_memory_bars = params.number("volatility.tail_memory_bars"),
      .wild_in = params.fraction("volatility.wild_in"),
      .wild_out = params.fraction("volatility.wild_out"),
      .rebase_bars = params.integer("volatility.rebase_bars"),
  };
}

DayLevels day_levels(const Params& params, const DayLevels& preset) {
  const auto level = [&params](std::string_view name, double otherwise) {
    return params.optional_fraction(name).value_or(otherwise);
  };
  return {.normal_from = level("volatility.normal_from", preset.normal_from),
          .high_from = level("volatility.high_from", preset.high_from),
          .extreme_from = level("volatility.extreme_from", preset.extreme_from)};
}

VolatilitySettings volatility_settings(const Params& params, const Preset& preset,
                                       const BarSize& size) {
  const auto bars = [&params](std::string_view name, std::int64_t otherwise) {
    return params.optional_integer(name).value_or(otherwise);
  };
  const DayLevels levels = day_levels(params, preset.levels);
  return {
      .rule = meant_by<VolatilityRule>(params.word("volatility.rule"), kRuleWords),
      .estimator = meant_by<Estimator>(params.word("volatility.estimator"), kEstimatorWords),
      .confirm = confirm_bars(params, "volatility.confirm"),
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
      .normal_from = levels.normal_from,
      .high_from = levels.high_from,
      .extreme_from = levels.extreme_from,
      .band = params.fraction("volatility.band"),
      .bars_per_session_day = size.bars_per_session_day,
      .robust = robust_settings(params),
      .time_of_day = time_of_day_settings(params, size),
  };
}

TrendSettings trend_settings(const Params& params, const Preset& preset) {
  return {
      .confirm = confirm_bars(params, "trend.confirm"),
      .window = params.optional_integer("trend.window").value_or(preset.trend_window),
      .weak_in = params.number("trend.weak_in"),
      .weak_out = params.number("trend.weak_out"),
      .strong_in = params.number("trend.strong_in"),
      .strong_out = params.number("trend.strong_out"),
  };
}

}  // namespace

Settings read_settings(const Params& params, std::optional<BarSize> bar_size) {
  const std::string_view word = params.word("preset");
  BarSize size = bar_size.value_or(BarSize{least_bars_per_session_day(word), false});
  size.bars_per_session_day =
      params.optional_number("bars_per_session_day").value_or(size.bars_per_session_day);
  const Preset preset = preset_for(word, size.bars_per_session_day);
  const Settings settings{
      .volatility = volatility_settings(params, preset, size),
      .trend = trend_settings(params, preset),
      .gap_bars = params.optional_integer("gap_bars").value_or(preset.gap_bars)};
  check_settings(params, settings, bar_size.has_value());
  return settings;
}

}  // namespace barometer::regime_plugin
