// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "analysis/sample_size.hpp"
#include "analysis/session_samples.hpp"

namespace barometer::core {
class Workers;
}  // namespace barometer::core

namespace barometer::analysis {

struct Interval {
  double low = 0;
  double high = 0;
};

// What other histories could have been, by resampling g_i = log(E_i / E_{i-1}), i = 1..n, in
// blocks: kPathDraws draws of the stationary bootstrap (Politis & Romano 1994). The mean block has
// as many sessions as Politis & White's (2004) length of g, at least .65 sqrt(n), which is half of
// the lags of the Sharpe ratio's error: the shorter length, best for a variance, leaves intervals
// too short. Deviations of a drawn mean from that of g are widened by q / 1.96, q Kiefer &
// Vogelsang's quantile at b = 2 x block / n. docs/returns.md shows what both do to the coverage.
struct ReturnIntervals {
  double block_sessions = 0;  // mean length of a block; 0 where nothing was drawn
  // 95 % interval of the growth a year that returns of this kind have in the long run:
  // quantiles 2.5 % and 97.5 % of the drawn means, as CAGR.
  std::optional<Interval> cagr;
  // The range in which 19 of 20 histories of the same length and kind have their deepest fall, as a
  // fraction of the peak: the same quantiles over drawn histories, each shifted by the error of the
  // mean that another draw shows, because the true mean is not known either.
  std::optional<Interval> max_drawdown;
  // Why they are undefined, where returns are too few.
  std::optional<TooFew> missing;
};

inline constexpr std::size_t kPathDraws = 1000;

// Below it intervals cover less, or much more, than they say.
inline constexpr std::size_t kFewestForPaths = 100;

// The same bits for any number of workers. Linear in samples and draws. Everything undefined where
// equity was not above 0 at a sample.
ReturnIntervals resample_returns(std::span<const Sample> samples, core::Workers& workers);

}  // namespace barometer::analysis
