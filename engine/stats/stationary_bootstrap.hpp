// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "stats/random.hpp"

namespace barometer::stats {

// Series like a given one, made of pieces of it: blocks that begin anywhere and whose lengths are
// geometric, the end joined to the beginning, until a series is as long as the given one (Politis &
// Romano 1994, "The stationary bootstrap"). A draw depends on the seed and its number alone, so
// draws may be computed in any order and on any thread. A mean costs as much as the blocks it has,
// a fall as much as the values.
class StationaryBootstrap {
 public:
  // REQUIRES: values is not empty and has fewer than 2^31 entries, mean_length >= 1.
  StationaryBootstrap(std::span<const double> values, double mean_length, std::uint64_t seed);

  // Mean of the drawn series.
  double mean(std::uint64_t draw) const;

  static constexpr std::size_t kAtOnce = 4;

  // Of each of some draws, how far the running sum of the drawn series, its shift added to each
  // value, falls below its highest point so far, at the most; the sum begins at 0, and the fall is
  // >= 0. Several at once take little longer than one: each step of a path waits for the one
  // before, and the others' are computed meanwhile.
  std::array<double, kAtOnce> deepest_falls(const std::array<std::uint64_t, kAtOnce>& draws,
                                            const std::array<double, kAtOnce>& shifts) const;

 private:
  struct Block {
    std::size_t begin;
    std::size_t length;
  };

  std::vector<Block> blocks_of(std::uint64_t draw) const;
  template <class Take>
  void for_each_block(std::uint64_t draw, Take take) const;
  std::size_t block_length(Random& random) const;

  std::size_t size_;
  std::uint64_t seed_;
  double log_continues_;         // log of the probability that a block goes on
  std::vector<double> twice_;    // the values two times over: no block has to wrap
  std::vector<double> running_;  // sums of the first i of `twice_`
};

}  // namespace barometer::stats
