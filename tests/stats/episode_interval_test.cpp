// SPDX-License-Identifier: Apache-2.0
#include "stats/episode_interval.hpp"

#include <vector>

#include "stats/random.hpp"
#include "support/catch.hpp"

namespace barometer {

namespace {

// Episodes share a level, so bars are not independent; the true mean of a bar is 0.
std::vector<stats::EpisodeSums> some_episodes(std::uint64_t seed, int count) {
  stats::Random random(seed, 7);
  std::vector<stats::EpisodeSums> episodes;
  for (int i = 0; i < count; ++i) {
    const auto bars = 1 + static_cast<std::int64_t>(random.uniform() * 10);
    episodes.push_back({random.normal() * static_cast<double>(bars), bars});
  }
  return episodes;
}

}  // namespace

TEST_CASE("the interval from whole episodes covers the mean as often as it says") {
  core::Workers workers(1);
  int covered = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const stats::MeanInterval interval =
        stats::resample_episodes(some_episodes(seed, 60), seed, workers);
    covered += interval.low <= 0 && 0 <= interval.high ? 1 : 0;
  }
  // 95 % of 200 is 190, a deviation is 3; the percentile interval of 60 episodes is a bit narrow.
  CHECK(covered >= 176);
  CHECK(covered <= 199);
}

TEST_CASE("an odd number of episodes is drawn whole") {
  core::Workers workers(1);
  const std::vector<stats::EpisodeSums> one{{6, 3}};
  const stats::MeanInterval interval = stats::resample_episodes(one, 1, workers);
  CHECK(interval.low == 2);
  CHECK(interval.high == 2);
}

TEST_CASE("the same seed gives the same interval on any number of threads") {
  core::Workers one(1);
  core::Workers three(3);
  const std::vector<stats::EpisodeSums> episodes = some_episodes(3, 101);
  const stats::MeanInterval alone = stats::resample_episodes(episodes, 5, one);
  const stats::MeanInterval together = stats::resample_episodes(episodes, 5, three);
  CHECK(alone.low == together.low);
  CHECK(alone.high == together.high);
  CHECK(stats::resample_episodes(episodes, 6, one).low != alone.low);
}

}  // namespace barometer
