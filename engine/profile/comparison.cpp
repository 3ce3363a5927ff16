// SPDX-License-Identifier: Apache-2.0
#include "profile/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

#include "stats/order_statistics.hpp"

namespace barometer::profile {

namespace {

constexpr double kAlpha = 0.01;
constexpr double kAlphaSecond = kAlpha / 2;
constexpr std::size_t kMostProcesses = 1'000;  // more than this is no advice

// The smallest value that at least 99 % of the steps do not exceed; nothing where fewer than ten
// steps lie beyond it.
std::optional<double> p99_of(const std::vector<StepCount>& steps) {
  std::int64_t all = 0;
  for (const StepCount& step : steps) {
    all += step.count;
  }
  if (all < 1'000) {
    return std::nullopt;
  }
  std::int64_t beyond = all;
  for (const StepCount& step : steps) {
    beyond -= step.count;
    if (100 * beyond <= all) {
      return step.ns;
    }
  }
  return std::nullopt;
}

void add_process(const ProcessTimes& process, SteadySide& side) {
  const SteadyState& state = side.processes.emplace_back(find_steady_state(process.blocks_ns));
  side.means.push_back(std::log(stats::mean_of(process.blocks_ns)));
  if (process.cold_step_ns > 0) {
    side.cold.push_back(std::log(process.cold_step_ns));
  }
  if (!state.found()) {
    ++side.unsteady;
    return;
  }
  side.steady.push_back(std::log(state.median));
  if (const auto p99 = p99_of(process.steps)) {
    side.p99.push_back(std::log(*p99));
  }
}

// A small side may have an interval beside a large one, but no few processes are replicates.
std::optional<stats::RatioInterval> interval_of(const std::vector<double>& baseline,
                                                const std::vector<double>& candidate,
                                                double alpha) {
  if (std::min(baseline.size(), candidate.size()) < kFewestProcesses) {
    return std::nullopt;
  }
  return stats::ratio_interval(baseline, candidate, alpha);
}

bool changed(ChangeClass change) {
  return change == ChangeClass::regression || change == ChangeClass::improvement;
}

// The half-width shrinks with the square root of the processes; it must become smaller than the
// distance between the estimate and the nearer end of the margin. An estimate between the ends of
// an open margin stays there.
std::size_t processes_needed(const SteadySide& baseline, const SteadySide& candidate,
                             const Decision& steady, const Margin& margin) {
  const std::size_t now = std::min(baseline.processes.size(), candidate.processes.size());
  if (!steady.ratio) {
    return std::max(kFewestProcesses, now + 1);
  }
  const stats::RatioInterval& r = *steady.ratio;
  const double half = std::log(r.high / r.low) / 2;
  const double change = std::abs(std::log(r.estimate));
  const double distance =
      std::max(change - std::log1p(margin.change), std::log1p(margin.same) - change);
  if (distance <= 0) {
    return 0;
  }
  const double needed = std::ceil(static_cast<double>(now) * std::pow(half / distance, 2));
  if (!(needed <= static_cast<double>(kMostProcesses))) {
    return 0;
  }
  return std::max(static_cast<std::size_t>(needed), now + 1);
}

Verdict verdict_of(const Comparison& c) {
  if (!c.baseline.settled() || !c.candidate.settled()) {
    return Verdict::no_steady_state;
  }
  if (c.steady.change == ChangeClass::regression || c.p99.change == ChangeClass::regression) {
    return Verdict::regression;
  }
  if (c.steady.change == ChangeClass::no_change && c.contaminated) {
    return Verdict::artifact;
  }
  switch (c.steady.change) {
    case ChangeClass::improvement:
      return Verdict::improvement;
    case ChangeClass::no_change:
      return Verdict::no_change;
    default:
      return Verdict::too_noisy;
  }
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::not_comparable:
      return "NOT COMPARABLE";
    case Verdict::no_steady_state:
      return "NO STEADY STATE";
    case Verdict::regression:
      return "REGRESSION";
    case Verdict::artifact:
      return "MEASUREMENT ARTIFACT: insufficient warm-up";
    case Verdict::improvement:
      return "IMPROVEMENT";
    case Verdict::no_change:
      return "NO CHANGE";
    case Verdict::too_noisy:
      break;
  }
  return "TOO NOISY";
}

Decision classify(std::optional<stats::RatioInterval> ratio, const Margin& margin) {
  if (!ratio) {
    return {};
  }
  Decision decision{ratio, ChangeClass::too_noisy};
  if (ratio->low > 1 + margin.change) {
    decision.change = ChangeClass::regression;
  } else if (ratio->high < 1 / (1 + margin.change)) {
    decision.change = ChangeClass::improvement;
  } else if (ratio->low >= 1 / (1 + margin.same) && ratio->high <= 1 + margin.same) {
    decision.change = ChangeClass::no_change;
  }
  return decision;
}

SteadySide find_steady_side(const Replicates& side) {
  SteadySide found;
  for (const ProcessTimes& process : side.processes) {
    add_process(process, found);
  }
  return found;
}

std::string shapes_of(const SteadySide& side) {
  std::string text;
  for (const SteadyShape shape :
       {SteadyShape::flat, SteadyShape::warm_up, SteadyShape::slowdown, SteadyShape::none}) {
    const auto count = std::count_if(side.processes.begin(), side.processes.end(),
                                     [&](const SteadyState& s) { return s.shape == shape; });
    if (count > 0) {
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, to_string(shape));
    }
  }
  return text;
}

Comparison compare(const Replicates& baseline, const Replicates& candidate,
                   const Margins& margins) {
  Comparison c;
  c.baseline = find_steady_side(baseline);
  c.candidate = find_steady_side(candidate);
  c.margins = margins;
  const auto decide = [&](const std::vector<double> SteadySide::*figure, double alpha,
                          const Margin& margin) {
    return classify(interval_of(c.baseline.*figure, c.candidate.*figure, alpha), margin);
  };
  c.steady = decide(&SteadySide::steady, kAlpha, margins.median);
  c.p99 = decide(&SteadySide::p99, kAlphaSecond, margins.tail);
  c.means = decide(&SteadySide::means, kAlpha, margins.median);
  c.cold = decide(&SteadySide::cold, kAlpha, margins.median);
  c.contaminated = changed(c.means.change) && c.means.change != c.steady.change;
  c.verdict = verdict_of(c);
  if (c.verdict == Verdict::too_noisy) {
    c.processes_needed = processes_needed(c.baseline, c.candidate, c.steady, margins.median);
  }
  return c;
}

}  // namespace barometer::profile
