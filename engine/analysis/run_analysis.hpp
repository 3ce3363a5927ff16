// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analysis/attribution.hpp"
#include "analysis/benchmark_metrics.hpp"
#include "analysis/latency_by_tag.hpp"
#include "analysis/latency_course.hpp"
#include "analysis/metrics.hpp"
#include "analysis/open_positions.hpp"
#include "analysis/regime_statistics.hpp"
#include "analysis/round_trips.hpp"
#include "analysis/run_record.hpp"
#include "analysis/trade_metrics.hpp"
#include "analysis/warning.hpp"

namespace barometer::analysis {

// How the orders of a run ended.
struct OrderCounts {
  std::int64_t total = 0;
  std::int64_t filled = 0;
  std::int64_t working = 0;
  std::map<bm_order_reason, std::int64_t> rejected;
  std::map<bm_order_reason, std::int64_t> cancelled;
};

// `unlisted`: orders rejected with BM_REASON_TOO_MANY_ORDERS, beyond those in `orders`.
OrderCounts count_orders(std::span<const orders::OrderRecord> orders, std::int64_t unlisted = 0);

// The account's change in equity, computed twice: by the loop and by the attribution.
struct AccountIdentity {
  double equity_change = 0;   // last equity - starting cash, account currency
  double attributed = 0;      // net of all symbol-bars, account currency
  double relative_error = 0;  // of their difference, to the larger of starting cash and last equity
  bool holds = true;          // relative_error <= 1e-9
};

// How much of the data the run traded on: its live part, after the warm-up.
struct RunExtent {
  std::int64_t bars = 0;  // of all symbols
  std::int64_t steps = 0;
  core::Timestamp first_ns = 0;  // close time of the first live step
  core::Timestamp last_ns = 0;   // close time of the last step
};

// Everything that follows from a run's record, in numbers and codes; owns its data.
struct RunAnalysis {
  std::string fingerprint;
  RunExtent extent;
  ReturnMetrics returns;
  ReturnMetrics buy_and_hold;
  std::optional<BenchmarkMetrics> benchmark;  // none where output.benchmark names none
  ExposureMetrics exposure;
  CostMetrics costs;
  TradeMetrics trades;
  std::vector<RoundTrip> round_trips;
  std::vector<OpenPosition> open_positions;
  std::vector<ReportedDimension> reported;
  Attribution attribution;                   // a table per reported dimension
  std::vector<DimensionMetrics> regimes;     // as attribution.tables
  std::vector<LatencyByTag> latency_by_tag;  // as reported, without pairs; none where not metered
  SlowBars slow_bars;
  std::vector<LatencyBlock> latency_course;  // at most kMostLatencyBlocks; none where not metered
  AccountIdentity identity;
  OrderCounts orders;
  std::vector<Warning> warnings;
};

// On as many threads as the run had; the same for any number.
RunAnalysis analyse(const RunRecord& record);

}  // namespace barometer::analysis
