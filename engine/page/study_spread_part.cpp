// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "analysis/metric_table.hpp"
#include "page/bins_picture.hpp"
#include "page/html.hpp"
#include "page/study_parts.hpp"
#include "report/number_text.hpp"
#include "report/trials_table.hpp"

namespace barometer::page {

namespace {

using analysis::StudyVerdict;

// Of the Sharpe ratio: what the best of so many without an edge is expected to show, and the best.
std::vector<BinsMark> sharpe_marks(const StudyVerdict& verdict) {
  std::vector<BinsMark> marks;
  const auto add = [&](double at, const char* name, chart::Colour colour) {
    marks.push_back({.at = at, .name = fmt::format("{} {:.2f}", name, at), .colour = colour});
  };
  if (verdict.deflated.value) {
    add(verdict.deflated.value->by_spread, "deflated threshold", chart::kRed);
    add(verdict.deflated.value->by_draws, "by draws", chart::kOrange);
  }
  if (verdict.sharpe.value) {
    add(verdict.sharpe.value->annual, "best trial", chart::kInk);
  }
  return marks;
}

std::string picture_and_table(const BinsPicture& picture, std::string_view key) {
  return picture.bins.counts.empty() ? "" : html_of(picture) + table_of(picture, key);
}

BinsPicture objective_picture(const StudyPageInput& input) {
  const analysis::StudyEvidence& evidence = input.evidence;
  BinsPicture picture{.id = "objective",
                      .title = "Trials by " + evidence.objective,
                      .x_title = evidence.objective,
                      .y_title = "trials",
                      .bins = evidence.spread.objective,
                      .label = objective_label(evidence.objective)};
  if (evidence.best && evidence.best->objective) {
    const std::string text = report::objective_text(evidence.objective, evidence.best->objective);
    picture.marks.push_back({.at = *evidence.best->objective, .name = "best trial " + text});
  }
  return picture;
}

}  // namespace

chart::Label objective_label(const std::string& objective) {
  const analysis::Metric* const metric = analysis::find_metric(objective);
  const bool share = metric != nullptr && (metric->unit == analysis::MetricUnit::gain ||
                                           metric->unit == analysis::MetricUnit::share ||
                                           metric->unit == analysis::MetricUnit::depth);
  return share ? chart::Label(chart::percent_label) : chart::Label(chart::number_label);
}

std::string study_spread_part(const StudyPageInput& input) {
  const BinsPicture sharpe{.id = "sharpe",
                           .title = "Trials by Sharpe ratio a year",
                           .x_title = "Sharpe ratio a year",
                           .y_title = "trials",
                           .bins = input.evidence.spread.sharpe,
                           .marks = sharpe_marks(input.verdict)};
  if (sharpe.bins.counts.empty()) {
    return paragraph("No trial has a Sharpe ratio.");
  }
  return paragraph(
             "The threshold is what the best of as many trials without an edge is expected to show "
             "by the spread of their ratios; by draws: by trials as alike as these.",
             "faint") +
         picture_and_table(sharpe, "spread.sharpe.counts") +
         picture_and_table(objective_picture(input), "spread.objective.counts");
}

std::string study_overfitting_part(const StudyPageInput& input) {
  const auto& risk = input.verdict.overfitting.value;
  if (!risk || risk->ranks.empty()) {
    return paragraph("There is no probability of overfitting: see the verdict.");
  }
  BinsPicture ranks{.id = "ranks",
                    .title = "Halves of time by the relative rank of the trial chosen in the other",
                    .x_title = "relative rank out of sample: 0 worst, 1 best",
                    .y_title = "halves of time"};
  ranks.bins.counts = risk->ranks;
  ranks.bins.width = 1 / static_cast<double>(risk->ranks.size());
  ranks.marks = {{.at = 0.5, .name = "the middle"}};
  return paragraph(fmt::format(
             "Of {} trials the best in one half of the time ({} halves of {} blocks): where it "
             "stood in the other. What lies left of the middle adds up to PBO, {}.",
             report::grouped(static_cast<std::int64_t>(risk->trials)),
             report::grouped(static_cast<std::int64_t>(risk->halves)), risk->blocks,
             report::percent(risk->probability))) +
         picture_and_table(ranks, "figures.overfitting.ranks");
}

}  // namespace barometer::page
