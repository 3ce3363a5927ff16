// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "page/html.hpp"
#include "page/study_parts.hpp"
#include "report/number_text.hpp"
#include "report/trials_table.hpp"

namespace barometer::page {

namespace {

using analysis::StudyTrial;

std::vector<std::string> head_of(const analysis::StudyEvidence& evidence) {
  std::vector<std::string> head{"rank", "trial"};
  head.insert(head.end(), evidence.axes.begin(), evidence.axes.end());
  head.insert(head.end(),
              {evidence.objective, "± error", "plateau", "neighbours", "trades", "drawdown"});
  return head;
}

std::vector<HtmlCell> cells_of(const StudyPageInput& input, std::size_t row) {
  const StudyTrial& trial = input.trials[row];
  const std::string& objective = input.evidence.objective;
  const auto key = [&](const char* name) { return fmt::format("trials.{}.{}", row, name); };
  std::vector<HtmlCell> cells{{std::to_string(row + 1)},
                              {std::to_string(trial.number), "", key("number")}};
  for (std::size_t axis = 0; axis < input.evidence.axes.size(); ++axis) {
    cells.push_back({axis < trial.values.size() ? trial.values[axis] : ""});
  }
  cells.push_back({report::objective_text(objective, trial.objective), "", key("objective")});
  cells.push_back({trial.standard_error ? report::fixed(trial.standard_error, 2) : "", "",
                   key("standard_error")});
  cells.push_back(
      {trial.plateau ? report::objective_text(objective, trial.plateau) : "", "", key("plateau")});
  cells.push_back({trial.plateau ? std::to_string(trial.neighbours) : ""});
  cells.push_back({trial.trades ? report::grouped(*trial.trades) : "", "", key("trades")});
  cells.push_back(
      {trial.max_drawdown ? report::percent(-*trial.max_drawdown) : "", "", key("max_drawdown")});
  return cells;
}

std::string failures(const analysis::StudyEvidence& evidence) {
  HtmlTable table("Trials that failed", {"reason", "trials", "the first of them"});
  for (std::size_t i = 0; i < evidence.failures.size(); ++i) {
    const analysis::FailedTrials& each = evidence.failures[i];
    table.row({{each.reason, "prose"},
               {report::grouped(each.count), "", fmt::format("failures.{}.trials", i)},
               {std::to_string(each.first), "", fmt::format("failures.{}.first", i)}});
  }
  std::string html = table.empty() ? "" : "<h3>Failed</h3>\n" + table.html();
  if (evidence.undefined > 0) {
    html += paragraph(fmt::format(
        "{} no {}.",
        report::counted(evidence.undefined, "trial") + (evidence.undefined == 1 ? " has" : " have"),
        evidence.objective));
  }
  return html;
}

}  // namespace

std::string study_trials_part(const StudyPageInput& input) {
  const std::size_t shown = std::min(input.trials.size(), kMostTrialRows);
  HtmlTable table("The best trials", head_of(input.evidence), 2 + input.evidence.axes.size());
  for (std::size_t row = 0; row < shown; ++row) {
    table.row(cells_of(input, row));
  }
  const std::string left_out = paragraph(
      fmt::format("{} of {} are here, the best first; the study's JSON has 1,000, the run "
                  "store all.",
                  report::grouped(static_cast<std::int64_t>(shown)),
                  report::counted(input.evidence.done, "trial")),
      "faint");
  return (table.empty() ? paragraph("No trial has an objective.") : left_out + table.html()) +
         failures(input.evidence);
}

}  // namespace barometer::page
