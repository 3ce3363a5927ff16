// SPDX-License-Identifier: Apache-2.0
#include "latency/growth.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <span>
#include <vector>

#include "stats/mann_kendall.hpp"

namespace barometer::latency {

namespace {

constexpr std::size_t kFewestBlocks = 16;
constexpr std::size_t kMostBlocks = 128;
constexpr std::size_t kSmallestBlock = 8;
constexpr double kLeastRise = 0.20;
constexpr double kMostChance = 0.001;
constexpr double kRisingZ = 1.6449;  // one-sided 5 %

std::span<const StepTime> steady_steps(const LatencyReport& report) {
  const auto first =
      std::partition_point(report.trace.begin(), report.trace.end(),
                           [&](const StepTime& step) { return step.step < report.warmup_steps; });
  return {first, report.trace.end()};
}

// Of equally frequent ones the largest.
std::uint32_t usual_bars(std::span<const StepTime> steps) {
  std::map<std::uint32_t, std::int64_t> counts;
  for (const StepTime& step : steps) {
    ++counts[step.bars];
  }
  std::uint32_t usual = 1;
  std::int64_t most = 0;
  for (const auto& [bars, count] : counts) {
    usual = count >= most ? bars : usual;
    most = std::max(most, count);
  }
  return usual;
}

std::vector<StepTime> with_bars(std::span<const StepTime> steps, std::uint32_t bars) {
  std::vector<StepTime> chosen;
  std::copy_if(steps.begin(), steps.end(), std::back_inserter(chosen),
               [bars](const StepTime& step) { return step.bars == bars; });
  return chosen;
}

// Nanoseconds a bar; steps that fill no whole block are left out.
std::vector<double> block_medians(const LatencyReport& report, std::span<const StepTime> steps) {
  const std::size_t block =
      std::max(kSmallestBlock, (steps.size() + kMostBlocks - 1) / kMostBlocks);
  std::vector<double> medians;
  std::vector<double> times(block);
  for (std::size_t at = 0; at + block <= steps.size(); at += block) {
    for (std::size_t i = 0; i < block; ++i) {
      times[i] = per_bar_ns(report, steps[at + i]);
    }
    const auto middle = times.begin() + static_cast<std::ptrdiff_t>(block / 2);
    std::nth_element(times.begin(), middle, times.end());
    medians.push_back(*middle);
  }
  return medians;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// end / start - 1 of the Theil-Sen line through the middle of the values.
double rise(const std::vector<double>& values) {
  const double climb = stats::theil_sen_slope(values) * static_cast<double>(values.size() - 1);
  const double start = median(values) - climb / 2;
  return start > 0 ? climb / start : 0;
}

bool rises_in_both_halves(std::span<const double> values) {
  const std::size_t half = values.size() / 2;
  return stats::mann_kendall(values.first(half)).z > kRisingZ &&
         stats::mann_kendall(values.last(half)).z > kRisingZ;
}

}  // namespace

std::optional<GrowthReport> find_growth(const LatencyReport& report) {
  const std::span<const StepTime> steady = steady_steps(report);
  const std::uint32_t bars = usual_bars(steady);
  const std::vector<StepTime> steps = with_bars(steady, bars);
  const std::vector<double> medians = block_medians(report, steps);
  if (!report.verified || medians.size() < kFewestBlocks) {
    return std::nullopt;
  }
  GrowthReport growth;
  growth.bars = bars;
  growth.samples = static_cast<std::int64_t>(steps.size());
  growth.first_step = steps.front().step;
  growth.last_step = steps.back().step;
  growth.rise = rise(medians);
  growth.z = stats::mann_kendall(medians).z;
  growth.p = stats::two_sided_p(growth.z);
  growth.grows = growth.rise >= kLeastRise && growth.z > 0 && growth.p < kMostChance &&
                 rises_in_both_halves(medians);
  return growth;
}

}  // namespace barometer::latency
