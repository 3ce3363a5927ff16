// SPDX-License-Identifier: Apache-2.0
#include "profiler/result_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "profile/profile_result.hpp"
#include "report/number_text.hpp"
#include "stats/order_statistics.hpp"

namespace barometer::profiler {

namespace {

using Logs = std::vector<double> profile::SteadySide::*;

std::string signed_percent(double ratio) {
  const double percent = (ratio - 1) * 100;
  return std::abs(percent) < 1000 ? fmt::format("{:+.1f} %", percent)
                                  : fmt::format("{:+.0f} %", percent);
}

ProfileRow figure_row(const profile::ProfileResult& result, std::string name, Logs figure,
                      profile::Decision profile::Comparison::*decision) {
  ProfileRow row{std::move(name), "", report::nanoseconds(middle(result.found.*figure)), "", {}};
  if (result.comparison) {
    row.baseline = report::nanoseconds(middle(result.comparison->baseline.*figure));
    if (decision != nullptr) {
      row.change = change_of((*result.comparison).*decision);
      row.verdict = ((*result.comparison).*decision).change;
    }
  }
  return row;
}

std::string times_text(const profile::Replicates& side) {
  const auto [fewest, most] = std::minmax_element(
      side.processes.begin(), side.processes.end(),
      [](const auto& a, const auto& b) { return a.blocks_ns.size() < b.blocks_ns.size(); });
  const std::size_t low = fewest->blocks_ns.size();
  const std::size_t high = most->blocks_ns.size();
  return low == high ? fmt::format("{} x {}", side.processes.size(), low)
                     : fmt::format("{} x {} to {}", side.processes.size(), low, high);
}

template <class Text>
ProfileRow plain_row(const profile::ProfileResult& result, std::string name, Text text) {
  ProfileRow row{std::move(name), "", text(result.candidate, result.found), "", {}};
  if (result.comparison) {
    row.baseline = text(*result.baseline, result.comparison->baseline);
  }
  return row;
}

std::string warm_text(const profile::Executed& executed) {
  const double share = static_cast<double>(executed.warm_bars) / static_cast<double>(executed.bars);
  return fmt::format("{} of {} bars were warm ({}): every dimension that is ever known was",
                     report::grouped(executed.warm_bars), report::grouped(executed.bars),
                     report::percent(share));
}

std::string dimensions_text(const profile::Executed& executed) {
  std::string names;
  for (const std::string& name : executed.dimensions) {
    names += (names.empty() ? "" : ", ") + name;
  }
  return fmt::format("{} of {} dimensions computed: {}", executed.dimensions.size(),
                     executed.declared, names);
}

// What the probe's clock reads are of a steady step; nothing where no process was steady.
std::optional<double> probe_share(const profile::ProfileResult& result) {
  const std::optional<double> steady = middle(result.found.steady);
  if (!steady || !result.executed || result.executed->steps == 0) {
    return std::nullopt;
  }
  const double bars_a_step =
      static_cast<double>(result.executed->bars) / static_cast<double>(result.executed->steps);
  return result.measured_with->probe_ns() / (*steady * bars_a_step);
}

// "clock tsc; the probe's 2 reads of it a step cost 21.2 ns and are inside the times (1.8 %)"
std::string probe_text(const profile::ProfileResult& result) {
  const profile::MeasuredWith& with = *result.measured_with;
  if (with.probe_reads == 0) {
    return fmt::format("clock {}; no read of it is inside the times but two a replay", with.clock);
  }
  const std::optional<double> share = probe_share(result);
  return fmt::format("clock {}; the probe's {} of it a step cost{} {} and {} inside the times{}",
                     with.clock, report::counted(with.probe_reads, "read"),
                     with.probe_reads == 1 ? "s" : "", report::nanoseconds(with.probe_ns()),
                     with.probe_reads == 1 ? "is" : "are",
                     share ? fmt::format(" ({} of a steady step)", report::percent(*share)) : "");
}

std::string block_text(const profile::MeasuredWith& with) {
  return with.probe_reads == 0 ? "that of tagging ahead"
         : with.probe_reads == 2
             ? "all of a replay's, tagging ahead included, a step's the loop's alone"
             : "that of its steps";
}

// What is left out of the steady figures: nothing where there are no steps, or where the other side
// does not tell it apart.
std::string cold_text(const profile::ProfileResult& result) {
  const std::vector<profile::ProcessTimes>& processes = result.candidate.processes;
  const bool apart = std::any_of(processes.begin(), processes.end(),
                                 [](const auto& process) { return !process.whole_ns.empty(); });
  if (!apart) {
    return "nothing is left out as cold";
  }
  const profile::MeasuredWith& with = *result.measured_with;
  const std::string bars = report::counted(with.cold_bars, "bar");
  if (with.cold_steps == 1) {
    return fmt::format("the first step of a replay ({}) is cold and in no steady figure", bars);
  }
  return fmt::format(
      "the first step of a replay, and those in which a symbol has its first bar ({} with {} in "
      "all), are cold and in no steady figure",
      report::counted(with.cold_steps, "step"), bars);
}

// The same thing measured twice has two names: a block of a whole run holds tagging ahead as well.
void add_figures(const profile::ProfileResult& result, std::vector<ProfileRow>& rows) {
  const std::string sample = result.candidate.sample;
  const auto add = [&](const std::string& name, Logs figure,
                       profile::Decision profile::Comparison::*decision) {
    if (!(result.found.*figure).empty()) {
      rows.push_back(figure_row(result, name, figure, decision));
    }
  };
  add("steady " + sample + ", median", &profile::SteadySide::steady, &profile::Comparison::steady);
  add("steady " + sample + ", mean", &profile::SteadySide::steady_means,
      &profile::Comparison::steady_mean);
  add("single steps, median", &profile::SteadySide::step_median, nullptr);
  add("single steps, p99", &profile::SteadySide::p99, &profile::Comparison::p99);
  add("all " + sample + "s, mean", &profile::SteadySide::means, &profile::Comparison::means);
  add(result.executed ? "cold first step" : "cold first call", &profile::SteadySide::cold,
      &profile::Comparison::cold);
  add("cold steps of a later replay", &profile::SteadySide::replay_cold,
      &profile::Comparison::replay_cold);
}

}  // namespace

std::optional<double> middle(std::span<const double> logarithms) {
  return logarithms.empty() ? std::nullopt : std::optional(std::exp(stats::median_of(logarithms)));
}

std::string change_of(const profile::Decision& decision) {
  if (!decision.ratio) {
    return "";
  }
  return fmt::format("{} ({} to {})", signed_percent(decision.ratio->estimate),
                     signed_percent(decision.ratio->low), signed_percent(decision.ratio->high));
}

std::string_view to_string(profile::ChangeClass change) {
  switch (change) {
    case profile::ChangeClass::regression:
      return "regression";
    case profile::ChangeClass::improvement:
      return "improvement";
    case profile::ChangeClass::no_change:
      return "no change";
    case profile::ChangeClass::too_noisy:
      break;
  }
  return "too noisy";
}

std::vector<ProfileRow> profile_rows(const profile::ProfileResult& result) {
  std::vector<ProfileRow> rows;
  if (result.candidate.processes.empty()) {
    return rows;
  }
  rows.push_back(plain_row(result, fmt::format("processes x {}s", result.candidate.sample),
                           [](const profile::Replicates& side, const profile::SteadySide&) {
                             return times_text(side);
                           }));
  rows.push_back(
      plain_row(result, "shape", [](const profile::Replicates&, const profile::SteadySide& side) {
        return profile::shapes_of(side);
      }));
  add_figures(result, rows);
  return rows;
}

std::vector<std::string> measured_with_lines(const profile::ProfileResult& result) {
  if (!result.measured_with) {
    return {};
  }
  const profile::MeasuredWith& with = *result.measured_with;
  return {probe_text(result),
          fmt::format("a block's time is {}; {}", block_text(with), cold_text(result)),
          fmt::format("a block is {} bars, the mean over its processes; environments lengthened by "
                      "{} to {} bytes",
                      report::grouped(std::llround(with.block_bars)),
                      report::grouped(with.least_padding), report::grouped(with.most_padding))};
}

std::vector<std::string> machine_lines(const profile::ProfileResult& result) {
  std::string text;
  for (const profile::Fact& fact : result.facts.soft) {
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", fact.name, fact.value);
  }
  return text.empty() ? std::vector<std::string>{} : std::vector{text};
}

std::vector<std::string> executed_lines(const profile::ProfileResult& result) {
  if (!result.executed) {
    return {};
  }
  const profile::Executed& executed = *result.executed;
  std::vector<std::string> lines{fmt::format("{} in {}", report::counted(executed.bars, "bar"),
                                             report::counted(executed.steps, "step"))};
  if (!executed.dimensions.empty()) {
    lines.push_back(warm_text(executed));
    lines.push_back(dimensions_text(executed));
  } else {
    lines.push_back("no dimension was computed");
  }
  if (!executed.result.empty()) {
    lines.push_back(fmt::format("{}, {}; results {}", report::counted(executed.orders, "order"),
                                report::counted(executed.fills, "fill"), executed.result));
  } else {
    lines.push_back("no strategy ran");
  }
  return lines;
}

}  // namespace barometer::profiler
