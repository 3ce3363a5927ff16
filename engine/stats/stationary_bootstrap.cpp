// SPDX-License-Identifier: Apache-2.0
#include "stats/stationary_bootstrap.hpp"

#include <algorithm>
#include <cmath>

namespace barometer::stats {

namespace {

constexpr std::size_t kAtOnce = StationaryBootstrap::kAtOnce;

// Two paths side by side in the halves of a register.
using Two = double __attribute__((vector_size(16)));

struct TwoPaths {
  Two sum{};
  Two peak{};
  Two fall{};

  void step(Two by) {
    sum += by;
    peak = peak > sum ? peak : sum;
    const Two below = peak - sum;
    fall = fall > below ? fall : below;
  }
};

using Paths = std::array<TwoPaths, kAtOnce / 2>;
using Steps = std::array<const double*, kAtOnce>;

// By value, so that all stay in registers.
Paths followed(Paths paths, const Steps& steps, std::size_t count,
               const std::array<double, kAtOnce>& shifts) {
  static_assert(kAtOnce == 4);
  const Steps at = steps;
  const Two first{shifts[0], shifts[1]};
  const Two second{shifts[2], shifts[3]};
  for (std::size_t i = 0; i < count; ++i) {
    paths[0].step(Two{at[0][i], at[1][i]} + first);
    paths[1].step(Two{at[2][i], at[3][i]} + second);
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

StationaryBootstrap::Blocks StationaryBootstrap::draw(std::uint64_t number) const {
  Random random(seed_, number);
  Blocks blocks;
  for (std::size_t drawn = 0; drawn < size_;) {
    const std::size_t begin = ((random.bits() >> 32) * size_) >> 32;
    const std::size_t length = std::min(block_length(random), size_ - drawn);
    blocks.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(length)});
    drawn += length;
  }
  return blocks;
}

double StationaryBootstrap::mean(const Blocks& drawn) const {
  double sum = 0;
  for (const Block& block : drawn) {
    sum += running_[block.begin + block.length] - running_[block.begin];
  }
  return sum / static_cast<double>(size_);
}

std::array<double, kAtOnce> StationaryBootstrap::deepest_falls(
    std::span<const Blocks, kAtOnce> drawn, const std::array<double, kAtOnce>& shifts) const {
  std::array<const Block*, kAtOnce> block;
  std::array<std::uint32_t, kAtOnce> left;
  Steps steps;
  const auto enter = [&](std::size_t i) {
    left[i] = block[i]->length;
    steps[i] = twice_.data() + block[i]->begin;
  };
  for (std::size_t i = 0; i < kAtOnce; ++i) {
    block[i] = drawn[i].data();
    enter(i);
  }
  Paths paths{};
  for (std::size_t done = 0; done < size_;) {
    const std::uint32_t count = *std::ranges::min_element(left);
    paths = followed(paths, steps, count, shifts);
    done += count;
    for (std::size_t i = 0; i < kAtOnce && done < size_; ++i) {
      steps[i] += count;
      left[i] -= count;
      if (left[i] == 0) {
        ++block[i];
        enter(i);
      }
    }
  }
  return {paths[0].fall[0], paths[0].fall[1], paths[1].fall[0], paths[1].fall[1]};
}

}  // namespace barometer::stats
