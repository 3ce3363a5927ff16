// SPDX-License-Identifier: Apache-2.0
#include "profile/explanation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "profile/no_steady_state.hpp"

namespace barometer::profile {

namespace {

struct Unit {
  double ns;
  std::string_view name;

  std::string operator()(double value_ns) const { return fmt::format("{:#.4g}", value_ns / ns); }
};

// The largest in which the value is at least 1.
Unit unit_of(double value_ns) {
  constexpr std::array kUnits{Unit{1e9, "s"}, Unit{1e6, "ms"}, Unit{1e3, "us"}, Unit{1, "ns"}};
  const auto* unit =
      std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return value_ns >= u.ns; });
  return unit == kUnits.end() ? kUnits.back() : *unit;
}

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

std::string noisy_sentence(const Comparison& c) {
  const std::size_t used = std::min(c.baseline.steady.size(), c.candidate.steady.size());
  if (!c.steady.ratio) {
    return fmt::format(
        "{} steady process{} on the smaller side: no verdict on change is possible "
        "under {} a side",
        used, used == 1 ? "" : "es", kFewestProcesses);
  }
  const Margin& margin = c.margins.median;
  if (margin.same < margin.change && c.processes_needed == 0) {
    return fmt::format(
        "the steady state changed by {}: up to {} would be no change, and below {} no change is "
        "told until the baseline keeps {} sessions",
        interval_text(*c.steady.ratio), margin_text(margin.same), margin_text(margin.change),
        kSessionsNeeded);
  }
  const std::string spread =
      fmt::format("the steady state changed by {}, which reaches across the margin of {}",
                  interval_text(*c.steady.ratio), margin_text(crossed(*c.steady.ratio, margin)));
  if (c.processes_needed == 0) {
    return spread + "; no number of processes would tell, the change is as large as the margin";
  }
  return fmt::format("{}; about {} processes a side would suffice", spread, c.processes_needed);
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

std::string verdict_sentence(const Comparison& c) {
  switch (c.verdict) {
    case Verdict::no_steady_state:
      return unsteady_sentence(c);
    case Verdict::regression:
      return regression_sentence(c);
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

std::string cold_sentence(const Decision& cold) {
  const std::string_view verdict = cold.change == ChangeClass::regression    ? "slower"
                                   : cold.change == ChangeClass::improvement ? "faster"
                                   : cold.change == ChangeClass::no_change   ? "not changed"
                                                                             : "too noisy to tell";
  return fmt::format("cold start, by itself: {} {}", verdict, interval_text(*cold.ratio));
}

// A mean over as many calls or more than this times what was measured is no mean over a cold start.
constexpr double kFarthest = 10;

// The number of calls, and what it and its neighbour give.
std::string reported_sentence(double mean_ns, double calls, const MeanDecomposition& parts) {
  const Unit unit = unit_of(parts.cold);
  const double whole = std::round(calls);
  const std::string first = parts.warmup == 1
                                ? fmt::format("the first cost {} {}", unit(parts.cold), unit.name)
                                : fmt::format("the first {} cost {} {} beyond the others",
                                              parts.warmup, unit(parts.excess), unit.name);
  return fmt::format(
      "a mean of {1} {0} is {2:.0f} calls of which {3} and the others {4}: what the cold start "
      "adds "
      "/ (mean - steady) = {5} / ({1} - {4}) = {6:.1f}; {2:.0f} calls give {7}, {8:.0f} give {9}. "
      "If "
      "it was taken over so many calls, nothing got slower",
      unit.name, unit(mean_ns), whole, first, unit(parts.steady), unit(parts.excess), calls,
      unit(parts.over(whole)), whole + 1, unit(parts.over(whole + 1)));
}

}  // namespace

std::string arithmetic_of(const MeanDecomposition& parts, const std::string& sample) {
  const Unit unit = unit_of(parts.cold);
  if (parts.warmup == 0) {
    return fmt::format("mean {1} {0}, steady {2} {0}: no warm-up in {3} {4}s", unit.name,
                       unit(parts.mean), unit(parts.steady), parts.calls, sample);
  }
  const std::string excess = parts.warmup == 1
                                 ? fmt::format("({} - {})", unit(parts.cold), unit(parts.steady))
                                 : fmt::format("{} (what the first {} cost beyond steady)",
                                               unit(parts.excess), parts.warmup);
  // Steady calls scatter about their median, so the right side need not be the mean to the digit.
  const bool exact = unit(parts.explained()) == unit(parts.mean);
  return fmt::format("mean {1} {0} = steady {2} {0} + {3} / {4}{5}", unit.name, unit(parts.mean),
                     unit(parts.steady), excess, parts.calls,
                     exact ? "" : fmt::format(" (= {})", unit(parts.explained())));
}

std::vector<std::string> explain(const Comparison& c, const Replicates& baseline,
                                 const Replicates& candidate) {
  std::vector<std::string> sentences{verdict_sentence(c)};
  add_unsettled(baseline, c.baseline, sentences);
  add_unsettled(candidate, c.candidate, sentences);
  if (c.contaminated) {
    sentences.push_back(fmt::format(
        "the means changed by {0}, but they are means over a cold start: they tell how many {1}s "
        "were made, not what a {1} costs",
        interval_text(*c.means.ratio), candidate.sample));
  }
  if (c.contaminated || !c.steady.ratio) {
    add_arithmetic(baseline, c.baseline, sentences);
    add_arithmetic(candidate, c.candidate, sentences);
  }
  if (c.cold.ratio) {
    sentences.push_back(cold_sentence(c.cold));
  }
  return sentences;
}

std::vector<std::string> explain(const Replicates& side, const SteadySide& found) {
  std::vector<std::string> sentences{fmt::format("{} process{}: {}", found.processes.size(),
                                                 found.processes.size() == 1 ? "" : "es",
                                                 shapes_of(found))};
  add_unsettled(side, found, sentences);
  add_arithmetic(side, found, sentences);
  return sentences;
}

ReportedMean explain_reported(double mean_ns, const Replicates& side, const SteadySide& found) {
  const auto parts = mean_parts(side, found);
  if (!parts) {
    return {false, "no process settled, so there is no steady figure to hold the reported mean to"};
  }
  const Unit unit = unit_of(parts->cold);
  const std::string mean = fmt::format("a mean of {} {}", unit(mean_ns), unit.name);
  const std::string steady = unit(parts->steady);
  if (std::abs(mean_ns / parts->steady - 1) <= kSmallestMargin) {
    return {false, fmt::format("{} is the steady cost ({}) within {}", mean, steady,
                               margin_text(kSmallestMargin))};
  }
  const auto calls = parts->calls_for(mean_ns);
  if (!calls) {
    return {false,
            fmt::format("{} is not explained by any number of calls: a steady call costs {}, "
                        "the first one {}",
                        mean, steady, unit(parts->cold))};
  }
  if (*calls > kFarthest * static_cast<double>(parts->calls)) {
    return {false,
            fmt::format("{} would take {:.0f} calls with this cold start, and {} has {}: the "
                        "cold start does not explain it",
                        mean, *calls, side.name, parts->calls)};
  }
  return {true, reported_sentence(mean_ns, *calls, *parts)};
}

}  // namespace barometer::profile
