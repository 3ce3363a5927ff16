// SPDX-License-Identifier: Apache-2.0
#include "app/compare_curves.hpp"

#include <cmath>
#include <cstddef>
#include <numeric>

#include "stats/long_run_variance.hpp"

namespace barometer::app {

namespace {

std::size_t solvent_sessions(const study::CommonSessions& common) {
  std::size_t n = 0;
  while (n < common.a.size() && common.a[n] > -1 && common.b[n] > -1) {
    ++n;
  }
  return n;
}

// q sqrt(v).
double band_of_one_session(std::vector<double> differences) {
  const auto n = static_cast<double>(differences.size());
  const double mean = std::accumulate(differences.begin(), differences.end(), 0.0) / n;
  for (double& difference : differences) {
    difference -= mean;
  }
  const std::size_t lags = stats::long_run_lags(differences.size());
  return stats::long_run_quantile(std::min(1.0, static_cast<double>(lags + 1) / n)) *
         std::sqrt(stats::long_run_variance(differences, lags));
}

}  // namespace

CompareCurves compare_curves(const study::CommonSessions& common) {
  CompareCurves curves;
  const std::size_t n = solvent_sessions(common);
  if (n < 2) {
    return curves;
  }
  std::vector<double> differences;
  for (std::size_t i = 0; i < n; ++i) {
    differences.push_back(std::log1p(common.a[i]) - std::log1p(common.b[i]));
  }
  const double band = band_of_one_session(differences);
  double a = 1, b = 1;
  for (std::size_t i = 0; i < n; ++i) {
    curves.times.push_back(static_cast<double>(common.ends[i]));
    curves.a.push_back(a *= 1 + common.a[i]);
    curves.b.push_back(b *= 1 + common.b[i]);
    curves.difference.push_back(a / b - 1);
    const double reach = band * std::sqrt(static_cast<double>(i + 1));
    curves.low.push_back(std::expm1(-reach));
    curves.high.push_back(std::expm1(reach));
  }
  return curves;
}

}  // namespace barometer::app
