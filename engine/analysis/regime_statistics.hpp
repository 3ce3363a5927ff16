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
#include "stats/regime_test.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::regime {
class TagView;
}  // namespace barometer::regime

// How a strategy did in each regime, and whether the difference is more than chance. All on
// x = net of a symbol-bar (attribution.hpp) / account equity at the step before it.

namespace barometer::analysis {

inline constexpr std::int64_t kFewestEpisodes = 10;
inline constexpr std::int64_t kFewestTrades = 30;

struct RegimeMetrics {
  std::string label;          // as in the attribution's row
  std::int64_t episodes = 0;  // runs of bars of one symbol with this tag; the last one included
  std::int64_t trades = 0;    // round trips that were entered in its bars
  bool sufficient = false;    // kFewestEpisodes and kFewestTrades are reached
  std::optional<double> exposure;   // share of its symbol-bars in which a position was held
  std::optional<double> mean;       // of x
  std::optional<double> mean_low;   // 95 %: quantiles over 1000 draws of as many whole episodes;
  std::optional<double> mean_high;  // nothing where not sufficient
  std::optional<double> sharpe;     // of the sums of x over each step in which the tag held,
                                    // x sqrt(live steps a year); undefined under 30 days
  std::optional<double> profit_factor;  // sum of net > 0 / |sum of net < 0| of its symbol-bars
  std::optional<double> drawdown;       // deepest fall of these sums, compounded one after another
  std::optional<double> mean_dwell;     // bars of episodes that ended; of none for unknown
  std::optional<double> median_dwell;
};

struct DimensionMetrics {
  std::string dimension;
  std::vector<RegimeMetrics> rows;                     // as the attribution's table
  std::vector<std::vector<std::int64_t>> transitions;  // bars [from][to], labels; unknown left out
  stats::RegimeTest test;                              // "does the regime matter?"
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
std::vector<DimensionMetrics> measure_regimes(const RegimeInput& input,
                                              std::span<const std::size_t> dimensions,
                                              core::Workers& workers);

}  // namespace barometer::analysis
