// SPDX-License-Identifier: Apache-2.0
#include "profile/simulation.hpp"

#include <cmath>

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

}  // namespace

barometer::profile::Replicates simulated(const Noise& noise, barometer::stats::Random& random) {
  barometer::profile::Replicates side;
  for (std::size_t p = 0; p < noise.processes; ++p) {
    side.processes.push_back(simulated_process(noise, random));
  }
  return side;
}

}  // namespace barometer_test
