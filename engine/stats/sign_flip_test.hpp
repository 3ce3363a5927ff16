// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "stats/block_sums.hpp"
#include "stats/cluster_mean.hpp"

namespace barometer::stats {

inline constexpr std::int64_t kFewestValues = 30;
inline constexpr std::int64_t kMostDraws = 2000;
inline constexpr std::int64_t kEnoughAsLarge = 20;

// What a label and the values elsewhere ("rest": of all other labels) have to test with.
struct LabelCounts {
  double values = 0;
  double rest_values = 0;
  std::int64_t blocks = 0;  // that contain it
  std::int64_t rest_blocks = 0;

  // From the labels alone, whatever the values are: kFewestBlocks and kFewestValues either way.
  bool eligible() const {
    return blocks >= kFewestBlocks && rest_blocks >= kFewestBlocks && values >= kFewestValues &&
           rest_values >= kFewestValues;
  }
};

std::vector<LabelCounts> label_counts(const BlockSums& values);

// The fewest blocks of an eligible label or of its rest; 0 without such labels.
std::int64_t fewest_blocks(const std::vector<LabelCounts>& counts);

// The least p that a test with these fewest blocks can come to: 2^(1 - G), and no less than one
// draw in all of them. 1 for none.
double least_p(std::int64_t fewest_blocks);

// Where the signs of the draws come from.
struct SignSource {
  std::uint64_t seed = 0;
  std::uint64_t dimension = 0;

  // Signs of 64 blocks, 64 x word and following, in draw `draw`; bit i is 1 for +1. A function of
  // its arguments: no draw depends on which others are made, or on when.
  std::uint64_t signs(std::uint64_t draw, std::uint64_t word) const;
};

struct SignFlipTest {
  std::optional<double> statistic;  // none where the values do not differ
  std::optional<double> p;
  std::int64_t draws = 0;
};

// Whether means differ between labels, by a wild cluster bootstrap with a studentised maximum
// (Cameron, Gelbach & Miller 2008; signs of whole blocks). With e the values less their mean,
// S_bk, N_bk the sum of e and the number of values of label k in block b, n_k = sum_b N_bk, and
// S', N', n' those of all other labels:
//   m_k = sum_b S_bk / n_k,  m'_k likewise
//   u_bk = (S_bk - m_k N_bk) / n_k - (S'_bk - m'_k N'_bk) / n'_k
//   T = max over eligible k of |m_k - m'_k| / sqrt(sum_b u_bk^2)
// Draw j multiplies all sums of block b by one sign and computes T again, means included. Draws
// count in their order until kEnoughAsLarge are as large as T (Besag & Clifford 1991): then p =
// kEnoughAsLarge / draws; after kMostDraws p = (as large + 1) / (kMostDraws + 1).
// Fewer than two eligible labels: no statistic. O(draws x blocks x labels).
SignFlipTest sign_flip_test(const BlockSums& values, const SignSource& source);

}  // namespace barometer::stats
