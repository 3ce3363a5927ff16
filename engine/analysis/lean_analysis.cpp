// SPDX-License-Identifier: Apache-2.0
#include "analysis/lean_analysis.hpp"

#include <algorithm>
#include <array>

#include "analysis/excursions.hpp"
#include "analysis/fingerprint.hpp"
#include "config/run_config.hpp"
#include "core/workers.hpp"
#include "data/market_data.hpp"

namespace barometer::analysis {

namespace {

bool is_among(std::span<const std::string_view> keys, std::string_view key) {
  return std::ranges::find(keys, key) != keys.end();
}

void measure_account(const RunRecord& record, std::span<const Sample> samples,
                     const LeanParts& parts, RunAnalysis& analysis) {
  const double year = samples_per_year(record.market);
  analysis.returns =
      parts.shape ? measure_returns(samples, year) : measure_shapeless_returns(samples, year);
  if (parts.intervals) {
    core::Workers alone(1);
    analysis.returns.intervals = resample_returns(samples, alone);
  }
  if (parts.benchmark) {
    analysis.benchmark = benchmark_metrics(record.market, samples, record.config.output.benchmark,
                                           record.logs.flows.valuations);
  }
  analysis.costs = measure_costs(record.logs.fills, record.logs.flows.events);
  analysis.exposure =
      measure_exposure(record.logs.equity, analysis.costs.notional, analysis.returns.years);
}

}  // namespace

LeanParts LeanParts::of(std::string_view metric_key) {
  static constexpr std::array<std::string_view, 6> kOfShape{"skew",    "kurtosis", "var_95",
                                                            "cvar_95", "var_99",   "cvar_99"};
  static constexpr std::array<std::string_view, 4> kOfIntervals{
      "cagr_low", "cagr_high", "max_drawdown_low", "max_drawdown_high"};
  static constexpr std::array<std::string_view, 2> kOfExcursions{"average_mae", "average_mfe"};
  static constexpr std::array<std::string_view, 7> kOfBenchmark{
      "benchmark_periods", "benchmark_periods_per_year", "alpha", "beta", "tracking_error",
      "information_ratio", "benchmark_correlation"};
  return {.shape = is_among(kOfShape, metric_key),
          .intervals = is_among(kOfIntervals, metric_key),
          .excursions = is_among(kOfExcursions, metric_key),
          .benchmark = is_among(kOfBenchmark, metric_key)};
}

LeanParts LeanParts::operator|(const LeanParts& other) const {
  return {.shape = shape || other.shape,
          .intervals = intervals || other.intervals,
          .excursions = excursions || other.excursions,
          .benchmark = benchmark || other.benchmark,
          .fingerprint = fingerprint || other.fingerprint};
}

RunAnalysis analyse_lean(const RunRecord& record, std::span<const Sample> samples,
                         const LeanParts& parts) {
  RunAnalysis analysis;
  analysis.extent.steps = static_cast<std::int64_t>(record.logs.equity.size());
  if (!record.logs.equity.empty()) {
    analysis.extent.first_ns = record.logs.equity.front().time_ns;
    analysis.extent.last_ns = record.logs.equity.back().time_ns;
  }
  measure_account(record, samples, parts, analysis);
  analysis.round_trips = round_trips(record.logs.fills, record.market, record.logs.flows,
                                     record.config.output.round_trips);
  if (parts.excursions) {
    measure_excursions(record.market, record.logs.flows.events, analysis.round_trips);
  }
  analysis.trades = measure_trades(analysis.round_trips);
  analysis.orders = count_orders(record.logs.orders, record.counts.unlisted_orders);
  if (parts.fingerprint) {
    analysis.fingerprint = fingerprint(record.logs.fills, record.logs.equity);
  }
  return analysis;
}

}  // namespace barometer::analysis
