// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/workers.hpp"

namespace barometer::stats {

// Values of the bars of a run's symbols as running sums over each series and its repetition, so
// that what lies under a run of bars, however far it is shifted around the circle, is one
// difference. What the dimensions of a run have in common.
class CircularValues {
 public:
  // [symbol][bar]
  explicit CircularValues(std::span<const std::vector<double>> values);

  std::size_t symbols() const { return sums_.size(); }

  std::size_t bars(std::size_t symbol) const { return sums_[symbol].size() / 2; }

  // Entry b is the sum of values shift .. shift + b - 1. REQUIRES: shift and b <= bars(symbol).
  const double* from(std::size_t symbol, std::size_t shift) const {
    return sums_[symbol].data() + shift;
  }

  // Of all values of all symbols.
  double count() const { return count_; }

  double total() const { return total_; }

  // With ddof 1; 0 for fewer than two values.
  double deviation() const { return deviation_; }

 private:
  std::vector<std::vector<double>> sums_;
  double count_ = 0;
  double total_ = 0;
  double deviation_ = 0;
};

// A test of "the tags say nothing about the values" that keeps how long both of them dwell.
struct RegimeTest {
  // The largest |mean in a label - mean elsewhere| / sd of all values, over the labels; bars of
  // unknown tag are elsewhere.
  std::optional<double> statistic;
  // (1 + shifts with at least this statistic) / (1 + shifts), over kShifts circular shifts of the
  // tags, one for all symbols at a time, by at least one median dwell either way.
  std::optional<double> p;
  std::optional<double> p_holm;  // Holm 1979, over the dimensions of a run
};

inline constexpr int kShifts = 2000;

// `tags` has a row per symbol and an entry per value, below `labels` or negative; `shortest` >= 1:
// the median dwell in bars. The same for the same seed and any number of workers. Undefined where
// values do not differ, fewer than two labels (unknown is one) occur, or no symbol has more than
// 2 x `shortest` bars. O(kShifts x episodes + bars).
RegimeTest regime_test(const CircularValues& values, std::span<const std::vector<std::int8_t>> tags,
                       int labels, std::int64_t shortest, std::uint64_t seed,
                       core::Workers& workers);

// Fills p_holm of those that have a p.
void adjust_holm(std::span<RegimeTest* const> effects);

}  // namespace barometer::stats
