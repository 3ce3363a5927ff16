// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace barometer::test {

// Combinatorially symmetric cross-validation as its paper tells it (Bailey, Borwein, Lopez de Prado
// & Zhu 2017, section 3), by a slow program that was written from the paper and the project's
// specification alone. Every half is a matrix that is built row by row; nothing is summed by block.

// A half of the periods and what was chosen in it.
struct OracleHalf {
  std::vector<std::size_t> blocks;  // of the training half, ascending
  std::size_t chosen = 0;           // column, the first maximum
  long double in = 0;               // its Sharpe ratio in the training half, ddof 1
  long double out = 0;              // and in the other half
  long double relative_rank = 0;    // omega of `out`, equals sharing their mean rank
};

struct OracleOverfitting {
  std::vector<OracleHalf> halves;    // sets of blocks in lexicographic order
  long double probability = 0;       // share of halves with a logit that is not above 0
  long double losses = 0;            // share of halves with `out` below 0
  std::optional<long double> slope;  // of `out` on `in`, least squares; nothing for equal `in`
};

// `columns` are the returns of one trial each, of equal lengths. REQUIRES: `blocks` even, at least
// two rows a block, one column or more.
OracleOverfitting overfitting_oracle(const std::vector<std::vector<double>>& columns,
                                     std::size_t blocks);

}  // namespace barometer::test
