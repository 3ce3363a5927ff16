// SPDX-License-Identifier: Apache-2.0
#include "latency/dispersion.hpp"

#include <algorithm>

namespace barometer::latency {

// Every second block completes one of twice its length.
void BlockCounts::close_block() noexcept {
  std::int64_t count = over_;
  over_ = 0;
  for (std::size_t i = 0; i < kLengths; ++i) {
    Length& length = lengths_[i];
    const auto value = static_cast<double>(count);
    ++length.blocks;
    length.sum += value;
    length.squares += value * value;
    if (length.blocks % 2 == 1) {
      length.half = count;
      return;
    }
    count += length.half;
  }
}

double BlockCounts::Length::excess(double rate, double steps) const noexcept {
  const auto count = static_cast<double>(blocks);
  const double mean = sum / count;
  if (mean == 0) {
    return 0;
  }
  const double variance = (squares - count * mean * mean) / (count - 1);
  const double independent = mean * (1 - std::min(rate, mean / steps));
  return (variance / independent - 1) * (1 + 4 / count);
}

double BlockCounts::of(double rate) const noexcept {
  double most = 0;
  double steps = kShortest;
  for (const Length& length : lengths_) {
    if (length.blocks < kFewestBlocks) {
      break;
    }
    most = std::max(most, length.excess(rate, steps));
    steps *= 2;
  }
  return std::min(1 + most, static_cast<double>(std::max<std::int64_t>(all_, 1)));
}

}  // namespace barometer::latency
