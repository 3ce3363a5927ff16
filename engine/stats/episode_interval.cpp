// SPDX-License-Identifier: Apache-2.0
#include "stats/episode_interval.hpp"

#include <vector>

#include "stats/order_statistics.hpp"
#include "stats/random.hpp"

namespace barometer::stats {

namespace {

// Half as large as EpisodeSums, since what takes time is to find them in memory. Rounding a sum to
// 1 in 10^7 is far below what drawing leaves open.
struct PackedSums {
  float sum;
  std::uint32_t bars;
};

std::vector<PackedSums> packed(std::span<const EpisodeSums> episodes) {
  std::vector<PackedSums> all;
  all.reserve(episodes.size());
  for (const EpisodeSums& episode : episodes) {
    all.push_back({static_cast<float>(episode.sum), static_cast<std::uint32_t>(episode.bars)});
  }
  return all;
}

// Two places of 32 bits come from one draw; a place is more likely than another by at most
// episodes / 2^32. Two sums, for one would wait for every addition to end.
double drawn_mean(std::span<const PackedSums> episodes, Random random) {
  EpisodeSums odd;
  EpisodeSums even;
  const auto take = [episodes](EpisodeSums& sums, std::uint64_t bits) {
    const PackedSums& episode = episodes[(bits * episodes.size()) >> 32];
    sums.sum += static_cast<double>(episode.sum);
    sums.bars += episode.bars;
  };
  for (std::size_t pair = 0; pair < episodes.size() / 2; ++pair) {
    const std::uint64_t bits = random.bits();
    take(odd, bits >> 32);
    take(even, bits & 0xffffffffu);
  }
  if (episodes.size() % 2 != 0) {
    take(odd, random.bits() >> 32);
  }
  return (odd.sum + even.sum) / static_cast<double>(odd.bars + even.bars);
}

}  // namespace

MeanInterval resample_episodes(std::span<const EpisodeSums> episodes, std::uint64_t seed,
                               core::Workers& workers) {
  constexpr std::size_t kPart = 50;  // draws in one piece of work
  const std::vector<PackedSums> small = packed(episodes);
  std::vector<double> means(kDraws);
  workers.for_each(means.size(), kPart, [&](std::size_t draw) {
    means[draw] = drawn_mean(small, Random(seed, 1 + draw));
  });
  return {quantile_of(means, 0.025), quantile_of(means, 0.975)};
}

}  // namespace barometer::stats
