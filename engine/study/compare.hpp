// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "stats/sharpe_difference.hpp"
#include "study/compare_side.hpp"

namespace barometer::study {

// A key whose values differ; empty where a run has it not.
struct DifferentKey {
  std::string key;
  std::string a;
  std::string b;
};

struct MetricPair {
  std::string key;
  std::optional<double> a;
  std::optional<double> b;
};

// Cells of a row of fills.csv; empty where there is no row.
struct FillCells {
  std::string time;
  std::string symbol;
  std::string quantity;
  std::string price;
  std::string commission;
  std::string rule;
};

// The first rows of fills.csv that differ, as "time symbol quantity at price"; empty where a run
// has no further one.
struct DifferentFill {
  std::size_t number = 0;  // 1, 2, ... in the order in which they happened
  std::string a;
  std::string b;
  FillCells of_a = {};  // the same, a cell each
  FillCells of_b = {};
};

// The difference on the sessions of one label of a dimension of tags.
struct RegimeDifference {
  std::string dimension;
  std::string label;
  std::size_t sessions = 0;
  std::optional<stats::SharpeDifference> difference;  // none: too few sessions, or no spread
};

struct RunComparison {
  std::vector<DifferentKey> keys;   // by key path
  std::vector<MetricPair> metrics;  // of both, in the order of a's
  bool same_results = false;        // equal fingerprints
  std::optional<DifferentFill> first_fill;
  std::string fills_missing;     // why fills were not compared; empty where they were
  std::size_t sessions = 0;      // that both runs have, by their ends
  double sessions_per_year = 0;  // of a, by which figures of a session become a year's
  std::optional<stats::SharpeDifference> difference;  // a less b, on these sessions
  std::vector<RegimeDifference> regimes;
  std::string regimes_missing;  // why there are none; empty where there are
};

// Holds two runs beside each other. The difference of their Sharpe ratios is Ledoit & Wolf's
// (stats/sharpe_difference.hpp) with seed 1, on the returns of common sessions in their order; by
// regime on those before which the first symbol of a's tags.csv had the label: known when the
// session began.
RunComparison compare_runs(const ComparedRun& a, const ComparedRun& b);

}  // namespace barometer::study
