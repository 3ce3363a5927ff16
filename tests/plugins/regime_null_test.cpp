// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "random_market.hpp"
#include "regime_harness.hpp"
#include "support/catch.hpp"

// The tags of a market with one Gaussian regime and no drift, in which there is nothing to find.

namespace {

using namespace barometer;

constexpr std::size_t kWarmup = 1100;

// Share of bars after the warm-up with `holds(label)`.
template <class Predicate>
double share(const std::vector<std::int8_t>& labels, Predicate holds) {
  const auto first = labels.begin() + kWarmup;
  return static_cast<double>(std::count_if(first, labels.end(), holds)) /
         static_cast<double>(labels.end() - first);
}

harness::Table one_regime(std::uint64_t seed, std::size_t bars, double sd) {
  return harness::tag_all(
      harness::daily_equity(harness::prices_of(harness::RandomMarket(seed).gaussian(bars, sd))),
      {{"preset", "equity_daily"}});
}

}  // namespace

// regimes.md, yardstick Y2: at most 2 % of bars high, at most 5 two-class changes per 1000 bars.
TEST_CASE("null: one Gaussian regime is high on at most 2 % of bars, with few changes") {
  const auto table = one_regime(31, 60'000, 0.00776);
  const auto& labels = table.category.at("volatility");
  CHECK(share(labels, [](std::int8_t label) { return label >= 2; }) <= 0.02);
  std::int64_t changes = 0;
  for (std::size_t t = kWarmup + 1; t < labels.size(); ++t) {
    changes += (labels[t] >= 2) != (labels[t - 1] >= 2);
  }
  CHECK(static_cast<double>(changes) * 1000 / static_cast<double>(labels.size() - kWarmup) <= 5);
}

// regimes.md: 29 % at 1.5 / 0.5 and n = 50; Y2: equal within two points at five levels.
TEST_CASE("null: a driftless walk is in a trend on 29 % of bars, whatever its volatility") {
  double least = 1;
  double most = 0;
  std::uint64_t seed = 32;
  for (const double sd : {0.001, 0.004, 0.01, 0.03, 0.1}) {
    double found = 0;
    for (int walk = 0; walk < 5; ++walk) {  // days in one walk end with the clock's nanoseconds
      const auto table = one_regime(seed++, 80'000, sd);
      found += share(table.category.at("trend"), [](std::int8_t label) { return label != 2; }) / 5;
    }
    CHECK(found == Approx(0.29).margin(0.02));
    least = std::min(least, found);
    most = std::max(most, found);
  }
  CHECK(most - least <= 0.02);
}

// regimes.md, "Scaling to a day": the same walk sampled at other bar sizes has the same daily
// volatility, here 1 % a minute: 1 % * sqrt(1440) a day.
TEST_CASE("volatility_day of one walk is the same at 1 minute, 5 minutes and 1 hour") {
  const auto minutes = harness::prices_of(harness::RandomMarket(33).gaussian(240'000, 0.01));
  for (const int every : {1, 5, 60}) {
    harness::Series series = harness::hourly({});
    series.instrument.bar_ns = every * harness::kHour / 60;
    series.instrument.bars_per_session_day = 1440.0 / every;
    for (std::size_t t = 0; t < minutes.size(); t += static_cast<std::size_t>(every)) {
      series.add(minutes[t]);
    }
    CHECK(harness::root_mean_square(series, {}) == Approx(0.01 * std::sqrt(1440.0)).epsilon(0.03));
  }
}
