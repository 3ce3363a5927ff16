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
  std::size_t processes = 10;
  std::size_t blocks = 120;
};

barometer::profile::Replicates simulated(const Noise& noise, barometer::stats::Random& random);

}  // namespace barometer_test
