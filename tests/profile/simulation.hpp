// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "profile/timings.hpp"
#include "stats/random.hpp"

namespace barometer_test {

// How the processes of one side scatter: what the machine does, by the table of error rates.
struct Noise {
  double level = 1;          // of the steady time, 100 ns
  double process_sd = 0.01;  // of a process's level, lognormal
  double block_sd = 0.03;    // of a block, lognormal
  double spikes = 0.01;      // share of blocks that are lengthened, by 1.5 to 5 times
  double correlation = 0;    // AR(1) of the blocks' logarithms
  double cold = 1;           // the first block, as a multiple of a steady one
  double tail = 0;           // 99th percentile of steps, times the level; 0: steps not known
  double tail_sd = 0;        // of a process's percentile, lognormal
  double pause_every = 0;    // blocks from one pause to the next, from a random one on; 0: none
  double pause_ratio = 4;    // of a block with a pause
  double turbo = 1;          // the slow speed, as a multiple of the fast one; 1: no other speed
  double turbo_blocks = 0;   // mean stay at a speed; 0: a process's life
  double turbo_share = 0.5;  // of the time that is spent at the slow one
  double load = 0;           // of others: exp(load x max(0, z)), z an AR(1) of 0.95
  double decay = 0;          // warm-up: 1 + decay x exp(-block / decay_blocks)
  double decay_blocks = 20;  // as above
  std::size_t processes = 10;
  std::size_t blocks = 120;
};

barometer::profile::Replicates simulated(const Noise& noise, barometer::stats::Random& random);

}  // namespace barometer_test
