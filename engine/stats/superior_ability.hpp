// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/workers.hpp"
#include "stats/sample_rows.hpp"

namespace barometer::stats {

// Three p-values of one statistic (Hansen 2005): rows that are worse than the benchmark count as no
// better and no worse than it (`lower`), as they are where they are far worse and as equal
// otherwise (`consistent`), or all as equal to it (`upper`).
struct AbilityP {
  double lower = 1;
  double consistent = 1;
  double upper = 1;
};

// Whether the best of some rows is better than the benchmark, all that were looked at considered.
struct SuperiorAbility {
  std::size_t best = 0;  // row with the largest studentised mean
  double statistic = 0;  // that mean, or 0 where it is below
  AbilityP studentised;  // Hansen's test of superior predictive ability
  AbilityP plain;        // the same on means as they are; `upper` is White's reality check (2000)
  std::vector<std::size_t> survivors;  // rows better than the benchmark by StepM, ascending
};

struct AbilityOptions {
  double block = 1;          // mean length of the blocks, at least 1
  std::size_t draws = 2000;  // above 0
  double level = 0.05;       // of survivors: the chance that any is named that is not better
  std::uint64_t seed = 0;
};

// `rows` are differences: what each trial gained over the benchmark, period by period. With d_k the
// mean of row k, n periods and w_k the deviation of sqrt(n) d*_k over the draws of the stationary
// bootstrap (Politis & Romano 1994; the same sessions for all rows in a draw):
//   T = max(max_k sqrt(n) d_k / w_k, 0),  T* = max(max_k sqrt(n) (d*_k - g_k) / w_k, 0)
// with g_k = max(d_k, 0), d_k where sqrt(n) d_k / w_k >= -sqrt(2 ln ln n) and 0 elsewhere, or d_k
// (Hansen 2005, "A test for superior predictive ability"). Plain: the same without w_k and without
// the 0, but for the bound of g_k. p = (1 + #{T* >= T}) / (draws + 1).
// Survivors: Romano & Wolf 2005, "Stepwise multiple testing as formalized data snooping",
// studentised: rows whose sqrt(n) d_k / w_k is above the (1 - level) quantile of max_k sqrt(n)
// (d*_k - d_k) / w_k are named, and the rest is tested again without them until none is added.
//
// Nothing without rows, with fewer than 10 periods, or where no row varies; one that does not vary
// takes no part. The same bits for any number of threads. O(draws x rows x periods), and 4 bytes
// for each draw of each row.
std::optional<SuperiorAbility> superior_ability(const SampleRows& rows,
                                                const AbilityOptions& options,
                                                core::Workers& workers);

// The mean length of the blocks that suits such rows: the larger Politis-White length for the
// stationary bootstrap of the rows' mean, period by period, and of the row with the largest mean.
double ability_block(const SampleRows& rows);

}  // namespace barometer::stats
