// SPDX-License-Identifier: Apache-2.0
#include "report/profile_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "profile/order_statistics.hpp"
#include "profile/profile_result.hpp"
#include "report/figures.hpp"

namespace barometer {

namespace {

using Logs = std::vector<double> SteadySide::*;

std::string signed_percent(double ratio) {
  const double percent = (ratio - 1) * 100;
  return std::abs(percent) < 1000 ? fmt::format("{:+.1f} %", percent)
                                  : fmt::format("{:+.0f} %", percent);
}

ProfileRow figure_row(const ProfileResult& result, std::string name, Logs figure,
                      Judged Comparison::*judged) {
  ProfileRow row{std::move(name), "", nanoseconds(middle(result.found.*figure)), "", {}};
  if (result.comparison) {
    row.baseline = nanoseconds(middle(result.comparison->baseline.*figure));
    row.change = change_of((*result.comparison).*judged);
    row.verdict = ((*result.comparison).*judged).change;
  }
  return row;
}

std::string times_text(const Replicates& side) {
  const auto [fewest, most] = std::minmax_element(
      side.processes.begin(), side.processes.end(),
      [](const auto& a, const auto& b) { return a.blocks_ns.size() < b.blocks_ns.size(); });
  const std::size_t low = fewest->blocks_ns.size();
  const std::size_t high = most->blocks_ns.size();
  return low == high ? fmt::format("{} x {}", side.processes.size(), low)
                     : fmt::format("{} x {} to {}", side.processes.size(), low, high);
}

template <class Text>
ProfileRow plain_row(const ProfileResult& result, std::string name, Text text) {
  ProfileRow row{std::move(name), "", text(result.candidate, result.found), "", {}};
  if (result.comparison) {
    row.baseline = text(*result.baseline, result.comparison->baseline);
  }
  return row;
}

std::string warm_text(const Executed& executed) {
  const double share = static_cast<double>(executed.warm_bars) / static_cast<double>(executed.bars);
  return fmt::format("{} of {} bars were warm ({}): every dimension that is ever known was",
                     grouped(executed.warm_bars), grouped(executed.bars), percent(share));
}

std::string dimensions_text(const Executed& executed) {
  std::string names;
  for (const std::string& name : executed.dimensions) {
    names += (names.empty() ? "" : ", ") + name;
  }
  return fmt::format("{} of {} dimensions computed: {}", executed.dimensions.size(),
                     executed.declared, names);
}

// What the probe's clock reads are of a steady step; nothing where no process was steady.
std::optional<double> probe_share(const ProfileResult& result) {
  const std::optional<double> steady = middle(result.found.steady);
  if (!steady || !result.executed || result.executed->steps == 0) {
    return std::nullopt;
  }
  const double bars_a_step =
      static_cast<double>(result.executed->bars) / static_cast<double>(result.executed->steps);
  return result.measured_with->probe_ns() / (*steady * bars_a_step);
}

// "clock tsc; the probe's 2 reads of it a step cost 21.2 ns and are inside the times (1.8 %)"
std::string probe_text(const ProfileResult& result) {
  const MeasuredWith& with = *result.measured_with;
  if (with.probe_reads == 0) {
    return fmt::format("clock {}; no read of it is inside the times but two a replay", with.clock);
  }
  const std::optional<double> share = probe_share(result);
  return fmt::format("clock {}; the probe's {} of it a step cost{} {} and {} inside the times{}",
                     with.clock, counted(with.probe_reads, "read"),
                     with.probe_reads == 1 ? "s" : "", nanoseconds(with.probe_ns()),
                     with.probe_reads == 1 ? "is" : "are",
                     share ? fmt::format(" ({} of a steady step)", percent(*share)) : "");
}

}  // namespace

std::optional<double> middle(std::span<const double> logarithms) {
  return logarithms.empty() ? std::nullopt : std::optional(std::exp(median_of(logarithms)));
}

std::string change_of(const Judged& judged) {
  if (!judged.ratio) {
    return "";
  }
  return fmt::format("{} ({} to {})", signed_percent(judged.ratio->estimate),
                     signed_percent(judged.ratio->low), signed_percent(judged.ratio->high));
}

std::string_view to_string(Change change) {
  switch (change) {
    case Change::regression:
      return "regression";
    case Change::improvement:
      return "improvement";
    case Change::no_change:
      return "no change";
    case Change::too_noisy:
      break;
  }
  return "too noisy";
}

std::vector<ProfileRow> profile_rows(const ProfileResult& result) {
  std::vector<ProfileRow> rows;
  if (result.candidate.processes.empty()) {
    return rows;
  }
  rows.push_back(
      plain_row(result, fmt::format("processes x {}s", result.candidate.sample),
                [](const Replicates& side, const SteadySide&) { return times_text(side); }));
  rows.push_back(plain_row(
      result, "shape", [](const Replicates&, const SteadySide& side) { return shapes_of(side); }));
  rows.push_back(figure_row(result, "steady", &SteadySide::steady, &Comparison::steady));
  if (!result.found.p99.empty()) {
    rows.push_back(figure_row(result, "p99 of steps", &SteadySide::p99, &Comparison::p99));
  }
  rows.push_back(
      figure_row(result, "mean, cold start included", &SteadySide::means, &Comparison::means));
  rows.push_back(figure_row(result, result.executed ? "cold first step" : "cold first call",
                            &SteadySide::cold, &Comparison::cold));
  return rows;
}

std::vector<std::string> measured_with_lines(const ProfileResult& result) {
  if (!result.measured_with) {
    return {};
  }
  const MeasuredWith& with = *result.measured_with;
  return {probe_text(result),
          fmt::format("a block is {} bars, the mean over its processes; environments lengthened by "
                      "{} to {} bytes",
                      grouped(std::llround(with.block_bars)), grouped(with.least_padding),
                      grouped(with.most_padding))};
}

std::vector<std::string> machine_lines(const ProfileResult& result) {
  std::string text;
  for (const Fact& fact : result.fingerprint.soft) {
    text += fmt::format("{}{} {}", text.empty() ? "" : "; ", fact.name, fact.value);
  }
  return text.empty() ? std::vector<std::string>{} : std::vector{text};
}

std::vector<std::string> executed_lines(const ProfileResult& result) {
  if (!result.executed) {
    return {};
  }
  const Executed& executed = *result.executed;
  std::vector<std::string> lines{
      fmt::format("{} in {}", counted(executed.bars, "bar"), counted(executed.steps, "step"))};
  if (!executed.dimensions.empty()) {
    lines.push_back(warm_text(executed));
    lines.push_back(dimensions_text(executed));
  } else {
    lines.push_back("no dimension was computed");
  }
  if (!executed.result.empty()) {
    lines.push_back(fmt::format("{}, {}; results {}", counted(executed.orders, "order"),
                                counted(executed.fills, "fill"), executed.result));
  } else {
    lines.push_back("no strategy ran");
  }
  return lines;
}

}  // namespace barometer
