// SPDX-License-Identifier: Apache-2.0
#include "stats/deflated_sharpe.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "stats/moments.hpp"

namespace barometer::stats {

double expected_maximum(double trials) {
  using std::numbers::e;
  using std::numbers::egamma;
  if (!(trials > 1)) {
    return 0;
  }
  // By symmetry, so that 1 - 1 / N loses no digits.
  const double last = -normal_quantile(1 / trials);
  const double beyond = -normal_quantile(1 / (trials * e));
  return (1 - egamma) * last + egamma * beyond;
}

double deflated_benchmark(double variance, double trials) {
  return std::sqrt(std::max(variance, 0.0)) * expected_maximum(trials);
}

double deflated_sharpe(const SharpeSample& best, double variance, double trials) {
  return probabilistic_sharpe(best, deflated_benchmark(variance, trials));
}

double minimum_backtest_years(double trials, double annual_ratio) {
  const double years = expected_maximum(trials) / annual_ratio;
  return years * years;
}

double minimum_backtest_bound(double trials, double annual_ratio) {
  return 2 * std::log(std::max(trials, 1.0)) / (annual_ratio * annual_ratio);
}

}  // namespace barometer::stats
