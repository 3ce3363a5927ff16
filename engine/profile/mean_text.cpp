// SPDX-License-Identifier: Apache-2.0
#include "profile/mean_text.hpp"

#include <fmt/format.h>

#include <cmath>

#include "profile/margin.hpp"
#include "profile/time_unit.hpp"

namespace barometer::profile {

namespace {

// A mean over as many calls or more than this times what was measured is no mean over a cold start.
constexpr double kFarthest = 10;

// The number of calls, and what it and its neighbour give.
std::string reported_sentence(double mean_ns, double calls, const MeanDecomposition& parts) {
  const TimeUnit unit = unit_of(parts.cold);
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

// What of a mean is neither steady nor warm-up, where it shows in its four digits.
std::string other_terms(const MeanDecomposition& parts, const TimeUnit& unit) {
  const auto term = [&](double ns, const char* what) {
    return std::abs(ns) < 5e-4 * parts.mean
               ? ""
               : fmt::format(" {} {} ({})", ns < 0 ? "-" : "+", unit(std::abs(ns)), what);
  };
  return term(parts.replay_cold, "cold steps of its replays") +
         term(parts.slower, "what the slower of two speeds adds") +
         term(parts.rest(), "steady ones beside their median");
}

}  // namespace

std::string arithmetic_of(const MeanDecomposition& parts, const std::string& sample) {
  const TimeUnit unit = unit_of(parts.cold);
  if (parts.warmup == 0) {
    const std::string terms = other_terms(parts, unit);
    const std::string mean = terms.empty()
                                 ? fmt::format("mean {1} {0}, steady {2} {0}", unit.name,
                                               unit(parts.mean), unit(parts.steady))
                                 : fmt::format("mean {1} {0} = steady {2} {0}{3}", unit.name,
                                               unit(parts.mean), unit(parts.steady), terms);
    return fmt::format("{}: no warm-up in {} {}s", mean, parts.calls, sample);
  }
  const std::string excess = parts.warmup == 1
                                 ? fmt::format("({} - {})", unit(parts.cold), unit(parts.steady))
                                 : fmt::format("{} (what the first {} cost beyond steady)",
                                               unit(parts.excess), parts.warmup);
  std::string text = fmt::format("mean {1} {0} = steady {2} {0} + {3} / {4}", unit.name,
                                 unit(parts.mean), unit(parts.steady), excess, parts.calls);
  return text + other_terms(parts, unit);
}

ReportedMean explain_reported(double mean_ns, const Replicates& side, const SteadySide& found) {
  const auto parts = mean_parts(side, found);
  if (!parts) {
    return {false, "no process settled, so there is no steady figure to hold the reported mean to"};
  }
  const TimeUnit unit = unit_of(parts->cold);
  const std::string mean = fmt::format("a mean of {} {}", unit(mean_ns), unit.name);
  const std::string steady = unit(parts->steady);
  if (std::abs(mean_ns / parts->steady - 1) <= kSmallestMargin) {
    return {false, fmt::format("{} is the steady cost ({}) within {}", mean, steady,
                               fmt::format("{:.0f} %", 100 * kSmallestMargin))};
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
