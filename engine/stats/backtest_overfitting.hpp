// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "core/workers.hpp"
#include "stats/sample_rows.hpp"

namespace barometer::stats {

// Blocks of time that the field takes, and the most that are taken: 12,870 and 184,756 halves.
inline constexpr std::size_t kOverfittingBlocks = 16;
inline constexpr std::size_t kMostOverfittingBlocks = 20;

// One way to halve the blocks: what the row that was the best in one half did in the other.
struct HalvedBlocks {
  std::size_t best = 0;      // row, the first one of equals
  double in = 0;             // its Sharpe ratio (ddof 1, a period's) where it was chosen
  double out = 0;            // and in the other half
  double relative_rank = 0;  // omega of the latter among all rows: rank / (rows + 1), ascending
};

struct BacktestOverfitting {
  double probability = 0;       // share of halves with ln(omega / (1 - omega)) <= 0
  double losses = 0;            // share of halves in which the chosen row lost
  std::optional<double> slope;  // of out on in, least squares; nothing where `in` does not vary
  std::vector<HalvedBlocks> halves;  // C(blocks, blocks / 2), by ascending sets of blocks
};

// The probability of backtest overfitting by combinatorially symmetric cross-validation (Bailey,
// Borwein, Lopez de Prado & Zhu 2017, "The probability of backtest overfitting"): time is cut into
// `blocks` of floor(periods / blocks) values, the last periods mod blocks values being dropped; in
// every half of them the row with the highest Sharpe ratio is chosen, and its rank is looked up in
// the other half, equals having the mean of their ranks. .5 where choosing means nothing. A row
// that does not vary in a half has a ratio of 0 there. Nothing for fewer than two rows, or for
// fewer than two values a block. REQUIRES: blocks is even, 2 .. kMostOverfittingBlocks. The same
// bits for any number of threads. O(2^(blocks / 2) + C(blocks, blocks / 2)) x rows, each value
// being touched once.
std::optional<BacktestOverfitting> backtest_overfitting(const SampleRows& rows, std::size_t blocks,
                                                        core::Workers& workers);

}  // namespace barometer::stats
