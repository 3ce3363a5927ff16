// SPDX-License-Identifier: Apache-2.0
#include "regime_random.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace barometer::harness {

namespace {

constexpr std::int64_t kMinute = kHour / 60;

class Drawer {
 public:
  Drawer(RandomMarket& random, Draw& draw) : random_(random), draw_(draw) {}

  double number(const char* key, double least, double most) {
    const double value = least + (most - least) * random_.uniform();
    draw_.settings[key] = value;
    return value;
  }

  std::size_t bars(const char* key, int least, int most) {
    const double value = std::floor(least + (most - least + 1) * random_.uniform());
    draw_.settings[key] = value;
    return static_cast<std::size_t>(value);
  }

  template <std::size_t N>
  const char* word(const char* key, const std::array<const char*, N>& words) {
    const char* drawn = words[static_cast<std::size_t>(static_cast<double>(N) * random_.uniform())];
    draw_.settings[key] = drawn;
    return drawn;
  }

  bool yes(const char* key) {
    const bool drawn = random_.uniform() < 0.5;
    draw_.settings[key] = drawn ? 1.0 : 0.0;
    return drawn;
  }

 private:
  RandomMarket& random_;
  Draw& draw_;
};

void draw_robust(Drawer& draw, oracle::Rules& rules) {
  rules.quiet_bars = draw.number("volatility.quiet_bars", 30, 600);
  rules.wild_bars = draw.number("volatility.wild_bars", 5, 100);
  rules.wild_ratio = draw.number("volatility.wild_ratio", 1.3, 3);
  rules.memory_bars = draw.number("volatility.memory_bars", 20, 800);
  rules.tail_memory_bars = draw.number("volatility.tail_memory_bars", 20, 800);
  rules.rebase_bars = draw.bars("volatility.rebase_bars", 2, 80);
  rules.wild_out = draw.number("volatility.wild_out", 0.02, 0.4);
  rules.wild_in = draw.number("volatility.wild_in", rules.wild_out, 0.8);
}

void draw_volatility(Drawer& draw, oracle::Rules& rules) {
  constexpr std::array kRules{"ratio", "absolute", "robust"};
  constexpr std::array kEstimators{"close",           "parkinson",  "garman_klass",
                                   "rogers_satchell", "yang_zhang", "ewma"};
  constexpr std::array kOfCloses{"close", "ewma"};
  rules.rule = draw.word("volatility.rule", kRules);
  rules.estimator = rules.rule == "robust" ? draw.word("volatility.estimator", kOfCloses)
                                           : draw.word("volatility.estimator", kEstimators);
  rules.volatility_confirm = draw.bars("volatility.confirm", 1, 4);
  rules.window = draw.bars("volatility.window", 2, 40);
  rules.half_life = draw.number("volatility.half_life", 1, 40);
  rules.reference = draw.bars("volatility.reference", 60, 200);
  rules.reference_min = draw.bars("volatility.reference_min", 1, 60);
  rules.percentile_lookback = draw.bars("volatility.percentile_lookback", 1, 100);
  rules.stability_window = draw.bars("volatility.stability_window", 2, 40);
  rules.high_out = draw.number("volatility.high_out", 1.0, 1.4);
  rules.high_in = draw.number("volatility.high_in", rules.high_out, 1.8);
  rules.extreme_factor = draw.number("volatility.extreme_factor", 1, 1.8);
  rules.calm_out_se = draw.number("volatility.calm_out_se", 0.1, 1);
  rules.calm_in_se = draw.number("volatility.calm_in_se", rules.calm_out_se, 2);
  rules.normal_from = draw.number("volatility.normal_from", 0.01, 0.03);
  rules.high_from = draw.number("volatility.high_from", 0.031, 0.05);
  rules.extreme_from = draw.number("volatility.extreme_from", 0.051, 0.08);
  rules.band = draw.number("volatility.band", 0, 0.2);
  draw_robust(draw, rules);
}

void draw_time_of_day(Drawer& draw, oracle::Rules& rules) {
  rules.time_of_day = draw.yes("volatility.time_of_day");
  rules.slot_minutes = static_cast<int>(draw.bars("volatility.time_of_day_slot_minutes", 10, 180));
  rules.time_of_day_half_life = draw.number("volatility.time_of_day_half_life_days", 1, 10);
  rules.time_of_day_min_days = draw.bars("volatility.time_of_day_min_days", 1, 8);
}

void draw_trend(Drawer& draw, oracle::Rules& rules) {
  rules.trend_confirm = draw.bars("trend.confirm", 1, 4);
  rules.trend_window = draw.bars("trend.window", 4, 70);
  rules.weak_out = draw.number("trend.weak_out", 0.1, 0.8);
  rules.weak_in = draw.number("trend.weak_in", rules.weak_out, 1.6);
  rules.strong_out = draw.number("trend.strong_out", rules.weak_out, 1.8);
  rules.strong_in = draw.number("trend.strong_in", std::max(rules.weak_in, rules.strong_out), 2.6);
}

void spoil(Series& series, std::size_t t, double chance) {
  if (chance < 0.004) {
    series.close[t] = std::nan("");
  } else if (chance < 0.008) {
    series.low[t] = -series.low[t];
  } else if (chance < 0.012) {
    series.high[t] = series.low[t] / 2;
  }
}

Series around_the_clock(RandomMarket& random, std::size_t count, std::size_t gap_bars) {
  Series series = hourly({});
  double price = 40;
  std::size_t still = 0;
  for (const double r : random.restless(count)) {
    still = still > 0 ? still - 1 : random.uniform() < 0.004 ? 80 : 0;
    price *= still > 0 ? 1 : std::exp(r);
    if (random.uniform() < 0.003) {
      series.skip(kHour *
                  static_cast<std::int64_t>(2 * random.uniform() * static_cast<double>(gap_bars)));
    }
    series.add(price);
  }
  return series;
}

}  // namespace

void add_ranges(Series& series, RandomMarket& random) {
  for (std::size_t t = 1; t < series.close.size(); ++t) {
    const double width = std::fabs(std::log(series.close[t] / series.close[t - 1]));
    const auto off = [&] { return width * random.uniform(); };
    series.open[t] = series.close[t - 1] * std::exp(0.3 * (off() - off()));
    series.high[t] = std::max(series.open[t], series.close[t]) * std::exp(off());
    series.low[t] = std::min(series.open[t], series.close[t]) * std::exp(-off());
  }
}

Series exchange_bars(RandomMarket& random, std::size_t count, std::int64_t minutes) {
  constexpr std::int64_t kOpen = 9 * kHour + kHour / 2;
  constexpr std::int64_t kSession = 13 * kHour / 2;
  const std::int64_t size = minutes * kMinute;
  const std::int64_t bars = (kSession + size - 1) / size;
  Series series = daily_equity({});
  series.instrument.bar_ns = size;
  series.instrument.bars_per_session_day =
      static_cast<double>(kSession) / static_cast<double>(size);
  std::int32_t date = 19788;  // Wednesday 2024-03-06
  double price = 40;
  for (std::size_t t = 0; t < count; ++t) {
    const auto bar = static_cast<std::int64_t>(t) % bars;
    date += t > 0 && bar == 0 ? ((date + 3) % 7 == 4 ? 3 : 1) : 0;
    const double sd = bar == 0 ? 0.009 : bar < 2 || bar > bars - 3 ? 0.006 : 0.002;
    price *= std::exp(sd * random.normal());
    series.add(price);
    bm_calendar_row& row = series.calendar.back();
    row.session_date = date;
    row.session_open_ns = date * kDay + kOpen;
    row.session_close_ns = row.session_open_ns + kSession;
    const std::int64_t length = std::min(size, kSession - bar * size);
    row.length_ms = length == size ? 0 : static_cast<std::uint32_t>(length / 1'000'000);
    row.traded_ms = row.length_ms;
    series.close_time_ns.back() = row.session_open_ns + bar * size + length;
    row.local_minute = static_cast<std::int32_t>((kOpen + bar * size + length / 2) / kMinute);
  }
  return series;
}

Series exchange_half_hours(RandomMarket& random, std::size_t count) {
  return exchange_bars(random, count, 30);
}

Draw random_draw(std::uint64_t seed, std::size_t count) {
  RandomMarket random(seed);
  Draw draw;
  Drawer drawer(random, draw);
  oracle::Rules& rules = draw.rules;
  draw_volatility(drawer, rules);
  draw_time_of_day(drawer, rules);
  draw_trend(drawer, rules);
  rules.gap_bars = static_cast<std::int64_t>(drawer.bars("gap_bars", 20, 200));
  rules.exchange = random.uniform() < 0.5;
  draw.series = rules.exchange
                    ? exchange_bars(random, count, random.uniform() < 0.5 ? 30 : 60)
                    : around_the_clock(random, count, static_cast<std::size_t>(rules.gap_bars));
  rules.bar_ns = draw.series.instrument.bar_ns;
  rules.bars_per_session_day = draw.series.instrument.bars_per_session_day;
  add_ranges(draw.series, random);
  for (std::size_t t = 0; t < count; ++t) {
    spoil(draw.series, t, random.uniform());
  }
  return draw;
}

}  // namespace barometer::harness
