// SPDX-License-Identifier: Apache-2.0
#include "analysis/return_intervals.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/metrics.hpp"
#include "core/workers.hpp"
#include "stats/block_length.hpp"
#include "stats/long_run_variance.hpp"
#include "stats/order_statistics.hpp"
#include "stats/stationary_bootstrap.hpp"

namespace barometer::analysis {

namespace {

constexpr std::uint64_t kSeed = 0x9a7b;
constexpr std::size_t kPart = 50;  // draws in one piece of work

// Logarithms of growth from sample to sample; empty where one is undefined.
std::vector<double> growth_of(std::span<const Sample> samples) {
  std::vector<double> growth = returns_of(samples);
  for (double& step : growth) {
    step = std::log1p(step);
  }
  const bool finite = std::ranges::all_of(growth, [](double step) { return std::isfinite(step); });
  return finite ? growth : std::vector<double>();
}

double mean_block(std::span<const double> growth) {
  // Politis & White's length for geometric blocks is that for equal ones over 1.5^(1/3).
  return std::max(stats::politis_white_length(growth) / std::cbrt(1.5),
                  independent_block(growth.size()));
}

// How much wider than drawn an interval must be, because few blocks show too little of the spread.
double widening(double block, double n) {
  return stats::long_run_quantile(std::min(1.0, 2 * block / n)) / 1.96;
}

using Drawn = std::vector<stats::StationaryBootstrap::Blocks>;

Drawn draw_all(const stats::StationaryBootstrap& bootstrap, core::Workers& workers) {
  Drawn drawn(kPathDraws);
  workers.for_each(kPathDraws, kPart, [&](std::size_t i) { drawn[i] = bootstrap.draw(i); });
  return drawn;
}

// Per draw, how far its mean is from that of `growth`, widened.
std::vector<double> mean_errors(const stats::StationaryBootstrap& bootstrap, const Drawn& drawn,
                                double mean, double factor) {
  std::vector<double> errors;
  errors.reserve(drawn.size());
  for (const stats::StationaryBootstrap::Blocks& each : drawn) {
    errors.push_back((bootstrap.mean(each) - mean) * factor);
  }
  return errors;
}

std::vector<double> deepest_falls(const stats::StationaryBootstrap& bootstrap, const Drawn& drawn,
                                  std::span<const double> errors, core::Workers& workers) {
  constexpr std::size_t kAtOnce = stats::StationaryBootstrap::kAtOnce;
  static_assert(kPathDraws % kAtOnce == 0);
  std::vector<double> falls(kPathDraws);
  workers.for_each(kPathDraws / kAtOnce, kPart / kAtOnce, [&](std::size_t group) {
    const std::size_t first = group * kAtOnce;
    std::array<double, kAtOnce> shifts;
    for (std::size_t i = 0; i < kAtOnce; ++i) {
      shifts[i] = errors[(first + i + 1) % kPathDraws];
    }
    const auto group_of = std::span{drawn}.subspan(first).first<kAtOnce>();
    std::ranges::copy(bootstrap.deepest_falls(group_of, shifts),
                      falls.begin() + static_cast<std::ptrdiff_t>(first));
  });
  return falls;
}

Interval quantiles_of(std::span<const double> values) {
  return {stats::quantile_of(values, 0.025), stats::quantile_of(values, 0.975)};
}

}  // namespace

ReturnIntervals resample_returns(std::span<const Sample> samples, core::Workers& workers) {
  ReturnIntervals intervals;
  const std::vector<double> growth = growth_of(samples);
  if (growth.empty()) {
    return intervals;
  }
  intervals.missing = too_few(growth, kFewestForPaths);
  if (intervals.missing) {
    return intervals;
  }
  const auto n = static_cast<double>(growth.size());
  const double mean = stats::mean_of(growth);
  intervals.block_sessions = mean_block(growth);
  const stats::StationaryBootstrap bootstrap(growth, intervals.block_sessions, kSeed);
  const Drawn drawn = draw_all(bootstrap, workers);
  const std::vector<double> errors =
      mean_errors(bootstrap, drawn, mean, widening(intervals.block_sessions, n));
  if (const double years = years_of(samples); years >= kFewestYears) {
    const Interval error = quantiles_of(errors);
    intervals.cagr = {std::expm1((mean + error.low) * n / years),
                      std::expm1((mean + error.high) * n / years)};
  }
  const Interval fall = quantiles_of(deepest_falls(bootstrap, drawn, errors, workers));
  intervals.max_drawdown = {-std::expm1(-fall.low), -std::expm1(-fall.high)};
  return intervals;
}

}  // namespace barometer::analysis
