// SPDX-License-Identifier: Apache-2.0
#include "dimensions.hpp"

#include <barometer/sdk/dimension.hpp>
#include <barometer/sdk/tags.hpp>

#include "variance_forecast.hpp"

namespace barometer::regime_plugin {

namespace {

constexpr float kTrendScores[] = {-2, -1, 0, 1, 2};

template <class E>
bm_dimension category(const char* name, std::int64_t warmup, const char* help,
                      std::span<const float> values = {}) {
  return category_dimension({.name = name,
                             .labels = TagLabels<E>::names,
                             .values = values,
                             .warmup_bars = warmup,
                             .help = help});
}

bm_dimension scalar(const char* name, const char* unit, std::int64_t warmup, const char* help) {
  return scalar_dimension({.name = name, .unit = unit, .warmup_bars = warmup, .help = help});
}

void add_volatility(const VolatilitySettings& v, std::vector<bm_dimension>& out) {
  const std::int64_t raw_label = v.rule == VolatilityRule::absolute ? v.window : v.reference_min;
  const std::int64_t label = raw_label + v.confirm - 1;
  out[kVolatility] = category<Volatility>(
      "volatility", label,
      "how violent the returns are, against the symbol's own past or fixed levels");
  out[kVolatilityPercentile] =
      scalar("volatility_percentile", "0..100", v.window + v.percentile_lookback,
             "share of the last window volatilities that lie below the present one");
  out[kVolatilityDuration] = scalar("volatility_duration", "bars", label,
                                    "bars since the present volatility label was confirmed");
  out[kVolatilityStability] =
      scalar("volatility_stability", "0..1", label + v.stability_window - 1,
             "1 - volatility label changes / possible changes in the stability window");
  out[kVolatilityDay] = scalar("volatility_day", "fraction per session day", v.window,
                               "realised volatility of the window, scaled to one session day");
  out[kVolatilityRatio] = scalar("volatility_ratio", "ratio", v.reference_min,
                                 "fast volatility / its own trailing median");
  out[kVolatilityForecast] =
      scalar("volatility_forecast", "fraction per session day", kForecastWarmup,
             "volatility expected of the next bar, scaled to one session day");
  out[kVolatilityProbability] =
      scalar("volatility_probability", "0..1", v.reference_min,
             "probability of the wild one of two states, by the filters of rule robust, of "
             "returns with volatility.time_of_day taken out where that is on");
}

void add_trend(const TrendSettings& t, std::vector<bm_dimension>& out) {
  const std::int64_t label = t.window + t.confirm - 1;
  out[kTrend] =
      category<Trend>("trend", label, "direction and force of the move, on trend_z", kTrendScores);
  out[kTrendStrength] = scalar("trend_strength", "0..1", t.window - 1,
                               "R^2 of the least-squares line of log price over the window");
  out[kTrendDuration] =
      scalar("trend_duration", "bars", label, "bars since the present trend label was confirmed");
  out[kTrendAcceleration] =
      scalar("trend_acceleration", "standard deviations of a bar's return per bar", t.window,
             "slope over half the window minus slope over all of it, in units of volatility");
  out[kTrendZ] = scalar("trend_z", "standard deviations", t.window,
                        "log move over the window / root of its summed squared returns");
  out[kTrendEfficiency] =
      scalar("trend_efficiency", "0..1", t.window, "log move over the window / length of the path");
}

void add_time(std::vector<bm_dimension>& out) {
  out[kSession] = category<Session>("session", 0, "part of the venue's or the world's trading day");
  out[kWeekday] = category<Weekday>("weekday", 0, "weekday of the local session date");
  out[kMinutesFromOpen] = scalar("minutes_from_open", "minutes", 0,
                                 "from the session's open to the bar's midpoint; negative before");
  out[kMinutesToClose] = scalar("minutes_to_close", "minutes", 0,
                                "from the bar's midpoint to the session's close; negative after");
  out[kCalendar] = category<CalendarDay>("calendar", 0, "what is special about the session date");
  for (const Dimension by_the_clock : {kSession, kMinutesFromOpen, kMinutesToClose}) {
    out[by_the_clock].known_ahead = BM_KNOWN_DAY;
  }
  for (const Dimension by_the_date : {kWeekday, kCalendar}) {
    out[by_the_date].known_ahead = BM_KNOWN_WEEK;
  }
}

}  // namespace

Wanted::Wanted(std::span<const std::uint8_t> flags) {
  for (std::size_t d = 0; d < flags.size(); ++d) {
    bits_ |= std::uint64_t{flags[d] != 0} << d;
  }
}

bool Wanted::any(std::initializer_list<Dimension> dimensions) const {
  std::uint64_t mask = 0;
  for (const Dimension dimension : dimensions) {
    mask |= std::uint64_t{1} << dimension;
  }
  return (bits_ & mask) != 0;
}

std::vector<bm_dimension> declared_dimensions(const Settings& settings) {
  std::vector<bm_dimension> all(kDimensionCount);
  add_volatility(settings.volatility, all);
  add_trend(settings.trend, all);
  add_time(all);
  all[kBadBars] = scalar("bad_bars", "bars", 0,
                         "bars so far that were left out: NaN, price <= 0 or high < low");
  return all;
}

}  // namespace barometer::regime_plugin
