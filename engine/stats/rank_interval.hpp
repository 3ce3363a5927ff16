// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace barometer::stats {

// A ratio with the interval that holds it.
struct RatioInterval {
  double estimate = 1;
  double low = 1;
  double high = 1;
};

// Which of the m x n sorted pairwise differences, counted from 1, is the lower end of the exact
// two-sided Mann-Whitney interval; by symmetry the same one from the top is the upper end. It is
// the largest k with P(U <= k - 1) <= alpha / 2 where both samples are of one distribution: 1, 3,
// 8, 17, 52, 106 for 5, 6, 8, 10, 15, 20 each at 1 %. 0 where even the whole range is too narrow.
// Exact up to 100 values in all, beyond them by the normal approximation of U.
std::size_t mann_whitney_rank(std::size_t m, std::size_t n, double alpha);

// How much larger the candidate's values are than the baseline's, both given as logarithms: the
// Hodges-Lehmann estimate (exp of the median pairwise difference) with the exact Mann-Whitney
// interval (Hollander, Wolfe & Chicken, Nonparametric Statistical Methods, 4.2 and 4.3). Nothing
// where there are too few values for an interval at this alpha.
std::optional<RatioInterval> ratio_interval(std::span<const double> baseline,
                                            std::span<const double> candidate, double alpha);

}  // namespace barometer::stats
