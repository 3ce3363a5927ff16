// SPDX-License-Identifier: Apache-2.0
#include "profile/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "profile/order_statistics.hpp"

namespace barometer {

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
  side.means.push_back(std::log(mean_of(process.blocks_ns)));
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

bool changed(Change change) {
  return change == Change::regression || change == Change::improvement;
}

// The half-width shrinks with the square root of the processes; it must become smaller than the
// distance between the estimate and the nearer end of the margin.
std::size_t processes_needed(const SteadySide& baseline, const SteadySide& candidate,
                             const Judged& steady, double margin) {
  const std::size_t now = std::min(baseline.processes.size(), candidate.processes.size());
  if (!steady.ratio) {
    return std::max(kFewestProcesses, now + 1);
  }
  const RatioInterval& r = *steady.ratio;
  const double half = std::log(r.high / r.low) / 2;
  const double distance = std::abs(std::abs(std::log(r.estimate)) - std::log1p(margin));
  const double needed = std::ceil(static_cast<double>(now) * std::pow(half / distance, 2));
  if (!(needed <= static_cast<double>(kMostProcesses))) {
    return 0;
  }
  return std::max(static_cast<std::size_t>(needed), now + 1);
}

Headline headline_of(const Comparison& c) {
  if (!c.baseline.settled() || !c.candidate.settled()) {
    return Headline::no_steady_state;
  }
  if (c.steady.change == Change::regression || c.p99.change == Change::regression) {
    return Headline::regression;
  }
  if (c.steady.change == Change::no_change && c.contaminated) {
    return Headline::artifact;
  }
  switch (c.steady.change) {
    case Change::improvement:
      return Headline::improvement;
    case Change::no_change:
      return Headline::no_change;
    default:
      return Headline::too_noisy;
  }
}

}  // namespace

std::string_view to_string(Headline headline) {
  switch (headline) {
    case Headline::not_comparable:
      return "NOT COMPARABLE";
    case Headline::no_steady_state:
      return "NO STEADY STATE";
    case Headline::regression:
      return "REGRESSION";
    case Headline::artifact:
      return "MEASUREMENT ARTIFACT: insufficient warm-up";
    case Headline::improvement:
      return "IMPROVEMENT";
    case Headline::no_change:
      return "NO CHANGE";
    case Headline::too_noisy:
      break;
  }
  return "TOO NOISY";
}

ExitCode exit_code(Headline headline) {
  switch (headline) {
    case Headline::not_comparable:
      return ExitCode::not_comparable;
    case Headline::no_steady_state:
    case Headline::artifact:
      return ExitCode::artifact;
    case Headline::regression:
      return ExitCode::regression;
    case Headline::improvement:
    case Headline::no_change:
      return ExitCode::ok;
    case Headline::too_noisy:
      break;
  }
  return ExitCode::too_noisy;
}

Judged judge(std::optional<RatioInterval> ratio, double margin) {
  if (!ratio) {
    return {};
  }
  const double slower = 1 + margin;
  const double faster = 1 / slower;
  Judged judged{ratio, Change::too_noisy};
  if (ratio->low > slower) {
    judged.change = Change::regression;
  } else if (ratio->high < faster) {
    judged.change = Change::improvement;
  } else if (ratio->low >= faster && ratio->high <= slower) {
    judged.change = Change::no_change;
  }
  return judged;
}

SteadySide find_steady_side(const Replicates& side) {
  SteadySide found;
  for (const ProcessTimes& process : side.processes) {
    add_process(process, found);
  }
  return found;
}

Comparison compare(const Replicates& baseline, const Replicates& candidate, double margin) {
  Comparison c{find_steady_side(baseline), find_steady_side(candidate), margin, {}, {}, {}, {}};
  const auto judged = [&](const std::vector<double> SteadySide::*figure, double alpha) {
    return judge(ratio_interval(c.baseline.*figure, c.candidate.*figure, alpha), margin);
  };
  c.steady = judged(&SteadySide::steady, kAlpha);
  c.p99 = judged(&SteadySide::p99, kAlphaSecond);
  c.means = judged(&SteadySide::means, kAlpha);
  c.cold = judged(&SteadySide::cold, kAlpha);
  c.contaminated = changed(c.means.change) && c.means.change != c.steady.change;
  c.headline = headline_of(c);
  if (c.headline == Headline::too_noisy) {
    c.processes_needed = processes_needed(c.baseline, c.candidate, c.steady, margin);
  }
  return c;
}

}  // namespace barometer
