// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "core/workers.hpp"
#include "stats/sample_rows.hpp"

namespace barometer::stats {

inline constexpr std::size_t kLuckDraws = 10'000;

// What the best of a study shows where no trial has an edge.
struct BestByLuck {
  double expected = 0;  // mean Sharpe ratio of the best, a period's: a second SR0
  double chance = 1;    // that the best has at least the ratio asked for
  double copies = 1;    // studies like the given rows that make up all trials
};

// Draws max over i of z_i / sqrt(T), z ~ N(0, R), R the correlations of the rows: how high the
// best Sharpe ratio (a period's) of trials comes that are as alike as these and have none. A draw
// is a random combination of the standardised columns, z = X' g / sqrt(T) with g ~ N(0, I): that
// has exactly the correlations R, needs no R, no root of it (which trials that are copies of each
// other do not have) and costs rows x T, less than R itself does.
//
// `trials` is the number of all that were tried; where it is more than the rows, these stand for
// all as a sample: the others are taken to be trials / rows - 1 further studies like the given one,
// independent of it and of each other, so P(best < x) = F(x)^copies. That errs on the safe side
// where trials are correlated positively (Slepian 1962), for independent ones reach further.
// chance = 1 - (1 - (c + 1) / (kLuckDraws + 1))^copies, c the draws whose best is at least `best`:
// never less than what the draws can say.
//
// Nothing without rows or with fewer than two periods. A row that does not vary stays at 0. The
// same bits for any number of threads. O(kLuckDraws x rows x T).
std::optional<BestByLuck> best_by_luck(const SampleRows& rows, double trials, double best,
                                       std::uint64_t seed, core::Workers& workers);

}  // namespace barometer::stats
