// SPDX-License-Identifier: Apache-2.0
#include "report/regime_effect.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "data/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Two labels that dwell 1 to 20 bars, values that are noise plus `effect` in label 1.
struct Simulation {
  Simulation(std::uint64_t seed, double effect, std::size_t bars = 400) {
    Random random(seed, 0);
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

  RegimeEffect tested(std::uint64_t seed) const {
    const std::array<TaggedValues, 1> symbols{{{values, tags}}};
    return regime_effect(symbols, 2, 10, seed);
  }

  std::vector<double> values;
  std::vector<std::int8_t> tags;
};

}  // namespace

TEST_CASE("the statistic is the largest distance of a label's mean in deviations") {
  // Means 2 and 5, elsewhere the other; sd of 1, 3, 4, 6 with ddof 1 is sqrt(13 / 3).
  const std::vector<double> values{1, 3, 4, 6};
  const std::vector<std::int8_t> tags{0, 0, 1, 1};
  const std::array<TaggedValues, 1> symbols{{{values, tags}}};
  CHECK(regime_effect(symbols, 2, 1, 1).statistic.value() ==
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

TEST_CASE("the same seed gives the same p") {
  const Simulation simulation(4, 0.1);
  CHECK(simulation.tested(9).p.value() == simulation.tested(9).p.value());
}

TEST_CASE("values that are all the same and tags that never change cannot be tested") {
  const std::vector<double> same(50, 1.0);
  const std::vector<std::int8_t> one(50, 0);
  const Simulation simulation(5, 0, 50);
  const std::array<TaggedValues, 1> flat{{{same, simulation.tags}}};
  const std::array<TaggedValues, 1> constant{{{simulation.values, one}}};
  CHECK_FALSE(regime_effect(flat, 2, 5, 1).p.has_value());
  CHECK_FALSE(regime_effect(constant, 2, 5, 1).p.has_value());
}

TEST_CASE("Holm multiplies the smallest p most and never turns the order") {
  // Holm 1979 by hand: 3 x 0.01, 2 x 0.02 = 0.04, max(0.04, 0.03).
  std::array<RegimeEffect, 4> effects{{{1, 0.03, {}}, {1, 0.01, {}}, {}, {1, 0.02, {}}}};
  const std::vector<RegimeEffect*> all{&effects[0], &effects[1], &effects[2], &effects[3]};
  adjust_holm(all);
  CHECK(effects[1].p_holm.value() == Approx(0.03));
  CHECK(effects[3].p_holm.value() == Approx(0.04));
  CHECK(effects[0].p_holm.value() == Approx(0.04));
  CHECK_FALSE(effects[2].p_holm.has_value());
}

TEST_CASE("the interval from whole episodes covers the mean as often as it says") {
  // Episodes share a level, so bars are not independent; the true mean of a bar is 0.
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Random random(seed, 7);
    std::vector<EpisodeSums> episodes;
    for (int i = 0; i < 60; ++i) {
      const auto bars = 1 + static_cast<std::int64_t>(random.uniform() * 10);
      episodes.push_back({random.normal() * static_cast<double>(bars), bars});
    }
    const MeanInterval interval = resample_episodes(episodes, seed);
    covered += interval.low <= 0 && 0 <= interval.high ? 1 : 0;
  }
  // 95 % of 200 is 190, a deviation is 3; the percentile interval of 60 episodes is a bit narrow.
  CHECK(covered >= 176);
  CHECK(covered <= 199);
}

}  // namespace barometer
