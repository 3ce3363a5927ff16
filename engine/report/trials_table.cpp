// SPDX-License-Identifier: Apache-2.0
#include "report/trials_table.hpp"

#include <fmt/format.h>

#include <algorithm>
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
std::string failures(const TrialsHead& head, const Style& style) {
  std::string lines;
  for (const analysis::FailedTrials& each : head.failures) {
    lines +=
        fmt::format("  {} {} failed: {}, trial {}{}\n", style.paint(Tone::warning, "!"),
                    grouped(each.count), core::clipped(each.reason, kReasonWidth),
                    grouped(static_cast<std::int64_t>(each.first)), each.count > 1 ? " first" : "");
  }
  return lines;
}

std::string undefined(const TrialsHead& head, const Style& style) {
  return head.undefined == 0 ? ""
                             : fmt::format("  {} {} no {}\n", style.paint(Tone::warning, "!"),
                                           counted(head.undefined, "trial") +
                                               (head.undefined == 1 ? " has" : " have"),
                                           core::clipped(head.objective, kReasonWidth));
}

}  // namespace

std::string objective_text(const std::string& objective, std::optional<double> value) {
  const analysis::Metric* const metric = analysis::find_metric(objective);
  if (metric == nullptr || !value) {
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
  std::string lines;
  if (!ranked.empty()) {
    Table table("rr" + std::string(head.axes.size(), 'l') + "rrrrr");
    table.row(head_cells(head));
    for (std::size_t rank = 0; rank < std::min(ranked.size(), head.most); ++rank) {
      table.row(trial_cells(trials[ranked[rank]], rank + 1, head));
    }
    lines = table.render(style, 2);
  }
  return lines + failures(head, style) + undefined(head, style);
}

}  // namespace barometer::report
