// SPDX-License-Identifier: Apache-2.0
#include "stats/stationary_bootstrap.hpp"

#include <algorithm>
#include <cmath>

namespace barometer::stats {

namespace {

struct Path {
  double sum = 0;
  double peak = 0;
  double fall = 0;

  void step(double by) {
    sum += by;
    peak = std::max(peak, sum);
    fall = std::max(fall, peak - sum);
  }
};

// By value, so that both stay in registers.
std::array<Path, 2> followed(std::array<Path, 2> paths, std::array<const double*, 2> steps,
                             std::size_t count, std::array<double, 2> shifts) {
  for (std::size_t i = 0; i < count; ++i) {
    paths[0].step(steps[0][i] + shifts[0]);
    paths[1].step(steps[1][i] + shifts[1]);
  }
  return paths;
}

}  // namespace

StationaryBootstrap::StationaryBootstrap(std::span<const double> values, double mean_length,
                                         std::uint64_t seed)
    : size_(values.size()), seed_(seed), log_continues_(std::log1p(-1 / mean_length)) {
  twice_.reserve(2 * size_);
  twice_.insert(twice_.end(), values.begin(), values.end());
  twice_.insert(twice_.end(), values.begin(), values.end());
  running_.reserve(twice_.size() + 1);
  running_.push_back(0);
  for (const double value : twice_) {
    running_.push_back(running_.back() + value);
  }
}

// 1 + floor(log(u) / log(1 - 1 / mean)), u in (0, 1]: a division by minus infinity, for blocks of
// one value, gives 1.
std::size_t StationaryBootstrap::block_length(Random& random) const {
  const double more = std::log(1 - random.uniform()) / log_continues_;
  const auto most = static_cast<double>(size_ - 1);
  return 1 + static_cast<std::size_t>(std::min(more, most));
}

// Hands over where each block begins and how many values it has.
template <class Take>
void StationaryBootstrap::for_each_block(std::uint64_t draw, Take take) const {
  Random random(seed_, draw);
  for (std::size_t drawn = 0; drawn < size_;) {
    const std::size_t begin = ((random.bits() >> 32) * size_) >> 32;
    const std::size_t length = std::min(block_length(random), size_ - drawn);
    take(begin, length);
    drawn += length;
  }
}

double StationaryBootstrap::mean(std::uint64_t draw) const {
  double sum = 0;
  for_each_block(draw, [&](std::size_t begin, std::size_t length) {
    sum += running_[begin + length] - running_[begin];
  });
  return sum / static_cast<double>(size_);
}

std::vector<StationaryBootstrap::Block> StationaryBootstrap::blocks_of(std::uint64_t draw) const {
  std::vector<Block> blocks;
  for_each_block(draw, [&](std::size_t begin, std::size_t length) {
    blocks.push_back({begin, length});
  });
  return blocks;
}

std::array<double, 2> StationaryBootstrap::deepest_falls(std::array<std::uint64_t, 2> draws,
                                                         std::array<double, 2> shifts) const {
  std::array<std::vector<Block>, 2> blocks{blocks_of(draws[0]), blocks_of(draws[1])};
  std::array<std::size_t, 2> at{};
  std::array<Path, 2> paths;
  for (std::size_t done = 0; done < size_;) {
    const std::array<Block*, 2> now{&blocks[0][at[0]], &blocks[1][at[1]]};
    const std::size_t count = std::min(now[0]->length, now[1]->length);
    paths = followed(paths, {twice_.data() + now[0]->begin, twice_.data() + now[1]->begin}, count,
                     shifts);
    for (std::size_t i = 0; i < 2; ++i) {
      now[i]->begin += count;
      now[i]->length -= count;
      at[i] += now[i]->length == 0 ? 1 : 0;
    }
    done += count;
  }
  return {paths[0].fall, paths[1].fall};
}

}  // namespace barometer::stats
