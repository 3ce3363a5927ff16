// SPDX-License-Identifier: Apache-2.0
#include "analysis/sharpe_error.hpp"

#include <cmath>
#include <vector>

#include "analysis/metrics.hpp"
#include "stats/long_run_variance.hpp"
#include "stats/moments.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::analysis {

namespace {

struct Moments {
  double mean = 0;
  double deviation = 0;        // ddof 1
  double autocorrelation = 0;  // of one return with the next

  double ratio() const { return mean / deviation; }
};

Moments moments_of(std::span<const double> returns) {
  Moments moments{.mean = stats::mean_of(returns)};
  double last = 0;
  double squares = 0;
  double products = 0;
  for (const double value : returns) {
    const double deviation = value - moments.mean;
    squares += deviation * deviation;
    products += deviation * last;
    last = deviation;
  }
  moments.deviation = std::sqrt(squares / static_cast<double>(returns.size() - 1));
  moments.autocorrelation = products / squares;
  return moments;
}

// What each return adds to the error of S: its influence function.
std::vector<double> influences(std::span<const double> returns, const Moments& moments) {
  std::vector<double> psi;
  psi.reserve(returns.size());
  for (const double value : returns) {
    const double z = (value - moments.mean) / moments.deviation;
    psi.push_back(z - moments.ratio() / 2 * (z * z - 1));
  }
  return psi;
}

// Lo's eta(N) / sqrt(N), the sum of (N - k) rho^k in closed form; N is whole.
double aggregation(double rho, double periods) {
  const double gathered =
      rho / (1 - rho) * (1 - (1 - std::pow(rho, periods)) / (periods * (1 - rho)));
  return 1 / std::sqrt(1 + 2 * gathered);
}

// REQUIRES: the returns differ and are not too few.
void measure(std::span<const double> returns, const Moments& moments, double periods_per_year,
             SharpeError& error) {
  const auto n = static_cast<double>(returns.size());
  const double ratio = moments.ratio();
  const double scale = std::sqrt(periods_per_year);
  error.lags = stats::long_run_lags(returns.size());
  const double period_error =
      std::sqrt(stats::long_run_variance(influences(returns, moments), error.lags) / n);
  const double reach =
      stats::long_run_quantile(static_cast<double>(error.lags + 1) / n) * period_error;
  error.standard_error = period_error * scale;
  error.low = (ratio - reach) * scale;
  error.high = (ratio + reach) * scale;
  error.independent = std::sqrt((1 + ratio * ratio / 2) / n) * scale;
  error.time_aggregated =
      ratio * scale * aggregation(moments.autocorrelation, std::round(periods_per_year));
  if (reach > 0) {
    error.probability = stats::normal_probability(1.96 * ratio / reach);
  }
}

}  // namespace

SharpeError measure_sharpe_error(std::span<const double> returns, double periods_per_year) {
  SharpeError error;
  if (returns.empty()) {
    return error;
  }
  error.missing = too_few(returns, kFewestForError);
  if (error.missing) {
    return error;
  }
  const Moments moments = moments_of(returns);
  if (moments.deviation > kNoSpread) {
    measure(returns, moments, periods_per_year, error);
  }
  return error;
}

}  // namespace barometer::analysis
