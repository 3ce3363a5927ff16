// SPDX-License-Identifier: Apache-2.0
#include "analysis/benchmark_metrics.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/buy_and_hold.hpp"
#include "analysis/metrics.hpp"
#include "calendar/period.hpp"
#include "calendar/venue.hpp"
#include "data/bar_row.hpp"
#include "data/market_data.hpp"
#include "stats/moments.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::analysis {

namespace {

// Samples at the symbol's own session ends: it has had a bar since the sample before. A calendar
// with more sessions than the symbol's would otherwise enter as returns of 0.
std::vector<Sample> at_own_ends(std::span<const Sample> samples,
                                std::span<const data::BarRow> bars) {
  std::vector<Sample> own;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    const core::Timestamp end = samples[i].time_ns;
    const core::Timestamp begin = i == 0 ? end - 1 : samples[i - 1].time_ns;
    const auto bar = std::ranges::upper_bound(bars, begin, {}, &data::BarRow::close_time_ns);
    if (bar != bars.end() && bar->close_time_ns <= end) {
      own.push_back(samples[i]);
    }
  }
  return own;
}

}  // namespace

BenchmarkMetrics measure_benchmark(std::span<const double> ours, std::span<const double> theirs,
                                   double periods_per_year) {
  BenchmarkMetrics metrics;
  metrics.periods = static_cast<std::int64_t>(ours.size());
  metrics.periods_per_year = periods_per_year;
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
  const std::vector<Sample> own = at_own_ends(samples, found->bars);
  const std::vector<double> ours = returns_of(own);
  const std::vector<double> theirs = returns_of(hold(market, index, own, valuations));
  // Only days on which both have a session are compared.
  const double own_year = market.venue_of(index).hours->session_days_per_year;
  const double year = calendar::is_period(market.bar)
                          ? samples_per_year(market)
                          : std::min(market.session_days_per_year, own_year);
  BenchmarkMetrics metrics = measure_benchmark(ours, theirs, year);
  if (years_of(own) < kFewestYears) {
    metrics.alpha.reset();
    metrics.tracking_error.reset();
    metrics.information_ratio.reset();
  }
  metrics.symbol = symbol;
  return metrics;
}

}  // namespace barometer::analysis
