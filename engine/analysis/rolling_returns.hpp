// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/session_samples.hpp"
#include "analysis/sharpe_error.hpp"

namespace barometer::core {
class Workers;
}  // namespace barometer::core

namespace barometer::analysis {

struct ReturnMetrics;
struct RunRecord;

// Figures of the last year's returns at one session end, by the formulas of ReturnMetrics.
struct RollingReturns {
  core::Timestamp begin_ns = 0;  // session end that the first return starts from
  core::Timestamp time_ns = 0;   // session end of the last return
  std::int64_t sessions = 0;     // returns in the window
  double total_return = 0;
  double volatility = 0;         // a year
  std::optional<double> sharpe;  // a year; none where the account stood still
  SharpeError sharpe_error;
  double max_drawdown = 0;  // from a peak inside the window, fraction of it
};

// One entry per session end that has a year of sessions (`periods_per_year`, rounded) before it:
// Sharpe ratios of less have an error above 1. Empty for shorter runs, and where equity was not
// above 0 at a sample. The same bits for any number of workers.
std::vector<RollingReturns> rolling_returns(std::span<const Sample> samples,
                                            double periods_per_year, core::Workers& workers);

// Those of a run.
std::vector<RollingReturns> rolling_returns(const RunRecord& record, core::Workers& workers);

// Whether the run that `returns` were measured on has any.
bool has_rolling_returns(const ReturnMetrics& returns);

}  // namespace barometer::analysis
