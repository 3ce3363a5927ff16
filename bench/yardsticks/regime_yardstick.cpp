// SPDX-License-Identifier: Apache-2.0
// Yardsticks Y1 and Y2 of ../shared/regimes.md, section 4: the shipped `regime` plug-in with its
// daily defaults, and with rule `robust`, on markets whose regimes are known. Exits with 1 where a
// bound is missed.

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <thread>

#include "core/workers.hpp"
#include "data/market_data.hpp"
#include "reference_rules.hpp"
#include "shipped_regime.hpp"
#include "stats/class_score.hpp"
#include "yardstick_table.hpp"

namespace barometer::yardsticks {

namespace {

constexpr std::size_t kTrials = 600;
constexpr std::size_t kWarmup = 1100;
constexpr std::size_t kScored = 2000;
constexpr std::uint64_t kSeeds[] = {1, 2, 3, 4, 5};
constexpr double kNullDeviations[] = {0.001, 0.003, 0.00776, 0.02, 0.05};
constexpr std::size_t kShownLevel = 2;  // the deviation that Y2 names

using Rule = std::function<std::vector<std::int8_t>(std::span<const double> closes)>;

struct Bounds {
  const char* accuracy = "";
  const char* changes = "";
  const char* lag = "";
};

struct Contender {
  std::string name;
  Rule rule;
  Bounds published;
  Bounds bound;
  Bounds aim;
};

template <class T>
std::span<const T> scored(const std::vector<T>& values) {
  return std::span{values}.subspan(kWarmup, kScored);
}

stats::ClassScore score(const Rule& rule, Noise noise, std::uint64_t seed, core::Workers& workers) {
  std::vector<stats::TrialScore> trials(kTrials);
  workers.for_each(kTrials, 4, [&](std::size_t i) {
    stats::Random random(seed, i);
    const Simulated market = simulate(kHardy, noise, kWarmup + kScored, random);
    trials[i] = stats::score_trial(scored(market.truth), scored(rule(market.closes)), 2);
  });
  return stats::mean_score(trials);
}

void add_rows(const Contender& contender, Noise noise, core::Workers& workers,
              std::vector<Row>& rows) {
  const auto& [name, rule, published, bound, aim] = contender;
  Row accuracy{name, "balanced accuracy", published.accuracy, bound.accuracy, aim.accuracy, 4, {}};
  Row changes{"", "changes/1000 bars", published.changes, bound.changes, aim.changes, 2, {}};
  Row lag{"", "lag, bars", published.lag, bound.lag, aim.lag, 2, {}};
  Row missed{"", "missed episodes, %", "", "", "", 1, {}};
  for (const std::uint64_t seed : kSeeds) {
    const stats::ClassScore result = score(rule, noise, seed, workers);
    accuracy.per_seed.push_back(result.balanced_accuracy);
    changes.per_seed.push_back(result.changes_per_1000_bars);
    lag.per_seed.push_back(result.lag_bars);
    missed.per_seed.push_back(100 * result.missed_share);
  }
  for (Row* row : {&accuracy, &changes, &lag, &missed}) {
    rows.push_back(std::move(*row));
  }
}

Rule rule_of(const ShippedRegime& regime) {
  return [&regime](auto closes) { return two_classes(regime.tag(closes).volatility); };
}

int two_regimes(const ShippedRegime& regime, const ShippedRegime& robust, core::Workers& workers) {
  const Rule oracle = [](auto closes) { return oracle_filter(kHardy, closes); };
  std::vector<Row> gaussian;
  add_rows({"regime, equity_daily",
            rule_of(regime),
            {},
            {">= .931", "<= 6.1", "<= 7.1"},
            {">= .945", "<= 5", ""}},
           Noise::gaussian, workers, gaussian);
  add_rows({"regime, rule robust",
            rule_of(robust),
            {},
            {">= .931", "<= 6.1", ""},
            {">= .945", "<= 5", ""}},
           Noise::gaussian, workers, gaussian);
  add_rows({"filter, true parameters", oracle, {".923", "8.5", "4.8"}, {}, {}}, Noise::gaussian,
           workers, gaussian);
  add_rows({"percentile 168 of 24 bars", percentile_rule, {".748", "47", ""}, {}, {}},
           Noise::gaussian, workers, gaussian);
  std::vector<Row> student;
  add_rows({"regime, equity_daily",
            rule_of(regime),
            {},
            {">= .892", "<= 16.2", ""},
            {">= .905", "<= 8", ""}},
           Noise::student5, workers, student);
  add_rows({"regime, rule robust",
            rule_of(robust),
            {},
            {">= .892", "<= 16.2", ""},
            {">= .905", "<= 8", ""}},
           Noise::student5, workers, student);
  add_rows({"filter, true parameters", oracle, {".882", "20.8", ""}, {}, {}}, Noise::student5,
           workers, student);
  return print_rows("Y1  two regimes, daily, Gaussian", gaussian) +
         print_rows("Y1  two regimes, daily, Student-t(5)", student);
}

// What is measured where nothing happens.
struct Null {
  double wild = 0;  // shares of bars
  double trend = 0;
  double changes = 0;  // per 1000 bars
};

Null null_trial(const ShippedRegime& regime, double deviation, stats::Random random) {
  const ShippedRegime::Ids ids = regime.tag(walk(deviation, kWarmup + kScored, random));
  const std::vector<std::int8_t> wild = two_classes(ids.volatility);
  const std::vector<std::int8_t> quiet(kScored);
  const stats::TrialScore tags = stats::score_trial(quiet, scored(wild), 2);
  const auto trends =
      std::ranges::count_if(scored(ids.trend), [](std::int8_t id) { return id != 2; });
  const auto bars = static_cast<double>(kScored);
  return {static_cast<double>(tags.count(0, 1)) / bars, static_cast<double>(trends) / bars,
          static_cast<double>(tags.changes) * 1000 / bars};
}

Null null_mean(const ShippedRegime& regime, double deviation, std::uint64_t seed,
               core::Workers& workers) {
  std::vector<Null> trials(kTrials);
  workers.for_each(kTrials, 4, [&](std::size_t i) {
    trials[i] = null_trial(regime, deviation, stats::Random(seed, i));
  });
  Null sum;
  for (const Null& trial : trials) {
    sum.wild += trial.wild / kTrials;
    sum.trend += trial.trend / kTrials;
    sum.changes += trial.changes / kTrials;
  }
  return sum;
}

// Trends do not depend on the rule, so they are not measured again.
std::vector<Row> robust_null_rows(const ShippedRegime& robust, core::Workers& workers) {
  Row wild{"regime, rule robust", "high, % of bars", "", "<= 2", "<= 1", 2, {}};
  Row changes{"", "changes/1000 bars", "", "<= 5", "<= 3", 2, {}};
  for (const std::uint64_t seed : kSeeds) {
    const Null found =
        null_mean(robust, kNullDeviations[kShownLevel], seed + 100 * kShownLevel, workers);
    wild.per_seed.push_back(100 * found.wild);
    changes.per_seed.push_back(found.changes);
  }
  return {wild, changes};
}

int no_regime(const ShippedRegime& regime, const ShippedRegime& robust, core::Workers& workers) {
  Row wild{"regime, equity_daily", "high, % of bars", "", "<= 2", "<= 1", 2, {}};
  Row changes{"", "changes/1000 bars", "", "<= 5", "<= 3", 2, {}};
  std::vector<Row> trends;
  for (std::size_t level = 0; level < std::size(kNullDeviations); ++level) {
    const double deviation = kNullDeviations[level];
    Row trend{"", fmt::format("trend, %, sd {}", deviation), "", "", "", 2, {}};
    for (const std::uint64_t seed : kSeeds) {
      const Null found = null_mean(regime, deviation, seed + 100 * level, workers);
      trend.per_seed.push_back(100 * found.trend);
      if (level == kShownLevel) {
        wild.per_seed.push_back(100 * found.wild);
        changes.per_seed.push_back(found.changes);
      }
    }
    trends.push_back(std::move(trend));
  }
  std::vector<Row> rows{std::move(wild), std::move(changes)};
  rows.insert(rows.end(), trends.begin(), trends.end());
  Row spread{"", "trend, widest apart", "", "<= 4", "", 2, {}};
  for (std::size_t seed = 0; seed < std::size(kSeeds); ++seed) {
    std::vector<double> shares;
    for (const Row& trend : trends) {
      shares.push_back(trend.per_seed[seed]);
    }
    const auto [least, most] = std::ranges::minmax(shares);
    spread.per_seed.push_back(most - least);
  }
  rows.push_back(std::move(spread));
  for (Row& row : robust_null_rows(robust, workers)) {
    rows.push_back(std::move(row));
  }
  return print_rows("Y2  one regime, Gaussian", rows);
}

}  // namespace

}  // namespace barometer::yardsticks

int main() {
  using namespace barometer::yardsticks;
  const ShippedRegime regime;
  const ShippedRegime robust({{"volatility.rule", {}, {"robust", false, {}}}});
  barometer::core::Workers workers(
      static_cast<int>(std::max(1u, std::thread::hardware_concurrency())));
  fmt::print("{} trials of {} bars after {} of warm-up, mean of {} seeds\n", kTrials, kScored,
             kWarmup, std::size(kSeeds));
  return two_regimes(regime, robust, workers) + no_regime(regime, robust, workers) == 0 ? 0 : 1;
}
