// SPDX-License-Identifier: Apache-2.0
#include "profile/simulation.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace barometer_test {

namespace {

barometer::profile::ProcessTimes simulated_process(const Noise& noise,
                                                   barometer::stats::Random& random) {
  barometer::profile::ProcessTimes process;
  const double level = 100 * noise.level * std::exp(noise.process_sd * random.normal());
  const double fresh = std::sqrt(1 - noise.correlation * noise.correlation);
  double state = random.normal();
  for (std::size_t block = 0; block < noise.blocks; ++block) {
    state = noise.correlation * state + fresh * random.normal();
    const bool spiked = random.uniform() < noise.spikes;
    const double spike = spiked ? 1.5 + 3.5 * random.uniform() : 1;
    process.blocks_ns.push_back(level * std::exp(noise.block_sd * state) * spike);
  }
  process.blocks_ns.front() *= noise.cold;
  process.cold_step_ns = process.blocks_ns.front();
  if (noise.tail > 0) {
    const double p99 = noise.tail * level * std::exp(noise.tail_sd * random.normal());
    process.steps = {{level, 9'800}, {p99, 200}};
  }
  return process;
}

using Blocks = std::vector<double>;
using Random = barometer::stats::Random;

void add_pauses(const Noise& noise, Random& random, Blocks& blocks) {
  const auto every = static_cast<std::size_t>(noise.pause_every);
  for (auto i = static_cast<std::size_t>(noise.pause_every * random.uniform()); i < blocks.size();
       i += every) {
    blocks[i] *= noise.pause_ratio;
  }
}

void add_turbo(const Noise& noise, Random& random, Blocks& blocks) {
  bool slow = random.uniform() < noise.turbo_share;
  for (double& block : blocks) {
    block *= slow ? noise.turbo : 1;
    const double share = slow ? noise.turbo_share : 1 - noise.turbo_share;
    slow ^= noise.turbo_blocks > 0 && random.uniform() < 1 / (2 * share * noise.turbo_blocks);
  }
}

void add_load(const Noise& noise, Random& random, Blocks& blocks) {
  constexpr double kCorrelation = 0.95;
  double z = random.normal();
  for (double& block : blocks) {
    z = kCorrelation * z + std::sqrt(1 - kCorrelation * kCorrelation) * random.normal();
    block *= std::exp(noise.load * std::max(0.0, z));
  }
}

void add_decay(const Noise& noise, Blocks& blocks) {
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    blocks[i] *= 1 + noise.decay * std::exp(-static_cast<double>(i) / noise.decay_blocks);
  }
}

// Only what is asked for draws, so that other rows of the table stay as they are.
void disturb(const Noise& noise, Random& random, Blocks& blocks) {
  if (noise.pause_every > 0) {
    add_pauses(noise, random, blocks);
  }
  if (noise.turbo > 1) {
    add_turbo(noise, random, blocks);
  }
  if (noise.load > 0) {
    add_load(noise, random, blocks);
  }
  if (noise.decay > 0) {
    add_decay(noise, blocks);
  }
}

}  // namespace

barometer::profile::Replicates simulated(const Noise& noise, barometer::stats::Random& random) {
  barometer::profile::Replicates side;
  for (std::size_t p = 0; p < noise.processes; ++p) {
    side.processes.push_back(simulated_process(noise, random));
    disturb(noise, random, side.processes.back().blocks_ns);
  }
  return side;
}

}  // namespace barometer_test
