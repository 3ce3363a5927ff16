// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace barometer::stats {

// Draws that the error of a difference of Sharpe ratios is held against.
inline constexpr std::int64_t kDifferenceDraws = 1999;

// Pairs that it needs at the least: ten blocks of three.
inline constexpr std::size_t kFewestPairs = 30;

// A difference of Sharpe ratios of a period with its error, before any draw.
struct MeasuredDifference {
  double difference = 0;
  double standard_error = 0;
  std::int64_t block = 1;  // values a block has
};

// How much larger one Sharpe ratio is than another that was measured over the same periods. All but
// p are a period's: times sqrt(periods a year) they are a year's.
struct SharpeDifference {
  double difference = 0;  // mean / deviation (ddof 1) of a, less that of b
  double standard_error = 0;
  double low = 0;  // 95 %
  double high = 0;
  double p = 1;            // of two sides, that the ratios are the same
  std::int64_t block = 1;  // values a block has
};

// Ledoit & Wolf 2008, "Robust performance hypothesis testing with the Sharpe ratio", section 3.2.2.
// With z standardised values, S the ratio and psi = z - (S / 2)(z^2 - 1) of each series, the error
// of the difference is sqrt(sum over blocks of (sum in the block of psi_a - psi_b)^2 / blocks /
// length) / sqrt(n), blocks being the whole ones from the first value on. Each of kDifferenceDraws
// draws joins circular blocks of both series, the same places in both, and measures its own
// difference D* and error s* in the blocks that it is made of:
//   p = (1 + #{|D* - D| / s* >= |D| / s}) / (kDifferenceDraws + 1)
// and the interval is D -+ s times the 95 % quantile of |D* - D| / s*. Right for returns that are
// fat-tailed, depend on each other and on those of their time. A block is the larger Politis-White
// length of the two series, at most a tenth of the values.
//
// a and b are returns of the same periods, equally long. Nothing where they are fewer than
// kFewestPairs, where one does not vary, or where one is a positive multiple of the other: then
// there is no error to hold a difference against. Nor where one does not vary in more than one of
// twenty draws, as too few of its values differ from the others: then there is no interval.
// O(kDifferenceDraws x n / block).
std::optional<SharpeDifference> sharpe_difference(std::span<const double> a,
                                                  std::span<const double> b, std::uint64_t seed);

// Difference and error of the same, without draws: O(n). Nothing for the same series.
std::optional<MeasuredDifference> measured_sharpe_difference(std::span<const double> a,
                                                             std::span<const double> b);

}  // namespace barometer::stats
