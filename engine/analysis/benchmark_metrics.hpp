// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "analysis/session_samples.hpp"
#include "portfolio/valuation.hpp"

namespace barometer::data {
struct MarketData;
}  // namespace barometer::data

namespace barometer::analysis {

// Against holding one symbol (output.benchmark), from close to close, at those session ends at
// which it has had a bar since the one before. Returns r of the account and b of the symbol, N
// periods a year: the sessions of the run's venue or of the symbol's, whichever has fewer; the
// riskless rate 0; the formulas are those of empyrical, yearly. What is scaled to a year is
// undefined under 30 days.
struct BenchmarkMetrics {
  std::string symbol;
  std::int64_t periods = 0;                 // n
  double periods_per_year = 0;              // N
  std::optional<double> beta;               // cov(r, b) / var(b)
  std::optional<double> alpha;              // (1 + mean(r) - beta mean(b))^N - 1
  std::optional<double> tracking_error;     // sd(r - b), ddof 1, x sqrt(N)
  std::optional<double> information_ratio;  // mean(r - b) / sd(r - b) x sqrt(N)
  std::optional<double> correlation;        // cov(r, b) / (sd(r) sd(b))
};

// Of equally many returns.
BenchmarkMetrics measure_benchmark(std::span<const double> ours, std::span<const double> theirs,
                                   double periods_per_year);

// `samples` are the account's (session_samples.hpp); nullopt where `symbol` is empty.
std::optional<BenchmarkMetrics> benchmark_metrics(
    const data::MarketData& market, std::span<const Sample> samples, const std::string& symbol,
    std::span<const portfolio::Valuation> valuations = {});

}  // namespace barometer::analysis
