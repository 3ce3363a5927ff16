// SPDX-License-Identifier: Apache-2.0
// regimes.md, "Scaling to a day", at a venue with sessions: the last hourly bar of New York is half
// an hour long and has the variance of half an hour, so that a session's seven bars have that of
// six and a half. Counted as seven whole ones volatility_day came out 3.6 % low.
#include <algorithm>
#include <cmath>
#include <vector>

#include "oracle_check.hpp"
#include "random_market.hpp"
#include "support/catch.hpp"

namespace {

using namespace barometer;
using harness::kDay;
using harness::kHour;
using harness::Series;

constexpr std::int64_t kMinute = kHour / 60;
constexpr std::int64_t kSession = 390 * kMinute;
constexpr int kDays = 1500;
constexpr double kOfMinute = 0.0005;  // standard deviations
constexpr double kOfNight = 0.004;

// Log prices.
struct Walk {
  std::vector<double> closes;  // the first, then those of the minutes of all sessions
  std::vector<double> opens;   // of the minutes
};

// A night, then the minutes of a session, day by day. Every other fifty days move `wild` times as
// far. Of the first minute's move the night has what a normal one has of a sum that is known.
Walk walk(double night, double wild) {
  harness::RandomMarket random(91);
  harness::RandomMarket of_nights(92);
  Walk prices{{0}, {}};
  const double first = std::hypot(kOfMinute, night);
  for (int day = 0; day < kDays; ++day) {
    const double scale = day / 50 % 2 == 0 ? 1 : wild;
    for (int minute = 0; minute < 390; ++minute) {
      const double move = scale * (minute == 0 ? first : kOfMinute) * random.normal();
      const double part = move * night * night / (first * first);
      const double rest = scale * night * kOfMinute / first;
      prices.opens.push_back(prices.closes.back() +
                             (minute == 0 ? part + rest * of_nights.normal() : 0));
      prices.closes.push_back(prices.closes.back() + move);
    }
  }
  return prices;
}

// Bars from the session's open, or by the clock: then from `early` before it.
Series sampled(const Walk& prices, std::int64_t bar, std::int64_t early = 0) {
  Series series = harness::daily_equity({});
  series.instrument.bar_ns = bar;
  series.instrument.bars_per_session_day =
      bar == kDay ? 1 : static_cast<double>(kSession) / static_cast<double>(bar);
  for (std::int32_t day = 0; day < kDays; ++day) {
    const std::int64_t open = (19788 + day) * kDay + 570 * kMinute;
    for (std::int64_t begin = -early; begin < kSession; begin += bar) {
      const std::int64_t end = std::min(begin + bar, kSession);
      const std::int64_t first = 390 * day + std::max<std::int64_t>(begin, 0) / kMinute;
      series.add(std::exp(prices.closes[static_cast<std::size_t>(390 * day + end / kMinute)]));
      series.open.back() = std::exp(prices.opens[static_cast<std::size_t>(first)]);
      series.high.back() = std::max(series.open.back(), series.close.back());
      series.low.back() = std::min(series.open.back(), series.close.back());
      bm_calendar_row& row = series.calendar.back();
      row.session_date = 19788 + day;
      row.session_open_ns = open;
      row.session_close_ns = open + kSession;
      row.length_ms = end - begin == bar || bar == kDay
                          ? 0
                          : static_cast<std::uint32_t>((end - begin) / 1'000'000);
      const std::int64_t traded = end - std::max<std::int64_t>(begin, 0);
      row.traded_ms =
          traded == bar || bar == kDay ? 0 : static_cast<std::uint32_t>(traded / 1'000'000);
      row.local_minute = static_cast<std::int32_t>((570 * kMinute + (begin + end) / 2) / kMinute);
      series.close_time_ns.back() = open + end;
    }
  }
  return series;
}

// Hours of Tokyo by the clock: 12:00-13:00 has half an hour of the lunch break in it. What the walk
// moves after five hours of trading is part of the night.
Series hours_with_a_break(const Walk& prices) {
  struct Hour {
    int close;  // minutes of the day
    int length;
    int traded;
    int since_open;  // traded, at its close
  };

  Series series = harness::daily_equity({});
  series.instrument.bar_ns = kHour;
  series.instrument.bars_per_session_day = 5;
  for (std::int32_t day = 0; day < kDays; ++day) {
    for (const Hour& hour :
         {Hour{600, 60, 60, 60}, Hour{660, 60, 60, 120}, Hour{690, 30, 30, 150},
          Hour{780, 60, 30, 180}, Hour{840, 60, 60, 240}, Hour{900, 60, 60, 300}}) {
      series.add(std::exp(prices.closes[static_cast<std::size_t>(390 * day + hour.since_open)]));
      bm_calendar_row& row = series.calendar.back();
      row.session_date = 19788 + day;
      row.session_open_ns = row.session_date * kDay + 540 * kMinute;
      row.session_close_ns = row.session_open_ns + 360 * kMinute;
      row.length_ms = hour.length == 60 ? 0 : static_cast<std::uint32_t>(hour.length) * 60'000;
      row.traded_ms = hour.traded == 60 ? 0 : static_cast<std::uint32_t>(hour.traded) * 60'000;
      row.local_minute = hour.close - hour.length / 2;
      series.close_time_ns.back() = row.session_date * kDay + hour.close * kMinute;
    }
  }
  return series;
}

// The same closes as bars that are all whole: each return is what it would be at full length.
Series made_whole(const Series& clocked, double early) {
  Series series = clocked;
  double log_price = std::log(clocked.close[0]);
  for (std::size_t t = 1; t < series.close.size(); ++t) {
    bm_calendar_row& row = series.calendar[t];
    const bool first = row.session_date != series.calendar[t - 1].session_date;
    const double night = std::log(clocked.open[t] / clocked.close[t - 1]);
    const double traded = std::log(clocked.close[t] / clocked.open[t]);
    log_price += night + (first ? traded / std::sqrt(1 - early) : traded);
    series.close[t] = std::exp(log_price);
    row.traded_ms = 0;
  }
  series.open = series.high = series.low = series.close;
  return series;
}

}  // namespace

TEST_CASE("volatility_day of one walk is the same for every size of an exchange's bars") {
  const Walk prices = walk(kOfNight, 1);
  const double truth = std::sqrt(390 * kOfMinute * kOfMinute + kOfNight * kOfNight);
  for (const char* estimator : {"close", "ewma"}) {
    for (const bool time_of_day : {false, true}) {
      const harness::Settings settings{{"preset", "equity_intraday"},
                                       {"volatility.estimator", estimator},
                                       {"volatility.time_of_day", time_of_day ? 1.0 : 0.0}};
      // Shares of a day with few bars are poorly known, and one over an estimate is too large in
      // the mean: docs/regimes.md says by how much.
      const double most = time_of_day ? 0.065 : 0.015;
      for (const std::int64_t minutes : {1, 5, 30, 60, 120, 240}) {
        INFO(estimator << " " << time_of_day << " " << minutes);
        CHECK(harness::root_mean_square(sampled(prices, minutes * kMinute), settings) ==
              Approx(truth).epsilon(most));
      }
      INFO(estimator << " " << time_of_day << " hours by the clock");
      CHECK(harness::root_mean_square(sampled(prices, kHour, kHour / 2), settings) ==
            Approx(truth).epsilon(most));
    }
  }
  // 1,500 returns know their variance to 3.7 %.
  CHECK(harness::root_mean_square(sampled(prices, kDay), {{"preset", "equity_daily"}}) ==
        Approx(truth).epsilon(0.04));
}

// The hour of the break was counted as a whole one: 4.7 % too low.
TEST_CASE("volatility_day is the same for hours of the clock that cover a break") {
  const Walk prices = walk(kOfNight, 1);
  const double truth = std::sqrt(390 * kOfMinute * kOfMinute + kOfNight * kOfNight);
  CHECK(harness::root_mean_square(hours_with_a_break(prices), {{"preset", "equity_intraday"},
                                                               {"volatility.time_of_day", 0.0}}) ==
        Approx(truth).epsilon(0.02));
}

TEST_CASE("a cut bar alone moves no fast volatility") {
  // Seven bars without noise, each with the variance of its length.
  Walk prices{{0}, {}};
  for (int minute = 0; minute < 390 * kDays; ++minute) {
    const int in_hour = minute % 390 % 60;
    const int length = minute % 390 < 360 ? 60 : 30;
    const double move = in_hour == length - 1 ? std::sqrt(length * kOfMinute * kOfMinute) : 0;
    prices.opens.push_back(prices.closes.back());
    prices.closes.push_back(prices.opens.back() + (minute / 60 % 2 == 0 ? move : -move));
  }
  const Series series = sampled(prices, kHour);
  for (const double time_of_day : {1.0, 0.0}) {
    harness::Tagger tagger({{"preset", "equity_intraday"}, {"volatility.time_of_day", time_of_day}},
                           series.instrument, {"volatility_ratio"});
    auto table = tagger.table(series.size());
    tagger.tag(series, 0, series.size(), 1000, table);
    for (const float ratio : table.scalar.at("volatility_ratio")) {
      CHECK((std::isnan(ratio) || std::fabs(ratio - 1) < 1e-3F));
    }
  }
}

// The fitted model is a little off in its own way; no bar of half an hour is cut.
TEST_CASE("the model's volatility_day is the same with bars that are cut") {
  const Walk prices = walk(0, 3);
  const auto of_model = [&prices](std::int64_t minutes) {
    return harness::root_mean_square(sampled(prices, minutes * kMinute), {{"states", 2.0}},
                                     "regime_model");
  };
  const double uncut = of_model(30);
  CHECK(of_model(60) == Approx(uncut).epsilon(0.02));
  CHECK(of_model(240) == Approx(uncut).epsilon(0.05));  // a tenth less by whole bars
}

// The clock's first hour trades half an hour, but has all of the night: only what moved in it
// counts for twice its time. All of it was divided, and the model's volatility_day came out 5.9 %
// high.
TEST_CASE("the night before a bar that the clock begins too early is a whole one") {
  const Series clocked = sampled(walk(kOfNight, 3), kHour, kHour / 2);
  const Series whole = made_whole(clocked, 0.5);
  const auto of = [&](const Series& series, const harness::Settings& settings,
                      const std::string& dimension, const char* plugin) {
    harness::Tagger tagger(settings, series.instrument, {dimension}, plugin);
    auto table = tagger.table(series.size());
    tagger.tag(series, 0, series.size(), 1000, table);
    return table.scalar.at(dimension);
  };
  const auto compare = [&](const harness::Settings& settings, const std::string& dimension,
                           const char* plugin) {
    const std::vector<float> found = of(clocked, settings, dimension, plugin);
    const std::vector<float> expected = of(whole, settings, dimension, plugin);
    REQUIRE(!std::isnan(found.back()));
    for (std::size_t t = 0; t < found.size(); ++t) {
      if (std::isnan(expected[t])) {
        REQUIRE(std::isnan(found[t]));
      } else {
        REQUIRE(found[t] == Approx(expected[t]).epsilon(1e-4).margin(1e-6));
      }
    }
  };
  compare({{"states", 2.0}}, "volatility_day", "regime_model");
  compare({{"preset", "equity_intraday"}, {"volatility.time_of_day", 0.0}},
          "volatility_probability", "regime");
}
