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
};

// By value, so that the three stay in registers.
Path followed(Path path, std::span<const double> steps, double shift) {
  for (const double step : steps) {
    path.sum += step + shift;
    path.peak = std::max(path.peak, path.sum);
    path.fall = std::max(path.fall, path.peak - path.sum);
  }
  return path;
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

double StationaryBootstrap::deepest_fall(std::uint64_t draw, double shift) const {
  Path path;
  for_each_block(draw, [&](std::size_t begin, std::size_t length) {
    path = followed(path, std::span(twice_).subspan(begin, length), shift);
  });
  return path.fall;
}

}  // namespace barometer::stats
