// SPDX-License-Identifier: Apache-2.0
#include "report/trials_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "analysis/metric_table.hpp"
#include "analysis/study_ranking.hpp"
#include "core/safe_text.hpp"
#include "report/metric_text.hpp"
#include "report/number_text.hpp"
#include "report/table.hpp"

namespace barometer::report {

namespace {

constexpr std::size_t kNameWidth = 14;
constexpr std::size_t kValueWidth = 16;
constexpr std::size_t kReasonWidth = 60;

std::vector<TableCell> head_cells(const TrialsHead& head) {
  std::vector<TableCell> cells{{"rank", Tone::faint}, {"trial", Tone::faint}};
  for (const std::string& axis : head.axes) {
    cells.push_back({axis_name(axis), Tone::faint});
  }
  for (const std::string& name :
       {core::clipped(head.objective, kNameWidth), std::string("± error"), std::string("plateau"),
        std::string("trades"), std::string("drawdown")}) {
    cells.push_back({name, Tone::faint});
  }
  return cells;
}

std::vector<TableCell> trial_cells(const analysis::StudyTrial& trial, std::size_t rank,
                                   const TrialsHead& head) {
  std::vector<TableCell> cells{{grouped(static_cast<std::int64_t>(rank))},
                               {grouped(static_cast<std::int64_t>(trial.number))}};
  for (std::size_t axis = 0; axis < head.axes.size(); ++axis) {
    cells.push_back(
        {axis < trial.values.size() ? core::clipped(trial.values[axis], kValueWidth) : ""});
  }
  cells.push_back({objective_text(head.objective, trial.objective)});
  cells.push_back({trial.standard_error ? fixed(trial.standard_error, 2) : ""});
  cells.push_back({trial.plateau ? objective_text(head.objective, trial.plateau) : ""});
  cells.push_back({trial.trades ? grouped(*trial.trades) : ""});
  cells.push_back({trial.max_drawdown ? percent(-*trial.max_drawdown) : ""});
  return cells;
}

// "2 failed: the plug-in threw, trial 7 first"
std::string failures(std::span<const analysis::StudyTrial> trials, const Style& style) {
  struct Reason {
    std::int64_t count = 0;
    std::uint64_t first = 0;
  };

  std::map<std::string, Reason> reasons;
  for (const analysis::StudyTrial& trial : trials) {
    if (!trial.done()) {
      Reason& reason = reasons[core::clipped(trial.failure, kReasonWidth)];
      reason.first = reason.count == 0 ? trial.number : std::min(reason.first, trial.number);
      ++reason.count;
    }
  }
  std::string lines;
  for (const auto& [text, reason] : reasons) {
    lines += fmt::format(
        "  {} {} failed: {}, trial {}{}\n", style.paint(Tone::warning, "!"), grouped(reason.count),
        text, grouped(static_cast<std::int64_t>(reason.first)), reason.count > 1 ? " first" : "");
  }
  return lines;
}

}  // namespace

std::string objective_text(const std::string& objective, std::optional<double> value) {
  const auto metrics = analysis::metric_table();
  const auto metric = std::ranges::find(metrics, objective, &analysis::Metric::key);
  if (metric == metrics.end() || !value) {
    return fixed(value, 2);
  }
  return metric_text(analysis::MetricValue(*value), metric->unit);
}

std::string axis_name(const std::string& key) {
  return core::clipped(key.substr(key.rfind('.') + 1), kNameWidth);
}

std::string render_trials(std::span<const analysis::StudyTrial> trials, const TrialsHead& head,
                          const Style& style) {
  const std::vector<std::size_t> ranked = analysis::ranking(trials, head.maximised);
  if (ranked.empty()) {
    return failures(trials, style);
  }
  Table table("rr" + std::string(head.axes.size(), 'l') + "rrrrr");
  table.row(head_cells(head));
  for (std::size_t rank = 0; rank < std::min(ranked.size(), head.most); ++rank) {
    table.row(trial_cells(trials[ranked[rank]], rank + 1, head));
  }
  const std::size_t undefined =
      static_cast<std::size_t>(std::ranges::count_if(
          trials, [](const analysis::StudyTrial& trial) { return trial.done(); })) -
      ranked.size();
  std::string lines = table.render(style, 2) + failures(trials, style);
  if (undefined > 0) {
    lines += fmt::format("  {} {} no {}\n", style.paint(Tone::warning, "!"),
                         counted(static_cast<std::int64_t>(undefined), "trial") +
                             (undefined == 1 ? " has" : " have"),
                         core::clipped(head.objective, kReasonWidth));
  }
  return lines;
}

}  // namespace barometer::report
