// SPDX-License-Identifier: Apache-2.0
#include "latency/live_replay.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace barometer::latency {

namespace {

// The value at rank ceil(q n) where ten lie beyond it, as of a histogram.
std::optional<double> exact_quantile(const std::vector<double>& sorted, double q) {
  const auto n = static_cast<double>(sorted.size());
  constexpr double kRounding = 1e-9;
  if (n * (1 - q) + kRounding < 10) {
    return std::nullopt;
  }
  return sorted[static_cast<std::size_t>(std::ceil(q * n)) - 1];
}

}  // namespace

LiveReport replay_live(const LatencyReport& report, core::Duration interval) {
  LiveReport live;
  live.interval_ns = interval;
  live.steps = static_cast<std::int64_t>(report.trace.size());
  const auto gap = static_cast<double>(interval);
  std::vector<double> responses;
  responses.reserve(report.trace.size());
  double wait = 0;
  double busy = 0;
  for (const StepTime& step : report.trace) {
    const double service = static_cast<double>(step.ticks) * report.ns_per_tick;
    live.waited += wait > 0 ? 1 : 0;
    if (wait > live.longest_wait_ns) {
      live.longest_wait_ns = wait;
      live.longest_wait_step = step.step;
    }
    responses.push_back(wait + service);
    busy += service;
    wait = std::max(0.0, wait + service - gap);
  }
  live.final_wait_ns = wait;
  std::sort(responses.begin(), responses.end());
  live.p50_ns = exact_quantile(responses, 0.5);
  live.p90_ns = exact_quantile(responses, 0.9);
  live.p99_ns = exact_quantile(responses, 0.99);
  live.p999_ns = exact_quantile(responses, 0.999);
  live.max_ns = responses.empty() ? 0 : responses.back();
  live.load = live.steps > 0 ? busy / (gap * static_cast<double>(live.steps)) : 0;
  return live;
}

}  // namespace barometer::latency
