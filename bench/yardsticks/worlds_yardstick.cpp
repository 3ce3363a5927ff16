// SPDX-License-Identifier: Apache-2.0
// What the shipped `regime` plug-in makes of worlds that are not Y1's, by rules `ratio` and
// `robust` with daily defaults, and how well volatility_probability is calibrated on Y1. Exits with
// 1 where a bound of ../shared/regimes.md is missed.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "reference_rules.hpp"
#include "shipped_regime.hpp"
#include "worlds.hpp"
#include "yardstick_table.hpp"

namespace barometer::yardsticks {

namespace {

constexpr std::size_t kTrials = 200;
constexpr std::size_t kWarmup = 1100;
constexpr std::size_t kScored = 2000;
constexpr std::uint64_t kSeeds[] = {1, 2, 3, 4, 5};

constexpr std::array kWorlds{World{"iid normal", iid_normal},
                             World{"iid Student-t(5)", iid_student5},
                             World{"GARCH(1,1)", garch},
                             World{"stochastic volatility", stochastic_volatility},
                             World{"x 3 for good", permanent_rise},
                             World{"x 3 in 2000 bars", slow_drift},
                             World{"AR(1) of .1", ar_up},
                             World{"AR(1) of -.1", ar_down},
                             World{"price returns, 35 bars", returning_price}};

std::vector<double> prices_of(const std::vector<double>& returns) {
  std::vector<double> prices;
  double sum = std::log(100.0);
  for (const double r : returns) {
    sum += r;
    prices.push_back(std::exp(sum));
  }
  return prices;
}

// Shares of the scored bars, in per cent; changes of the two classes per 1000 bars.
struct Shares {
  double wild = 0;
  double wild_later = 0;  // of bars 500 to 1000
  double changes = 0;
  double trend = 0;
};

Shares shares_of(const ShippedRegime::Ids& ids) {
  const std::vector<std::int8_t> wild = two_classes(ids.volatility);
  Shares shares;
  for (std::size_t t = kWarmup; t < kWarmup + kScored; ++t) {
    const std::size_t bar = t - kWarmup;
    shares.wild += 100.0 * (wild[t] == 1) / kScored;
    shares.wild_later += bar >= 500 && bar < 1000 ? 100.0 * (wild[t] == 1) / 500 : 0;
    shares.changes += bar > 0 && wild[t] != wild[t - 1] ? 1000.0 / kScored : 0;
    shares.trend += 100.0 * (ids.trend[t] != 2) / kScored;
  }
  return shares;
}

Shares measure(const ShippedRegime& regime, const World& world, std::uint64_t seed,
               core::Workers& workers) {
  std::vector<Shares> trials(kTrials);
  workers.for_each(kTrials, 4, [&](std::size_t i) {
    stats::Random random(seed, i);
    trials[i] = shares_of(regime.tag(prices_of(world.returns(kWarmup + kScored, kWarmup, random))));
  });
  Shares mean;
  for (const Shares& trial : trials) {
    mean.wild += trial.wild / kTrials;
    mean.wild_later += trial.wild_later / kTrials;
    mean.changes += trial.changes / kTrials;
    mean.trend += trial.trend / kTrials;
  }
  return mean;
}

// What ../shared/regimes.md requires of rule robust.
const char* wild_bound(const World& world) {
  return world.returns == iid_normal ? "<= .8" : world.returns == slow_drift ? "<= 50" : "";
}

int worlds(const ShippedRegime& ratio, const ShippedRegime& robust, core::Workers& workers) {
  std::vector<Row> rows;
  for (const World& world : kWorlds) {
    Row trend{world.name, "in a trend, %", "", "", "", 1, {}};
    std::array<Row, 2> wild{Row{"  ratio", "wild, %", "", "", "", 2, {}},
                            Row{"  robust", "wild, %", "", wild_bound(world), "", 2, {}}};
    std::array<Row, 2> changes{Row{"", "changes/1000 bars", "", "", "", 2, {}},
                               Row{"", "changes/1000 bars", "", "", "", 2, {}}};
    std::array<Row, 2> later{Row{"", "bars 500 to 1000", "", "", "", 1, {}},
                             Row{"", "bars 500 to 1000", "", "<= 20", "", 1, {}}};
    for (const std::uint64_t seed : kSeeds) {
      for (const std::size_t rule : {0u, 1u}) {
        const Shares found = measure(rule == 0 ? ratio : robust, world, seed, workers);
        wild[rule].per_seed.push_back(found.wild);
        changes[rule].per_seed.push_back(found.changes);
        later[rule].per_seed.push_back(found.wild_later);
        if (rule == 0) {
          trend.per_seed.push_back(found.trend);
        }
      }
    }
    rows.push_back(trend);
    for (const std::size_t rule : {0u, 1u}) {
      rows.push_back(wild[rule]);
      rows.push_back(changes[rule]);
      if (world.returns == permanent_rise) {
        rows.push_back(later[rule]);
      }
    }
  }
  return print_rows("Worlds that are not Y1's", rows);
}

// Of the bars of all trials: sums of probability p, truth y, their products, and squared errors.
struct Calibration {
  double bars = 0;
  double p = 0;
  double y = 0;
  double pp = 0;
  double py = 0;
  double brier = 0;
  double brier_of_truth = 0;  // of the filter that knows the parameters

  void add(double probability, double informed, double truth) {
    bars += 1;
    p += probability;
    y += truth;
    pp += probability * probability;
    py += probability * truth;
    brier += (probability - truth) * (probability - truth);
    brier_of_truth += (informed - truth) * (informed - truth);
  }

  double slope() const { return (py - p * y / bars) / (pp - p * p / bars); }
};

int calibration(const ShippedRegime& regime, core::Workers& workers) {
  Row slope{"volatility_probability", "slope", "", ">= .9", "", 4, {}};
  Row steepest{"", "slope", "", "<= 1.1", "", 4, {}};
  Row brier{"", "Brier, over informed", "", "<= 1.1", "", 4, {}};
  for (const std::uint64_t seed : kSeeds) {
    std::vector<Calibration> trials(kTrials);
    workers.for_each(kTrials, 4, [&](std::size_t i) {
      stats::Random random(seed, i);
      const Simulated market = simulate(kHardy, Noise::gaussian, kWarmup + kScored, random);
      const std::vector<double> informed = oracle_probability(kHardy, market.closes);
      const std::vector<float> found = regime.tag(market.closes).probability;
      for (std::size_t t = kWarmup; t < kWarmup + kScored; ++t) {
        trials[i].add(static_cast<double>(found[t]), informed[t], market.truth[t]);
      }
    });
    Calibration all;
    for (const Calibration& trial : trials) {
      all.bars += trial.bars, all.p += trial.p, all.y += trial.y;
      all.pp += trial.pp, all.py += trial.py;
      all.brier += trial.brier, all.brier_of_truth += trial.brier_of_truth;
    }
    slope.per_seed.push_back(all.slope());
    steepest.per_seed.push_back(all.slope());
    brier.per_seed.push_back(all.brier / all.brier_of_truth);
  }
  return print_rows("Y1  probability of the wild state", std::array{slope, steepest, brier});
}

}  // namespace

}  // namespace barometer::yardsticks

int main() {
  using namespace barometer::yardsticks;
  const ShippedRegime ratio;
  const ShippedRegime robust({{"volatility.rule", {}, {"robust", false, {}}}});
  barometer::core::Workers workers(
      static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
  fmt::print("{} trials of {} bars after {} of warm-up, mean of {} seeds\n", kTrials, kScored,
             kWarmup, std::size(kSeeds));
  return worlds(ratio, robust, workers) + calibration(robust, workers) == 0 ? 0 : 1;
}
