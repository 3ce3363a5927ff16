// SPDX-License-Identifier: Apache-2.0
#include "stats/regime_test.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "stats/order_statistics.hpp"
#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Of one symbol with two labels.
stats::RegimeTest effect_on(const std::vector<double>& values, const std::vector<std::int8_t>& tags,
                            std::int64_t shortest, std::uint64_t seed = 1, int threads = 1) {
  core::Workers workers(threads);
  return stats::regime_test(stats::CircularValues({&values, 1}), {&tags, 1}, 2, shortest, seed,
                            workers);
}

// Two labels that dwell 1 to 20 bars, values that are noise plus `effect` in label 1.
struct Simulation {
  Simulation(std::uint64_t seed, double effect, std::size_t bars = 400) {
    stats::Random random(seed, 0);
    std::int8_t tag = 0;
    while (tags.size() < bars) {
      tag = static_cast<std::int8_t>(1 - tag);
      const auto dwell = 1 + static_cast<std::size_t>(random.uniform() * 20);
      for (std::size_t i = 0; i < dwell && tags.size() < bars; ++i) {
        tags.push_back(tag);
        values.push_back(random.normal() + (tag == 1 ? effect : 0));
      }
    }
  }

  stats::RegimeTest tested(std::uint64_t seed, int threads = 1) const {
    return effect_on(values, tags, 10, seed, threads);
  }

  std::vector<double> values;
  std::vector<std::int8_t> tags;
};

}  // namespace

TEST_CASE("the statistic is the largest distance of a label's mean in deviations") {
  // Means 2 and 5, elsewhere the other; sd of 1, 3, 4, 6 with ddof 1 is sqrt(13 / 3).
  const std::vector<double> values{1, 3, 4, 6};
  const std::vector<std::int8_t> tags{0, 0, 1, 1};
  CHECK(effect_on(values, tags, 1).statistic.value() ==
        Approx(3 / std::sqrt(13.0 / 3)).epsilon(1e-12));
}

TEST_CASE("where tags say nothing, p is at or under u in about a share u of runs") {
  int under_tenth = 0;
  int under_half = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const double p = Simulation(seed, 0).tested(seed).p.value();
    under_tenth += p <= 0.1 ? 1 : 0;
    under_half += p <= 0.5 ? 1 : 0;
  }
  // Four standard deviations of Bin(200, u): 17 and 28.
  CHECK(std::abs(under_tenth - 20) <= 17);
  CHECK(std::abs(under_half - 100) <= 28);
}

TEST_CASE("an effect of one deviation is found") {
  CHECK(Simulation(3, 1.0).tested(1).p.value() <= 0.01);
}

TEST_CASE("the same seed gives the same p on any number of threads") {
  const Simulation simulation(4, 0.1);
  const double p = simulation.tested(9).p.value();
  CHECK(simulation.tested(9).p.value() == p);
  CHECK(simulation.tested(9, 3).p.value() == p);
  CHECK(simulation.tested(10).p.value() != p);
}

TEST_CASE("p counts the shifts one by one") {
  // The definition written out, bar by bar, on two symbols of unequal length.
  const Simulation a(6, 0.3, 90);
  const Simulation b(7, 0.3, 60);
  const std::vector<std::vector<double>> values{a.values, b.values};
  std::vector<std::vector<std::int8_t>> tags{a.tags, b.tags};
  std::fill(tags[0].begin() + 20, tags[0].begin() + 33, std::int8_t{-1});
  const auto statistic = [&](double share, bool shifted) {
    std::array<double, 3> sum{};  // the last of unknown
    std::array<double, 3> bars{};
    std::vector<double> all;
    for (std::size_t s = 0; s < values.size(); ++s) {
      const std::size_t n = values[s].size();
      const auto choices = static_cast<double>(n - 2 * 5 + 1);
      const std::size_t shift = shifted ? 5 + static_cast<std::size_t>(share * choices) : 0;
      for (std::size_t i = 0; i < n; ++i) {
        const std::size_t label = tags[s][i] < 0 ? 2 : static_cast<std::size_t>(tags[s][i]);
        sum[label] += values[s][(i + shift) % n];
        ++bars[label];
        all.push_back(values[s][i]);
      }
    }
    const double first = sum[0] / bars[0] - (sum[1] + sum[2]) / (bars[1] + bars[2]);
    const double second = sum[1] / bars[1] - (sum[0] + sum[2]) / (bars[0] + bars[2]);
    return std::max(std::abs(first), std::abs(second)) / stats::standard_deviation_of(all);
  };
  stats::Random random(11, 0);
  int as_large = 0;
  for (int i = 0; i < stats::kShifts; ++i) {
    as_large += statistic(random.uniform(), true) >= statistic(0, false) * (1 - 1e-9) ? 1 : 0;
  }
  core::Workers workers(1);
  const stats::RegimeTest effect =
      stats::regime_test(stats::CircularValues(values), tags, 2, 5, 11, workers);
  CHECK(effect.statistic.value() == Approx(statistic(0, false)).epsilon(1e-12));
  CHECK(effect.p.value() == (1.0 + as_large) / (1.0 + stats::kShifts));
}

TEST_CASE("values that are all the same and tags that never change cannot be tested") {
  const std::vector<double> same(50, 1.0);
  const std::vector<std::int8_t> one(50, 0);
  const Simulation simulation(5, 0, 50);
  CHECK_FALSE(effect_on(same, simulation.tags, 5).p.has_value());
  CHECK_FALSE(effect_on(simulation.values, one, 5).p.has_value());
}

TEST_CASE("Holm multiplies the smallest p most and never turns the order") {
  // Holm 1979 by hand: 3 x 0.01, 2 x 0.02 = 0.04, max(0.04, 0.03).
  std::array<stats::RegimeTest, 4> effects{{{1, 0.03, {}}, {1, 0.01, {}}, {}, {1, 0.02, {}}}};
  const std::vector<stats::RegimeTest*> all{&effects[0], &effects[1], &effects[2], &effects[3]};
  stats::adjust_holm(all);
  CHECK(effects[1].p_holm.value() == Approx(0.03));
  CHECK(effects[3].p_holm.value() == Approx(0.04));
  CHECK(effects[0].p_holm.value() == Approx(0.04));
  CHECK_FALSE(effects[2].p_holm.has_value());
}

}  // namespace barometer
