// SPDX-License-Identifier: Apache-2.0
#include "profile/comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "profile/mean_decomposition.hpp"

namespace barometer::profile {

namespace {

constexpr double kAlpha = 0.01;
constexpr double kAlphaOthers = kAlpha / 3;
constexpr double kExplained = 0.9;  // of the excess, by what lies before the steady state
constexpr std::size_t kMostProcesses = 1'000;  // more than this is no advice

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
// distance between the estimate and the nearer end of the margin. 0 where no number would do.
std::size_t processes_needed(const SteadySide& baseline, const SteadySide& candidate,
                             const Decision& steady, const Margin& margin) {
  const std::size_t now = std::min(baseline.processes.size(), candidate.processes.size());
  if (!steady.ratio) {
    return std::max(kFewestProcesses, now + 1);
  }
  const stats::RatioInterval& r = *steady.ratio;
  const double half = std::log(r.high / r.low) / 2;
  const double change = std::abs(std::log(r.estimate));
  if (between_ends(r.estimate, margin)) {  // and stays there
    return 0;
  }
  const double distance =
      std::max(change - std::log1p(margin.change), std::log1p(margin.same) - change);
  const double needed = std::ceil(static_cast<double>(now) * std::pow(half / distance, 2));
  if (!(needed <= static_cast<double>(kMostProcesses))) {
    return 0;
  }
  return std::max(static_cast<std::size_t>(needed), now + 1);
}

bool steady_mean_kept(const Comparison& c) {
  const std::optional<stats::RatioInterval>& ratio = c.steady_mean.ratio;
  return !ratio || std::abs(std::log(ratio->estimate)) <= std::log1p(c.margins.mean.same);
}

// A cold start in the means, not pauses in the steady state.
bool is_artifact(const Comparison& c) {
  return c.steady.change == ChangeClass::no_change && c.contaminated && steady_mean_kept(c) &&
         c.excess && c.excess->share() >= kExplained;
}

std::optional<MeanExcess> excess_of(const Replicates& baseline, const Replicates& candidate,
                                    const Comparison& c) {
  const auto before = mean_parts(baseline, c.baseline);
  const auto now = mean_parts(candidate, c.candidate);
  if (!before || !now) {
    return std::nullopt;
  }
  return MeanExcess{(now->level_mean() - before->level_mean()) - (now->steady - before->steady),
                    now->before_steady() - before->before_steady()};
}

Verdict verdict_of(const Comparison& c) {
  if (!c.baseline.settled() || !c.candidate.settled()) {
    return Verdict::no_steady_state;
  }
  if (c.steady.change == ChangeClass::regression || c.p99.change == ChangeClass::regression) {
    return Verdict::regression;
  }
  if (c.steady_mean.change == ChangeClass::regression) {
    return Verdict::mean_regression;
  }
  if (is_artifact(c)) {
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

Comparison found_in(const Replicates& baseline, const Replicates& candidate) {
  Comparison c;
  c.baseline = find_steady_side(baseline);
  c.candidate = find_steady_side(candidate);
  c.speeds = common_speeds(two_speeds(baseline, c.baseline), two_speeds(candidate, c.candidate));
  if (c.speeds) {
    c.baseline = at_one_speed(baseline, c.baseline, c.speeds->baseline, c.speeds->ratio());
    c.candidate = at_one_speed(candidate, c.candidate, c.speeds->candidate, c.speeds->ratio());
  }
  return c;
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
    case Verdict::mean_regression:
      return "REGRESSION OF THE MEAN: pauses";
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

bool crosses_an_end(const stats::RatioInterval& ratio, const Margin& margin) {
  const std::array ends{1 / (1 + margin.change), 1 / (1 + margin.same), 1 + margin.same,
                        1 + margin.change};
  return std::any_of(ends.begin(), ends.end(),
                     [&](double end) { return ratio.low < end && end < ratio.high; });
}

bool between_ends(double ratio, const Margin& margin) {
  const double change = std::abs(std::log(ratio));
  return change >= std::log1p(margin.same) && change <= std::log1p(margin.change);
}

std::size_t processes_for_all() {
  std::size_t processes = kFewestProcesses;
  while (stats::mann_whitney_rank(processes, processes, kAlphaOthers) == 0) {
    ++processes;
  }
  return processes;
}

Comparison compare(const Replicates& baseline, const Replicates& candidate, const Margins& margins,
                   const std::string& disturbances) {
  Comparison c = found_in(baseline, candidate);
  c.margins = margins;
  const auto decide = [&](const std::vector<double> SteadySide::*figure, double alpha,
                          const Margin& margin) {
    return classify(interval_of(c.baseline.*figure, c.candidate.*figure, alpha), margin);
  };
  c.steady = decide(&SteadySide::steady, kAlpha, margins.median);
  c.p99 = decide(&SteadySide::p99, kAlphaOthers, margins.tail);
  c.steady_mean = decide(&SteadySide::steady_means, kAlphaOthers, margins.mean);
  c.means = decide(&SteadySide::means, kAlpha, margins.median);
  c.cold = decide(&SteadySide::cold, kAlpha, margins.median);
  c.replay_cold = decide(&SteadySide::replay_cold, kAlpha, margins.median);
  const ChangeClass means = decide(&SteadySide::level_means, kAlpha, margins.median).change;
  c.contaminated = changed(means) && means != c.steady.change;
  if (c.contaminated) {
    c.excess = excess_of(baseline, candidate, c);
  }
  c.verdict = verdict_of(c);
  if (c.verdict == Verdict::too_noisy && c.steady.ratio &&
      crosses_an_end(*c.steady.ratio, margins.median)) {
    c.disturbances = disturbances;
  }
  if (c.verdict == Verdict::too_noisy && c.disturbances.empty()) {
    c.processes_needed = processes_needed(c.baseline, c.candidate, c.steady, margins.median);
  }
  return c;
}

}  // namespace barometer::profile
