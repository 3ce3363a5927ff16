// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "core/workers.hpp"

namespace barometer::stats {

// Sums over one episode.
struct EpisodeSums {
  double sum = 0;
  std::int64_t bars = 0;
};

struct MeanInterval {
  double low;
  double high;
};

inline constexpr int kDraws = 1000;

// 95 % interval of the mean of a bar: quantiles 2.5 % and 97.5 % over kDraws draws of as many whole
// episodes with replacement. The same for the same seed and any number of workers. REQUIRES:
// episodes is not empty and has less than 2^32 entries, each has bars.
MeanInterval resample_episodes(std::span<const EpisodeSums> episodes, std::uint64_t seed,
                               core::Workers& workers);

}  // namespace barometer::stats
