// SPDX-License-Identifier: Apache-2.0
#include "oracle_check.hpp"
#include "random_market.hpp"
#include "support/catch.hpp"

// Law 6: labels exactly, scalars to 1e-6, against the brute-force oracle.

namespace {

using namespace barometer;
using harness::RandomMarket;
using harness::Series;
using harness::Settings;

const oracle::Rules kCrypto{};

std::string difference(const Series& series, const Settings& settings, const oracle::Rules& rules) {
  return harness::first_difference(harness::tag_all(series, settings),
                                   oracle::tag(harness::oracle_bars(series), rules));
}

std::vector<double> market(std::uint64_t seed, std::size_t bars = 3000) {
  return harness::prices_of(RandomMarket(seed).restless(bars));
}

}  // namespace

TEST_CASE("oracle: crypto preset, ratio rule") {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    CHECK(difference(harness::hourly(market(seed)), {}, kCrypto) == "");
  }
}

TEST_CASE("oracle: crypto preset, absolute rule") {
  oracle::Rules rules = kCrypto;
  rules.rule = "absolute";
  for (const std::uint64_t seed : {4u, 5u}) {
    CHECK(difference(harness::hourly(market(seed)), {{"volatility.rule", "absolute"}}, rules) ==
          "");
  }
}

TEST_CASE("oracle: equity_daily preset, ratio rule") {
  for (const std::uint64_t seed : {6u, 7u}) {
    CHECK(difference(harness::daily_equity(market(seed)), {{"preset", "equity_daily"}},
                     harness::equity_rules()) == "");
  }
}

TEST_CASE("oracle: equity_daily preset, absolute rule") {
  oracle::Rules rules = harness::equity_rules();
  rules.rule = "absolute";
  CHECK(difference(harness::daily_equity(market(8)),
                   {{"preset", "equity_daily"}, {"volatility.rule", "absolute"}}, rules) == "");
}

TEST_CASE("oracle: robust rule") {
  oracle::Rules hourly = kCrypto;
  hourly.rule = "robust";
  hourly.time_of_day = true;
  CHECK(difference(harness::hourly(market(16, 2000)), {{"volatility.rule", "robust"}}, hourly) ==
        "");
  oracle::Rules daily = harness::equity_rules();
  daily.rule = "robust";
  CHECK(difference(harness::daily_equity(market(17, 2000)),
                   {{"preset", "equity_daily"}, {"volatility.rule", "robust"}}, daily) == "");
}

TEST_CASE("oracle: every window and threshold overridden, short windows") {
  oracle::Rules rules = kCrypto;
  rules.window = 5;
  rules.half_life = 3.5;
  rules.reference = 37;
  rules.reference_min = 12;
  rules.percentile_lookback = 11;
  rules.stability_window = 4;
  rules.high_in = 1.2;
  rules.high_out = 1.1;
  rules.extreme_factor = 1.25;
  rules.calm_in_se = 0.8;
  rules.calm_out_se = 0.3;
  rules.trend_window = 7;
  rules.weak_in = 1.0;
  rules.weak_out = 0.2;
  rules.strong_in = 1.7;
  rules.strong_out = 1.2;
  const Settings settings{{"volatility.window", 5.0},
                          {"volatility.half_life", 3.5},
                          {"volatility.reference", 37.0},
                          {"volatility.reference_min", 12.0},
                          {"volatility.percentile_lookback", 11.0},
                          {"volatility.stability_window", 4.0},
                          {"volatility.high_in", 1.2},
                          {"volatility.high_out", 1.1},
                          {"volatility.extreme_factor", 1.25},
                          {"volatility.calm_in_se", 0.8},
                          {"volatility.calm_out_se", 0.3},
                          {"trend.window", 7.0},
                          {"trend.weak_in", 1.0},
                          {"trend.weak_out", 0.2},
                          {"trend.strong_in", 1.7},
                          {"trend.strong_out", 1.2}};
  for (const std::uint64_t seed : {9u, 10u, 11u}) {
    CHECK(difference(harness::hourly(market(seed)), settings, rules) == "");
  }
}

TEST_CASE("oracle: absolute rule with own levels, band and bars per day") {
  oracle::Rules rules = kCrypto;
  rules.rule = "absolute";
  rules.normal_from = 0.02;
  rules.high_from = 0.04;
  rules.extreme_from = 0.045;
  rules.band = 0.1;
  rules.bars_per_session_day = 7;
  rules.window = 12;
  const Settings settings{{"volatility.rule", "absolute"}, {"volatility.normal_from", 0.02},
                          {"volatility.high_from", 0.04},  {"volatility.extreme_from", 0.045},
                          {"volatility.band", 0.1},        {"volatility.window", 12.0},
                          {"volatility.half_life", 24.0},  {"bars_per_session_day", 7.0}};
  CHECK(difference(harness::hourly(market(12)), settings, rules) == "");
}

TEST_CASE("oracle: bad bars, gaps and stretches of constant price") {
  const Settings settings{{"volatility.reference", 100.0},
                          {"volatility.reference_min", 40.0},
                          {"volatility.percentile_lookback", 30.0},
                          {"gap_bars", 20.0}};
  oracle::Rules rules = kCrypto;
  rules.reference = 100;
  rules.reference_min = 40;
  rules.percentile_lookback = 30;
  rules.gap_bars = 20;
  for (const std::uint64_t seed : {13u, 14u, 15u}) {
    RandomMarket random(seed);
    Series series = harness::hourly({});
    double price = 40;
    for (const double r : random.restless(3000)) {
      price *= std::exp(r);
      if (random.uniform() < 0.003) {
        series.skip(harness::kHour * static_cast<std::int64_t>(random.uniform() * 40));
      }
      series.add(price);
      const double kind = random.uniform();
      if (kind < 0.01) {
        series.close.back() = std::nan("");
      } else if (kind < 0.02) {
        series.low.back() = -series.low.back();
      } else if (kind < 0.03) {
        series.high.back() = series.low.back() / 2;
      } else if (kind < 0.035) {
        for (int still = 0; still < 70; ++still) {
          series.add(price);
        }
      }
    }
    CHECK(difference(series, settings, rules) == "");
  }
}

TEST_CASE("oracle: an alternating price, where every window ties with every other") {
  std::vector<double> closes;
  for (int t = 0; t < 400; ++t) {
    closes.push_back(t % 2 == 0 ? 100 : 101);
  }
  CHECK(difference(harness::hourly(closes), {}, kCrypto) == "");
  CHECK(harness::tag_all(harness::hourly(closes), {}).scalar.at("volatility_percentile").back() ==
        50.0f);
}
