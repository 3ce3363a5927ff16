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

// Log prices: a night, then the minutes of a session, day by day. Every other fifty days move
// `wild` times as far.
std::vector<double> walk(double night, double wild) {
  harness::RandomMarket random(91);
  std::vector<double> prices{0};
  for (int day = 0; day < kDays; ++day) {
    const double scale = day / 50 % 2 == 0 ? 1 : wild;
    for (int minute = 0; minute < 390; ++minute) {
      const double sd = minute == 0 ? std::hypot(kOfMinute, night) : kOfMinute;
      prices.push_back(prices.back() + scale * sd * random.normal());
    }
  }
  return prices;
}

// Bars from the session's open, or by the clock: then from `early` before it.
Series sampled(const std::vector<double>& log_prices, std::int64_t bar, std::int64_t early = 0) {
  Series series = harness::daily_equity({});
  series.instrument.bar_ns = bar;
  series.instrument.bars_per_session_day =
      bar == kDay ? 1 : static_cast<double>(kSession) / static_cast<double>(bar);
  for (std::int32_t day = 0; day < kDays; ++day) {
    const std::int64_t open = (19788 + day) * kDay + 570 * kMinute;
    for (std::int64_t begin = -early; begin < kSession; begin += bar) {
      const std::int64_t end = std::min(begin + bar, kSession);
      series.add(std::exp(log_prices[static_cast<std::size_t>(390 * day + end / kMinute)]));
      bm_calendar_row& row = series.calendar.back();
      row.session_date = 19788 + day;
      row.session_open_ns = open;
      row.session_close_ns = open + kSession;
      row.length_ms = end - begin == bar || bar == kDay
                          ? 0
                          : static_cast<std::uint32_t>((end - begin) / 1'000'000);
      row.local_minute = static_cast<std::int32_t>((570 * kMinute + (begin + end) / 2) / kMinute);
      series.close_time_ns.back() = open + end;
    }
  }
  return series;
}

double root_mean_square(const Series& series, const harness::Settings& settings,
                        const char* plugin = "regime") {
  harness::Tagger tagger(settings, series.instrument, {"volatility_day"}, plugin);
  auto table = tagger.table(series.size());
  tagger.tag(series, 0, series.size(), 1000, table);
  double sum = 0;
  double count = 0;
  for (const float day : table.scalar.at("volatility_day")) {
    if (!std::isnan(day)) {
      sum += static_cast<double>(day) * static_cast<double>(day);
      ++count;
    }
  }
  REQUIRE(count > 500);
  return std::sqrt(sum / count);
}

}  // namespace

TEST_CASE("volatility_day of one walk is the same for every size of an exchange's bars") {
  const std::vector<double> prices = walk(kOfNight, 1);
  const double truth = std::sqrt(390 * kOfMinute * kOfMinute + kOfNight * kOfNight);
  for (const char* estimator : {"close", "ewma"}) {
    for (const char* time_of_day : {"true", "false"}) {
      const harness::Settings settings{{"preset", "equity_intraday"},
                                       {"volatility.estimator", estimator},
                                       {"volatility.time_of_day", time_of_day}};
      for (const std::int64_t minutes : {1, 5, 30, 60, 120, 240}) {
        INFO(estimator << " " << time_of_day << " " << minutes);
        CHECK(root_mean_square(sampled(prices, minutes * kMinute), settings) ==
              Approx(truth).epsilon(0.015));
      }
      INFO(estimator << " " << time_of_day << " hours by the clock");
      CHECK(root_mean_square(sampled(prices, kHour, kHour / 2), settings) ==
            Approx(truth).epsilon(0.015));
    }
  }
  // 1,500 returns know their variance to 3.7 %.
  CHECK(root_mean_square(sampled(prices, kDay), {{"preset", "equity_daily"}}) ==
        Approx(truth).epsilon(0.04));
}

TEST_CASE("a cut bar alone moves no fast volatility") {
  // Seven bars without noise, each with the variance of its length.
  std::vector<double> prices{0};
  for (int minute = 0; minute < 390 * kDays; ++minute) {
    const int in_hour = minute % 390 % 60;
    const int length = minute % 390 < 360 ? 60 : 30;
    const double move = in_hour == length - 1 ? std::sqrt(length * kOfMinute * kOfMinute) : 0;
    prices.push_back(prices.back() + (minute / 60 % 2 == 0 ? move : -move));
  }
  const Series series = sampled(prices, kHour);
  for (const char* time_of_day : {"true", "false"}) {
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
  const std::vector<double> prices = walk(0, 3);
  const auto of_model = [&prices](std::int64_t minutes) {
    return root_mean_square(sampled(prices, minutes * kMinute), {{"states", "2"}}, "regime_model");
  };
  const double uncut = of_model(30);
  CHECK(of_model(60) == Approx(uncut).epsilon(0.02));
  CHECK(of_model(240) == Approx(uncut).epsilon(0.05));  // a tenth less by whole bars
}
