// SPDX-License-Identifier: Apache-2.0
#include "analysis/benchmark_metrics.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/buy_and_hold.hpp"
#include "analysis/metrics.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "stats/moments.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::analysis {

namespace {

// Samples in whose periods the symbol has data: from the one before its first close on, up to the
// first one at or after its last.
std::span<const Sample> while_listed(std::span<const Sample> samples,
                                     std::span<const data::BarRow> bars) {
  const auto before = [](const Sample& sample, core::Timestamp time) {
    return sample.time_ns < time;
  };
  if (bars.empty()) {
    return {};
  }
  const auto first =
      std::lower_bound(samples.begin(), samples.end(), bars.front().close_time_ns, before);
  const auto last =
      std::lower_bound(samples.begin(), samples.end(), bars.back().close_time_ns, before);
  const auto end = last == samples.end() ? last : last + 1;
  return first < end ? samples.subspan(static_cast<std::size_t>(first - samples.begin()),
                                       static_cast<std::size_t>(end - first))
                     : std::span<const Sample>();
}

}  // namespace

BenchmarkMetrics measure_benchmark(std::span<const double> ours, std::span<const double> theirs,
                                   double periods_per_year) {
  BenchmarkMetrics metrics;
  metrics.periods = static_cast<std::int64_t>(ours.size());
  if (ours.size() < 2 || theirs.size() != ours.size()) {
    return metrics;
  }
  const double deviation = stats::standard_deviation_of(theirs);
  if (deviation > kNoSpread) {
    metrics.beta = stats::covariance_of(ours, theirs) / (deviation * deviation);
    metrics.alpha = std::pow(1 + stats::mean_of(ours) - *metrics.beta * stats::mean_of(theirs),
                             periods_per_year) -
                    1;
    if (const double own = stats::standard_deviation_of(ours); own > kNoSpread) {
      metrics.correlation = stats::covariance_of(ours, theirs) / (deviation * own);
    }
  }
  std::vector<double> active(ours.begin(), ours.end());
  std::ranges::transform(active, theirs, active.begin(), std::minus<>());
  const double spread = stats::standard_deviation_of(active);
  metrics.tracking_error = spread * std::sqrt(periods_per_year);
  if (spread > kNoSpread) {
    metrics.information_ratio = stats::mean_of(active) / spread * std::sqrt(periods_per_year);
  }
  return metrics;
}

std::optional<BenchmarkMetrics> benchmark_metrics(
    const data::MarketData& market, std::span<const Sample> samples, const std::string& symbol,
    std::span<const portfolio::Valuation> valuations) {
  const auto found = std::ranges::find(market.symbols, symbol, &data::SymbolData::name);
  if (symbol.empty() || found == market.symbols.end()) {
    return std::nullopt;
  }
  const auto index = static_cast<core::SymbolIndex>(found - market.symbols.begin());
  const std::span<const Sample> listed = while_listed(samples, found->bars);
  const std::vector<double> ours = returns_of(listed);
  const std::vector<double> theirs = returns_of(hold(market, index, listed, valuations));
  BenchmarkMetrics metrics = measure_benchmark(ours, theirs, market.session_days_per_year);
  metrics.symbol = symbol;
  return metrics;
}

}  // namespace barometer::analysis
