// SPDX-License-Identifier: Apache-2.0
#include "latency/cold_start.hpp"

#include <cstddef>
#include <vector>

#include "latency/warmup.hpp"

namespace barometer::latency {

namespace {

constexpr double kSmallestRaise = 0.05;  // of steady
constexpr double kShareOfFirst = 0.95;   // of what the warm-up took above steady

std::vector<double> times_per_bar(const LatencyReport& report) {
  std::vector<double> times;
  times.reserve(report.trace.size());
  for (const StepTime& step : report.trace) {
    times.push_back(per_bar_ns(report, step));
  }
  return times;
}

double sum_of_first(const std::vector<double>& times, std::size_t count) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i) {
    sum += times[i];
  }
  return sum;
}

}  // namespace

std::optional<ColdStart> cold_start_of(const LatencyReport& report) {
  if (report.sampled || !report.steady_median_ns) {
    return std::nullopt;
  }
  const std::vector<double> times = times_per_bar(report);
  const auto n = static_cast<double>(times.size());
  const auto warmup = static_cast<std::size_t>(report.warmup_steps);
  const double steady = *report.steady_median_ns;
  const double above = sum_of_first(times, warmup) - static_cast<double>(warmup) * steady;
  ColdStart cold;
  double first_above = 0;
  while (first_above < kShareOfFirst * above &&
         cold.first_steps < static_cast<std::int64_t>(warmup)) {
    const double time = times[static_cast<std::size_t>(cold.first_steps++)];
    first_above += time - steady;
    cold.first_ns += time;
  }
  const bool restless = !report.warm && cold.first_steps > kBlockSteps;
  if (restless || first_above < kSmallestRaise * steady * n) {
    return std::nullopt;
  }
  cold.steps = static_cast<std::int64_t>(times.size());
  cold.steady_ns = steady;
  cold.mean_ns = sum_of_first(times, times.size()) / n;
  cold.rest_ns = cold.mean_ns - steady - first_above / n;
  return cold;
}

}  // namespace barometer::latency
