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

  // A piece of the values, which go on from their end to their beginning.
  struct Block {
    std::uint32_t begin;
    std::uint32_t length;
  };

  using Blocks = std::vector<Block>;

  // As many values as there are, in the order of the drawn series.
  Blocks draw(std::uint64_t number) const;

  // Mean of a drawn series.
  double mean(const Blocks& drawn) const;

  static constexpr std::size_t kAtOnce = 4;

  // Of each of some drawn series, how far its running sum, its shift added to each value, falls
  // below its highest point so far, at the most; the sum begins at 0, and the fall is >= 0. Several
  // at once take little longer than one: each step of a path waits for the one before, and the
  // others' are computed meanwhile.
  std::array<double, kAtOnce> deepest_falls(std::span<const Blocks, kAtOnce> drawn,
                                            const std::array<double, kAtOnce>& shifts) const;

 private:
  std::size_t block_length(Random& random) const;

  std::size_t size_;
  std::uint64_t seed_;
  double log_continues_;         // log of the probability that a block goes on
  std::vector<double> twice_;    // the values two times over: no block has to wrap
  std::vector<double> running_;  // sums of the first i of `twice_`
};

}  // namespace barometer::stats
