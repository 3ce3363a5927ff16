// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "random_market.hpp"
#include "regime_harness.hpp"
#include "support/catch.hpp"

// Rule `robust` where the level of volatility moves for good or by the hour, and the two scalars
// that come with it: the probability of the wild state and the variance expected next.

namespace {

using namespace barometer;

constexpr std::size_t kWarmup = 1100;
constexpr std::size_t kMarkets = 12;

// Share of the bars [first, last) that are high or extreme, over several markets of daily bars
// whose deviation is level(bar).
template <class Level>
double wild_share(std::size_t first, std::size_t last, Level level) {
  double wild = 0;
  for (std::size_t market = 0; market < kMarkets; ++market) {
    auto returns = harness::RandomMarket(700 + market).gaussian(last, 0.008);
    for (std::size_t t = 0; t < returns.size(); ++t) {
      returns[t] *= level(t);
    }
    const auto labels =
        harness::tag_all(harness::daily_equity(harness::prices_of(returns)),
                         {{"preset", "equity_daily"}, {"volatility.rule", "robust"}})
            .category.at("volatility");
    wild += static_cast<double>(std::count_if(labels.begin() + static_cast<std::ptrdiff_t>(first),
                                              labels.begin() + static_cast<std::ptrdiff_t>(last),
                                              [](int label) { return label >= 2; }));
  }
  return wild / static_cast<double>(kMarkets * (last - first));
}

std::vector<double> restless(std::uint64_t seed, std::size_t bars = 2000) {
  return harness::prices_of(harness::RandomMarket(seed).restless(bars));
}

}  // namespace

// regimes.md: 97 % without the rebase; at most 20 %.
TEST_CASE("robust: a level that is three times as high for good is not wild for ever") {
  const auto level = [](std::size_t t) { return t < kWarmup ? 1.0 : 3.0; };
  CHECK(wild_share(kWarmup + 100, kWarmup + 400, level) > 0.9);
  CHECK(wild_share(kWarmup + 500, kWarmup + 1000, level) <= 0.2);
}

// regimes.md: 63 % without the rebase; at most half.
TEST_CASE("robust: a slow drift to three times the level is wild on half of the bars at most") {
  CHECK(wild_share(kWarmup, kWarmup + 2000, [](std::size_t t) {
          const double way = t < kWarmup ? 0 : static_cast<double>(t - kWarmup) / 2000;
          return std::pow(3.0, way);
        }) <= 0.5);
}

TEST_CASE("robust: what is usual begins anew on the bar after rebase_bars of a wild market") {
  auto returns = harness::RandomMarket(720).gaussian(1000, 0.008);
  for (const double r : harness::RandomMarket(721).gaussian(300, 0.08)) {
    returns.push_back(r);
  }
  const auto table = harness::tag_all(harness::daily_equity(harness::prices_of(returns)),
                                      {{"preset", "equity_daily"},
                                       {"volatility.rule", "robust"},
                                       {"volatility.rebase_bars", 100.0}});
  const auto& labels = table.category.at("volatility");
  const auto wild = [](int label) { return label >= 2; };
  const auto begun = std::find_if(labels.begin() + 1001, labels.end(), wild);
  const auto ended = std::find_if_not(begun, labels.end(), wild);
  CHECK(begun - labels.begin() <= 1003);
  CHECK(ended - begun == 100);
  const auto at = static_cast<std::size_t>(ended - labels.begin());
  CHECK(table.scalar.at("volatility_probability")[at - 1] > 0.9f);
  CHECK(table.scalar.at("volatility_probability")[at] < 0.35f);
  CHECK(table.onset.at("volatility")[at] == static_cast<std::int64_t>(at));
}

// A daily pattern, here of deviations from 0.37 to 2.7, makes an hour wild a quarter of the time
// unless the time of day is taken out, which rule robust does by default.
TEST_CASE("robust: the usual pattern of the day is not wild, on venues that never close too") {
  auto returns = harness::RandomMarket(730).gaussian(6000, 0.005);
  for (std::size_t t = 0; t < returns.size(); ++t) {
    const double hour = static_cast<double>(t % 24);
    returns[t] *= std::exp(std::sin(hour * std::numbers::pi / 12));
  }
  const harness::Series series = harness::hourly(harness::prices_of(returns));
  const auto share = [&](harness::Settings settings) {
    settings["volatility.rule"] = "robust";
    const auto labels = harness::tag_all(series, settings).category.at("volatility");
    const auto wild =
        std::count_if(labels.begin() + 2000, labels.end(), [](int label) { return label >= 2; });
    return static_cast<double>(wild) / static_cast<double>(labels.size() - 2000);
  };
  CHECK(share({}) <= 0.02);
  CHECK(share({{"volatility.time_of_day", 0.0}}) >= 0.1);
}

TEST_CASE("the probability is between 0 and 1, and the same whatever rule gives the labels") {
  for (const char* estimator : {"close", "ewma"}) {
    const harness::Series series = harness::daily_equity(restless(740));
    const auto by = [&](const char* rule) {
      return harness::tag_all(series, {{"preset", "equity_daily"},
                                       {"volatility.rule", rule},
                                       {"volatility.estimator", estimator}})
          .scalar.at("volatility_probability");
    };
    const auto robust = by("robust");
    std::int64_t known = 0;
    for (const char* rule : {"ratio", "absolute"}) {
      const auto other = by(rule);
      for (std::size_t t = 0; t < robust.size(); ++t) {
        CHECK(std::isnan(robust[t]) == std::isnan(other[t]));
        CHECK((std::isnan(robust[t]) || robust[t] == other[t]));
        CHECK((std::isnan(robust[t]) || (robust[t] >= 0 && robust[t] <= 1)));
        known += !std::isnan(robust[t]);
      }
    }
    CHECK(known > 2 * static_cast<std::int64_t>(robust.size() - 600));
  }
}

TEST_CASE("the forecast of returns of one size is that size, scaled to a day") {
  std::vector<double> returns(400);
  for (std::size_t t = 0; t < returns.size(); ++t) {
    returns[t] = t % 2 == 0 ? 0.01 : -0.01;
  }
  const auto forecast = harness::tag_all(harness::hourly(harness::prices_of(returns)), {})
                            .scalar.at("volatility_forecast");
  CHECK(std::isnan(forecast[21]));
  for (const std::size_t t : {22u, 100u, 400u}) {
    CHECK(forecast[t] == Approx(0.01 * std::sqrt(24.0)).epsilon(1e-6));
  }
}

TEST_CASE("the forecast knows plain returns alone: no rule, estimator or time of day moves it") {
  const harness::Series series = harness::hourly(restless(741));
  const auto plain = harness::tag_all(series, {}).scalar.at("volatility_forecast");
  for (const harness::Settings& settings :
       {harness::Settings{{"volatility.rule", "robust"}},
        harness::Settings{{"volatility.estimator", "parkinson"}},
        harness::Settings{{"volatility.time_of_day", 1.0}, {"volatility.half_life", 3.0}}}) {
    harness::Table table;
    table.scalar["volatility_forecast"] = plain;
    CHECK(table.same_as(harness::tag_all(series, settings)));
  }
}

TEST_CASE("the probability of the wild state follows time of day, and no rule where that is set") {
  const harness::Series series = harness::hourly(restless(742));
  const auto probability = [&series](const char* rule, std::optional<double> time_of_day) {
    harness::Settings settings{{"volatility.rule", rule}};
    if (time_of_day) {
      settings["volatility.time_of_day"] = *time_of_day;
    }
    harness::Table table;
    table.scalar["p"] = harness::tag_all(series, settings).scalar.at("volatility_probability");
    return table;
  };
  for (const double time_of_day : {0.0, 1.0}) {
    CHECK(probability("robust", time_of_day).same_as(probability("ratio", time_of_day)));
    CHECK(probability("robust", time_of_day).same_as(probability("absolute", time_of_day)));
  }
  // On venues that never close the default of time of day is the rule's.
  CHECK(probability("robust", {}).same_as(probability("ratio", 1.0)));
  CHECK(probability("ratio", {}).same_as(probability("ratio", 0.0)));
  CHECK(!probability("ratio", 1.0).same_as(probability("ratio", 0.0)));
}
