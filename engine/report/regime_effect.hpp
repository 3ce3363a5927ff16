// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace barometer {

// Values of one symbol's bars and its tags for them, equally long; tags are below `labels` or
// negative.
struct TaggedValues {
  std::span<const double> values;
  std::span<const std::int8_t> tags;
};

// A test of "the tags say nothing about the values" that keeps how long both of them dwell.
struct RegimeEffect {
  // The largest |mean in a label - mean elsewhere| / sd of all values, over the labels; bars of
  // unknown tag are elsewhere.
  std::optional<double> statistic;
  // (1 + shifts with at least this statistic) / (1 + shifts), over kShifts circular shifts of the
  // tags, one for all symbols at a time, by at least one median dwell either way.
  std::optional<double> p;
  std::optional<double> p_holm;  // Holm 1979, over the dimensions of a run
};

inline constexpr int kShifts = 2000;

// `shortest` >= 1: the median dwell in bars. The same for the same seed. Undefined where values do
// not differ, fewer than two labels (unknown is one) occur, or no symbol has more than 2 x
// `shortest` bars. O(kShifts x episodes + bars).
RegimeEffect regime_effect(std::span<const TaggedValues> symbols, int labels, std::int64_t shortest,
                           std::uint64_t seed);

// Fills p_holm of those that have a p.
void adjust_holm(std::span<RegimeEffect* const> effects);

// Sums over one episode.
struct EpisodeSums {
  double sum = 0;
  std::int64_t bars = 0;
};

struct MeanInterval {
  double low;
  double high;
};

// 95 % interval of the mean of a bar: quantiles 2.5 % and 97.5 % over kDraws draws of as many whole
// episodes with replacement. REQUIRES: episodes is not empty, each has bars.
MeanInterval resample_episodes(std::span<const EpisodeSums> episodes, std::uint64_t seed);

inline constexpr int kDraws = 1000;

}  // namespace barometer
