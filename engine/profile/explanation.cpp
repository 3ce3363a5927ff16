// SPDX-License-Identifier: Apache-2.0
#include "profile/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "profile/mean_text.hpp"
#include "profile/no_steady_state.hpp"
#include "profile/pauses.hpp"
#include "profile/time_unit.hpp"

namespace barometer::profile {

namespace {

std::string change_text(double ratio) {
  return fmt::format("{:+.1f} %", (ratio - 1) * 100);
}

std::string interval_text(const stats::RatioInterval& ratio) {
  return fmt::format("{} ({} to {})", change_text(ratio.estimate), change_text(ratio.low),
                     change_text(ratio.high));
}

std::string margin_text(double margin) {
  return fmt::format("{:.1f} %", margin * 100);
}

void add_unsettled(const Replicates& side, const SteadySide& found,
                   std::vector<std::string>& sentences) {
  if (!found.settled()) {
    sentences.push_back(why_unsettled(side, found));
  }
}

std::string unsteady_sentence(const Comparison& c) {
  return fmt::format(
      "{} of {} baseline and {} of {} candidate processes never settled; at most 20 % of a side "
      "may: a median of their times would mean nothing",
      c.baseline.unsteady, c.baseline.processes.size(), c.candidate.unsteady,
      c.candidate.processes.size());
}

// The end of an open margin that the interval reaches across.
double crossed(const stats::RatioInterval& ratio, const Margin& margin) {
  const bool from_within = ratio.low < 1 + margin.same && ratio.high > 1 / (1 + margin.same);
  return from_within ? margin.same : margin.change;
}

// What to do about an interval that reaches across the margin.
std::string what_would_tell(const Comparison& c) {
  if (!c.disturbances.empty()) {
    return fmt::format(
        ". The machine was not quiet meanwhile ({}): end what else runs on it, or use one that is "
        "not "
        "shared, and profile again; more processes would not make up for it",
        c.disturbances);
  }
  if (c.processes_needed.value_or(0) == 0) {
    return "; no number of processes would tell, the change is as large as the margin";
  }
  return fmt::format("; about {} processes a side would suffice", *c.processes_needed);
}

std::string noisy_sentence(const Comparison& c) {
  const std::size_t used = std::min(c.baseline.steady.size(), c.candidate.steady.size());
  if (!c.steady.ratio) {
    return fmt::format(
        "{} steady process{} on the smaller side: no verdict on change is possible "
        "under {} a side",
        used, used == 1 ? "" : "es", kFewestProcesses);
  }
  const Margin& margin = c.margins.median;
  if (margin.same < margin.change && between_ends(c.steady.ratio->estimate, margin) &&
      c.disturbances.empty()) {
    return fmt::format(
        "the steady state changed by {}: up to {} would be no change, and below {} no change is "
        "told until the baseline keeps {} sessions",
        interval_text(*c.steady.ratio), margin_text(margin.same), margin_text(margin.change),
        kSessionsNeeded);
  }
  const std::string spread =
      fmt::format("the steady state changed by {}, which reaches across the margin of {}",
                  interval_text(*c.steady.ratio), margin_text(crossed(*c.steady.ratio, margin)));
  return spread + what_would_tell(c);
}

std::string regression_sentence(const Comparison& c) {
  if (c.steady.change == ChangeClass::regression) {
    return fmt::format("the steady state is slower by {}, all of it beyond the margin of {}",
                       interval_text(*c.steady.ratio), margin_text(c.margins.median.change));
  }
  return fmt::format(
      "the 99th percentile of steady steps is slower by {}, all of it beyond the "
      "margin of {}, while their median is {}",
      interval_text(*c.p99.ratio), margin_text(c.margins.tail.change),
      c.steady.change == ChangeClass::too_noisy ? "too noisy to tell" : "not");
}

std::string mean_regression_sentence(const Comparison& c, const Replicates& candidate) {
  const bool paused = find_pauses(candidate, c.candidate).count > 0;
  return fmt::format(
      "the mean of the steady times is slower by {}, all of it beyond the margin of {}, while "
      "their median {} {}: {}",
      interval_text(*c.steady_mean.ratio), margin_text(c.margins.mean.change),
      c.steady.change == ChangeClass::too_noisy ? "is too noisy to tell," : "changed by",
      c.steady.ratio ? interval_text(*c.steady.ratio) : "not judged",
      paused ? "a few take long, the others what they took"
             : fmt::format("no single pauses, the slower {}s became more", candidate.sample));
}

std::string verdict_sentence(const Comparison& c, const Replicates& candidate) {
  switch (c.verdict) {
    case Verdict::no_steady_state:
      return unsteady_sentence(c);
    case Verdict::regression:
      return regression_sentence(c);
    case Verdict::mean_regression:
      return mean_regression_sentence(c, candidate);
    case Verdict::improvement:
      return fmt::format("the steady state is faster: {}, all of it beyond the margin of {}",
                         interval_text(*c.steady.ratio), margin_text(c.margins.median.change));
    case Verdict::artifact:
    case Verdict::no_change:
      return fmt::format("the steady state changed by {}, all of it within the margin of {}",
                         interval_text(*c.steady.ratio), margin_text(c.margins.median.same));
    default:
      return noisy_sentence(c);
  }
}

void add_arithmetic(const Replicates& side, const SteadySide& found,
                    std::vector<std::string>& sentences) {
  if (const auto parts = mean_parts(side, found)) {
    sentences.push_back(fmt::format("{}: {}", side.name, arithmetic_of(*parts, side.sample)));
  }
}

std::string cold_sentence(std::string_view what, const Decision& cold) {
  const std::string_view verdict = cold.change == ChangeClass::regression    ? "slower"
                                   : cold.change == ChangeClass::improvement ? "faster"
                                   : cold.change == ChangeClass::no_change   ? "not changed"
                                                                             : "too noisy to tell";
  return fmt::format("{}, by itself: {} {}", what, verdict, interval_text(*cold.ratio));
}

// What the change of the means is made of, and whether that makes it an artifact.
std::string excess_sentence(const Comparison& c) {
  const MeanExcess& excess = *c.excess;
  const TimeUnit unit = unit_of(std::abs(excess.all_ns));
  return fmt::format(
      "the middle processes' means differ by {1} {0} more than their steady medians, of which {2} "
      "{0} ({3:.0f} %) lie before the steady state: {4}",
      unit.name, unit(excess.all_ns), unit(excess.before_steady_ns), 100 * excess.share(),
      c.verdict == Verdict::artifact ? "a cold start in the means"
                                     : "an artifact takes 90 % and a steady mean that stayed");
}

std::string means_sentence(const Comparison& c, const std::string& sample) {
  if (c.verdict != Verdict::artifact) {
    return fmt::format("the means over all {}s, cold start included, changed by {}", sample,
                       interval_text(*c.means.ratio));
  }
  return fmt::format(
      "the means changed by {0}, but they are means over a cold start: they tell how many {1}s "
      "were "
      "made, not what a {1} costs",
      interval_text(*c.means.ratio), sample);
}

void add_contamination(const Comparison& c, const Replicates& baseline, const Replicates& candidate,
                       std::vector<std::string>& sentences) {
  if (c.contaminated) {
    sentences.push_back(means_sentence(c, candidate.sample));
  }
  if (c.contaminated || !c.steady.ratio) {
    add_arithmetic(baseline, c.baseline, sentences);
    add_arithmetic(candidate, c.candidate, sentences);
  }
  if (c.excess) {
    sentences.push_back(excess_sentence(c));
  }
}

// Where the mean of the steady times changed and their median did not, it is the pauses.
void add_pauses(const Comparison& c, const Replicates& baseline, const Replicates& candidate,
                std::vector<std::string>& sentences) {
  const ChangeClass change = c.steady_mean.change;
  const bool alone = change != c.steady.change && change != ChangeClass::too_noisy &&
                     change != ChangeClass::no_change;
  if (!alone) {
    return;
  }
  const Pauses now = find_pauses(candidate, c.candidate);
  const Pauses before = find_pauses(baseline, c.baseline);
  if (change == ChangeClass::improvement) {
    sentences.push_back(fmt::format("the mean of the steady times is faster: {}{}",
                                    interval_text(*c.steady_mean.ratio),
                                    before.share > now.share ? ", by fewer pauses" : ""));
  }
  sentences.push_back(fmt::format("{}: {}", candidate.name, to_text(now, candidate.sample)));
  sentences.push_back(fmt::format("{}: {}", baseline.name, to_text(before, baseline.sample)));
}

// Low is compared with low, high with high; the ratios agree, so the changes do.
std::string speeds_sentence(const CommonSpeeds& speeds) {
  const TwoSpeeds& before = speeds.baseline;
  const TwoSpeeds& now = speeds.candidate;
  const TimeUnit unit = unit_of(before.fast_ns);
  return fmt::format(
      "both sides run at two speeds, as a processor with turbo states does ({0}: {1} and {2} "
      "before, {3} and {4} now): the faster one changed by {5}, the slower one by {6}, and the "
      "steady figures are those of the faster one; {7:.0f} % of the times lie at the slower one, "
      "{8:.0f} % before",
      unit.name, unit(before.fast_ns), unit(before.slow_ns), unit(now.fast_ns), unit(now.slow_ns),
      change_text(now.fast_ns / before.fast_ns), change_text(now.slow_ns / before.slow_ns),
      100 * now.slow_share, 100 * before.slow_share);
}

std::string only_median_sentence(const Comparison& c) {
  return fmt::format(
      "{} steady processes on the smaller side tell of the median alone: mean and 99th percentile "
      "take {} a side",
      std::min(c.baseline.steady.size(), c.candidate.steady.size()), processes_for_all());
}

}  // namespace

std::vector<std::string> explain(const Comparison& c, const Replicates& baseline,
                                 const Replicates& candidate) {
  std::vector<std::string> sentences{verdict_sentence(c, candidate)};
  add_unsettled(baseline, c.baseline, sentences);
  add_unsettled(candidate, c.candidate, sentences);
  if (c.speeds) {
    sentences.push_back(speeds_sentence(*c.speeds));
  }
  add_pauses(c, baseline, candidate, sentences);
  if (c.verdict != Verdict::mean_regression) {  // its pauses say it
    add_contamination(c, baseline, candidate, sentences);
  }
  if (c.only_median_judged()) {
    sentences.push_back(only_median_sentence(c));
  }
  if (c.cold.ratio) {
    sentences.push_back(cold_sentence("cold start", c.cold));
  }
  if (c.replay_cold.ratio) {
    sentences.push_back(cold_sentence("cold steps of each later replay", c.replay_cold));
  }
  return sentences;
}

std::vector<std::string> explain(const Replicates& side, const SteadySide& found) {
  std::vector<std::string> sentences{fmt::format("{} process{}: {}", found.processes.size(),
                                                 found.processes.size() == 1 ? "" : "es",
                                                 shapes_of(found))};
  add_unsettled(side, found, sentences);
  add_arithmetic(side, found, sentences);
  // As find_own_speed() sees them.
  if (const auto speeds = two_speeds(side, find_steady_side(side))) {
    const TimeUnit unit = unit_of(speeds->fast_ns);
    sentences.push_back(fmt::format(
        "the times lie at two speeds, {1} and {2} {0}, as those of a processor with "
        "turbo states do: the steady figures are those of the faster one, {3:.0f} % of "
        "the times lie at the slower one, and a comparison takes low with low and high "
        "with high",
        unit.name, unit(speeds->fast_ns), unit(speeds->slow_ns), 100 * speeds->slow_share));
  }
  return sentences;
}

}  // namespace barometer::profile
