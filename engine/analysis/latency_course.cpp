// SPDX-License-Identifier: Apache-2.0
#include "analysis/latency_course.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "stats/order_statistics.hpp"

namespace barometer::analysis {

namespace {

LatencyBlock block_of(const latency::LatencyReport& latency,
                      std::span<const latency::StepTime> steps) {
  std::vector<double> times;
  for (const latency::StepTime& step : steps) {
    times.push_back(latency::per_bar_ns(latency, step));
  }
  return {.first_step = steps.front().step,
          .last_step = steps.back().step,
          .samples = static_cast<std::int64_t>(steps.size()),
          .median_ns = stats::median_of(times),
          .max_ns = std::ranges::max(times)};
}

}  // namespace

std::vector<LatencyBlock> latency_course(const latency::LatencyReport& latency, std::size_t most) {
  const std::span<const latency::StepTime> trace = latency.trace;
  const std::size_t size = std::max<std::size_t>(1, (trace.size() + most - 1) / most);
  std::vector<LatencyBlock> course;
  for (std::size_t at = 0; at < trace.size(); at += size) {
    course.push_back(block_of(latency, trace.subspan(at, std::min(size, trace.size() - at))));
  }
  return course;
}

}  // namespace barometer::analysis
