// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "analysis/run_analysis.hpp"

// Every metric of a run, named once: run.json, the summary, docs/metrics.md and the schema of
// run.json are made from this table.

namespace barometer::analysis {

// What a number counts, from which follows how it is shown.
enum class MetricUnit {
  money,           // account currency
  gain,            // fraction, < 0 a loss
  share,           // fraction, >= 0
  depth,           // fraction of a peak, >= 0: a loss
  ratio,           // without a unit
  standard_error,  // of the metric in the row before
  bps,             // 1/10,000
  count,
  days,
  hours,
  years,
  time,  // UTC
};

// "fraction, < 0 a loss"
std::string_view to_string(MetricUnit unit);

// What may come, but has not come yet, such as the recovery from a drawdown.
struct NotYet {};

// Nothing where the metric is undefined, TooFew where more data would define it; times are
// nanoseconds since 1970, UTC.
using MetricValue = std::variant<std::monostate, NotYet, TooFew, double, std::int64_t>;

struct Metric {
  using OfReturns = MetricValue (*)(const ReturnMetrics&);
  using OfRun = MetricValue (*)(const RunAnalysis&);

  std::string_view key;    // snake_case; the key in run.json
  std::string_view label;  // the line of the summary's result that shows it; metrics with the same
                           // label share that line; empty: not shown there
  MetricUnit unit;
  std::string_view formula;  // with its source where it has one
  std::variant<OfReturns, OfRun> value;

  // Whether it is measured from returns alone, and so for buy and hold too.
  bool of_returns() const { return std::holds_alternative<OfReturns>(value); }
};

// In the order in which reports show them.
std::span<const Metric> metric_table();

// The row with this key, NULL where there is none.
const Metric* find_metric(std::string_view key);

// The value as a number, times as nanoseconds since 1970; nothing where it is undefined.
std::optional<double> number_of(const MetricValue& value);

// The metric of the run.
MetricValue value_of(const Metric& metric, const RunAnalysis& analysis);

// The metric of other returns than the run's. REQUIRES: metric.of_returns().
MetricValue value_of(const Metric& metric, const ReturnMetrics& returns);

}  // namespace barometer::analysis
