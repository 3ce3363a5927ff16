// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/attribution.hpp"
#include "analysis/round_trips.hpp"
#include "core/workers.hpp"
#include "portfolio/equity_curve.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

// How a strategy did in each regime, and whether the difference is more than chance. All on
// x = net of a symbol-bar (attribution.hpp) / account equity at the step before it.

namespace barometer::analysis {

struct RegimeMetrics {
  std::string label;          // as in the attribution's row
  std::int64_t episodes = 0;  // runs of bars of one symbol with this tag; the last one included
  std::int64_t trades = 0;    // round trips that were entered in its bars
  std::int64_t blocks = 0;    // of time that contain it
  bool sufficient = false;    // stats::kFewestBlocks are reached
  std::optional<double> exposure;       // share of its symbol-bars in which a position was held
  std::optional<double> mean;           // of x
  std::optional<double> mean_low;       // 95 %, blocks as clusters (stats/cluster_mean.hpp);
  std::optional<double> mean_high;      // nothing where not sufficient
  std::optional<double> largest_block;  // ClusterMean::largest of that interval
  std::optional<double> sharpe;         // of the sums of x over each step in which the tag held,
                                        // x sqrt(live steps a year); undefined under 30 days
  std::optional<double> profit_factor;  // sum of net > 0 / |sum of net < 0| of its symbol-bars
  std::optional<double> drawdown;       // deepest fall of these sums, compounded one after another
  std::optional<double> mean_dwell;     // bars of episodes that ended; of none for unknown
  std::optional<double> median_dwell;
};

// What it cost to learn of a change late: net of the bars behind the one at which the new state is
// thought to have begun, up to the one that detected it.
struct LateDetection {
  std::int64_t changes = 0;  // between labels, with an estimated onset
  double mean_bars = 0;      // from onset to detection
  double net = 0;            // account currency
};

// "Does the regime matter?" (stats/sign_flip_test.hpp)
struct RegimeTest {
  std::int64_t eligible = 0;     // labels that have enough to be tested, from the tags alone
  std::int64_t family = 0;       // dimensions with two of them: what Holm corrects for
  std::int64_t block_steps = 0;  // 0: a block is a session day
  std::int64_t blocks = 0;
  std::int64_t fewest_blocks = 0;  // of a label that has enough, or of its rest; 0 without any
  std::int64_t draws = 0;
  std::optional<double> statistic;
  std::optional<double> p;
  std::optional<double> p_holm;
  // The least p that it can come to, by its blocks and draws, is at most .05 / family.
  bool can_reject = false;
};

struct DimensionMetrics {
  std::string dimension;
  std::vector<RegimeMetrics> rows;                     // as the attribution's table
  std::vector<std::vector<std::int64_t>> transitions;  // bars [from][to], labels; unknown left out
  std::optional<LateDetection> late;                   // none where onsets are not known
  RegimeTest test;
};

// What the metrics are measured on; borrowed.
struct RegimeInput {
  const data::MarketData& market;
  const regime::TagView& tags;
  const Attribution& attribution;
  std::span<const portfolio::EquityPoint> equity;  // one per step from `first_step` on
  std::int64_t first_step = 0;
  double cash = 0;   // before the first live step
  double years = 0;  // of the live steps
  std::span<const RoundTrip> trips;
};

// One entry per table of the attribution, whose dimensions are `dimensions`. Metrics of x are
// undefined where equity is not positive somewhere. The same for any number of workers.
// O(bars x dimensions), and the draws of the tests, which touch no bar.
std::vector<DimensionMetrics> measure_regimes(const RegimeInput& input,
                                              std::span<const ReportedDimension> dimensions,
                                              core::Workers& workers);

}  // namespace barometer::analysis
