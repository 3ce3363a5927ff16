// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "analysis/metric_table.hpp"
#include "analysis/run_analysis.hpp"
#include "analysis/run_record.hpp"
#include "analysis/session_samples.hpp"

// What is measured of one run of many: the figures that somebody asked for, without the tables by
// regime, the warnings and whatever else a report of one run shows.

namespace barometer::analysis {

// Parts of an analysis that cost more than the others together; the others are always measured.
struct LeanParts {
  bool shape = false;       // ReturnMetrics::shape
  bool intervals = false;   // ReturnMetrics::intervals
  bool excursions = false;  // mae and mfe of round trips
  bool benchmark = false;   // RunAnalysis::benchmark
  bool fingerprint = false;

  // Those that the metric with this key is computed from.
  static LeanParts of(std::string_view metric_key);

  LeanParts operator|(const LeanParts& other) const;
};

// `samples` are the account's (session_samples.hpp). Filled are `returns`,
// `exposure`, `costs`, `trades`, `round_trips`, `orders` and `extent` but for its bars, each to the
// bit as analyse() fills it, and the parts; empty is the rest.
RunAnalysis analyse_lean(const RunRecord& record, std::span<const Sample> samples,
                         const LeanParts& parts);

}  // namespace barometer::analysis
