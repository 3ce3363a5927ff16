// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <barometer/sdk/params.hpp>

#include <array>

#include "presets.hpp"
#include "settings_check.hpp"

// The declared table: everything that the YAML may say about this tagger. Rows that a preset fills
// are optional; the others are the same in every preset. docs/regimes.md gives the reasons.

namespace barometer::regime_plugin {

constexpr bm_param_spec preset_bars(const char* name, double minimum, double maximum,
                                    const char* help) {
  return integer_param({.name = name,
                        .minimum = minimum,
                        .maximum = maximum,
                        .unit = "bars",
                        .optional = true,
                        .help = help});
}

constexpr bm_param_spec preset_level(const char* name, const char* help) {
  return fraction_param({.name = name,
                         .minimum = 0,
                         .maximum = 100,
                         .unit = "fraction per session day",
                         .optional = true,
                         .help = help});
}

// What the rows of one kind share.
struct Kind {
  bm_param_spec (*declare)(const NumberSpec&);
  double minimum;
  double maximum;
  const char* unit;
};

constexpr bm_param_spec row(const Kind& kind, const char* name, double fallback, const char* help) {
  return kind.declare({.name = name,
                       .fallback = fallback,
                       .minimum = kind.minimum,
                       .maximum = kind.maximum,
                       .unit = kind.unit,
                       .help = help});
}

inline constexpr Kind kRatio{number_param, 0, 1000, "fast volatility / its median"};
inline constexpr Kind kFactor{number_param, 0, 1000, ""};
inline constexpr Kind kErrors{number_param, 0, 1000, "standard errors"};
inline constexpr Kind kTrendLevel{number_param, 0, 1000, "abs(trend_z)"};
inline constexpr Kind kRobustBars{number_param, 2, 1'000'000, "bars"};
inline constexpr Kind kWildness{fraction_param, 0, 1, "probability of the wild state"};
inline constexpr Kind kWildRatio{number_param, 1.3, 100, "wild / quiet standard deviation"};
inline constexpr Kind kDays{number_param, 0.5, 10'000, "session days"};

inline constexpr std::array kParameters{
    word_param({.name = "preset",
                .fallback = "crypto",
                .words = kPresetWords,
                .help = "where windows come from that are not given; all but equity_daily scale "
                        "theirs to the bar size"}),
    number_param({.name = "bars_per_session_day",
                  .minimum = 1e-3,
                  .maximum = 1e6,
                  .unit = "bars",
                  .optional = true,
                  .help = "scales volatility to a day; default: the calendar's, for the bar size"}),
    preset_bars("gap_bars", 0, 1e9,
                "more missing bars than this restart the warm-up; crypto 168, equity_daily 21"),
    bars_param("confirm",
               {.fallback = 1,
                .maximum = 10'000,
                .help = "bars in a row that a new volatility or trend label needs to be taken"}),
    word_param({.name = "volatility.rule",
                .fallback = "ratio",
                .words = kRuleWords,
                .help = "ratio: fast volatility over its own trailing median; absolute: "
                        "volatility_day against fixed levels; robust: two Student-t filters with "
                        "learnt levels"}),
    word_param({.name = "volatility.estimator",
                .fallback = "close",
                .words = kEstimatorWords,
                .help = "variance of a bar; ewma: of squared returns of the closes, decayed with "
                        "half_life also where the others average over the window"}),
    preset_bars("volatility.confirm", 1, 10'000, "confirm for the volatility label alone"),
    preset_bars("volatility.window", 2, 100'000,
                "window of volatility_day and the percentile; crypto 24, equity_daily 21"),
    number_param({.name = "volatility.half_life",
                  .minimum = 0.5,
                  .maximum = 100'000,
                  .unit = "bars",
                  .optional = true,
                  .help = "of the fast volatility; crypto 24, equity_daily 5"}),
    preset_bars("volatility.reference", 1, 1'000'000,
                "values of the fast volatility that its median is taken over; 1000"),
    preset_bars("volatility.reference_min", 1, 1'000'000, "values before the median is known; 500"),
    preset_bars("volatility.percentile_lookback", 1, 1'000'000,
                "values that the present one is ranked among; crypto 168, equity_daily 252"),
    preset_bars("volatility.stability_window", 2, 100'000,
                "labels among which changes are counted; crypto 72, equity_daily 63"),
    row(kRatio, "volatility.high_in", 1.6, "ratio rule: high from here"),
    row(kRatio, "volatility.high_out", 1.3, "ratio rule: high until below here"),
    row(kFactor, "volatility.extreme_factor", 1.6,
        "ratio rule: extreme from and until the high thresholds times this"),
    row(kErrors, "volatility.calm_in_se", 2.3,
        "ratio rule: calm from a ratio of exp(-this se), se = 1/sqrt(2 N_eff)"),
    row(kErrors, "volatility.calm_out_se", 1.2, "ratio rule: calm until above exp(-this se)"),
    preset_level("volatility.normal_from",
                 "absolute rule: calm below, normal from here; crypto 3 %, fx .4 %, others 1.5 %"),
    preset_level("volatility.high_from",
                 "absolute rule: high from here; crypto 6 %, fx .6 %, others 3 %"),
    preset_level("volatility.extreme_from",
                 "absolute rule: extreme from here; crypto 12 %, fx 1 %, others 5 %"),
    fraction_param({.name = "volatility.band",
                    .minimum = 0,
                    .maximum = 0.9,
                    .unit = "fraction of a level",
                    .help = "absolute rule: a level is passed upwards at level * (1 + band), "
                            "downwards at level * (1 - band)"}),
    row(kRobustBars, "volatility.quiet_bars", 500, "robust rule: mean stay in the quiet state"),
    row(kRobustBars, "volatility.wild_bars", 83, "robust rule: mean stay in the wild state"),
    row(kWildRatio, "volatility.wild_ratio", 2.1,
        "robust rule: what it is thought to be before it is learnt"),
    row(kRobustBars, "volatility.memory_bars", 700, "robust rule: half-life of the learnt levels"),
    row(kRobustBars, "volatility.tail_memory_bars", 500,
        "robust rule: half-life of how well fat and thin tails have predicted"),
    row(kWildness, "volatility.wild_in", 0.35, "robust rule: high from here"),
    row(kWildness, "volatility.wild_out", 0.10, "robust rule: high or extreme until below here"),
    integer_param({.name = "volatility.rebase_bars",
                   .fallback = 450,
                   .minimum = 2,
                   .maximum = 1e9,
                   .unit = "bars",
                   .help = "robust rule: after so many bars in a row of high or extreme, what they "
                           "are is the new normal"}),
    boolean_param({.name = "volatility.time_of_day",
                   .optional = true,
                   .help = "divide a bar's variance by the usual one at its time of day; default: "
                           "for intraday bars of venues with an open and a close, by rule robust "
                           "of all venues"}),
    integer_param({.name = "volatility.time_of_day_slot_minutes",
                   .fallback = 15,
                   .minimum = 1,
                   .maximum = 1440,
                   .unit = "minutes",
                   .help = "bars of one slot share one usual variance"}),
    row(kDays, "volatility.time_of_day_half_life_days", 20, "of the average over past days"),
    integer_param({.name = "volatility.time_of_day_min_days",
                   .fallback = 10,
                   .minimum = 1,
                   .maximum = 10'000,
                   .unit = "session days",
                   .help = "past days of a slot before its bars count"}),
    preset_bars("trend.confirm", 1, 10'000, "confirm for the trend label alone"),
    preset_bars("trend.window", 4, 100'000, "returns in trend_z; crypto 48, equity_daily 50"),
    row(kTrendLevel, "trend.weak_in", 1.5, "a trend from here"),
    // Not 0: rounding leaves a z that is 0 at about 1e-16, which would keep a trend of its sign.
    number_param({.name = "trend.weak_out",
                  .fallback = 0.5,
                  .minimum = 1e-9,
                  .maximum = 1000,
                  .unit = kTrendLevel.unit,
                  .help = "a trend until below here"}),
    row(kTrendLevel, "trend.strong_in", 2.5, "strong from here"),
    row(kTrendLevel, "trend.strong_out", 1.5, "strong until below here"),
};

}  // namespace barometer::regime_plugin
