// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "analysis/metric_table.hpp"
#include "page/html.hpp"
#include "page/parts.hpp"
#include "report/metric_text.hpp"

namespace barometer::page {

namespace {

using Line = std::span<const analysis::Metric>;  // metrics with one label

Line first_line(Line metrics) {
  const auto end = std::ranges::find_if(metrics, [&](const analysis::Metric& metric) {
    return metric.label != metrics.front().label;
  });
  return metrics.first(static_cast<std::size_t>(end - metrics.begin()));
}

template <class Source>
std::string text_of(const analysis::Metric& metric, const Source& source) {
  return report::metric_text(analysis::value_of(metric, source), metric.unit);
}

// The values of a line, side by side: a value and its standard error, the ends of an interval.
template <class Source>
std::string line_text(Line line, const Source& source) {
  std::string text;
  for (const analysis::Metric& metric : line) {
    const bool undefined = !analysis::number_of(analysis::value_of(metric, source));
    const bool error = metric.unit == analysis::MetricUnit::standard_error;
    const bool end = metric.key.ends_with("_high");
    if (text.empty() || !undefined || !(error || end)) {
      text += text.empty() ? "" : error ? " ± " : end ? " to " : ", ";
      text += text_of(metric, source);
    }
  }
  return text;
}

// The lines that the summary shows of both.
std::string side_by_side(const analysis::RunAnalysis& analysis) {
  HtmlTable table("The strategy beside buy and hold of the same symbols",
                  {"", "strategy", "buy and hold"});
  for (Line rest = analysis::metric_table(); !rest.empty();) {
    const Line line = first_line(rest);
    rest = rest.subspan(line.size());
    if (line.front().label.empty() || !line.front().of_returns()) {
      continue;
    }
    const std::string ours = line_text(line, analysis);
    const std::string theirs = line_text(line, analysis.buy_and_hold);
    if (!ours.empty() || !theirs.empty()) {
      table.row({{std::string(line.front().label)}, {ours}, {theirs}});
    }
  }
  return table.html();
}

// Every metric by its key in run.json.
std::string all_metrics(const analysis::RunAnalysis& analysis) {
  HtmlTable table("Every metric, as run.json names it",
                  {"key", "formula", "unit", "strategy", "buy and hold"}, 3);
  for (const analysis::Metric& metric : analysis::metric_table()) {
    const std::string key(metric.key);
    table.row({{key},
               {std::string(metric.formula), "faint prose"},
               {std::string(analysis::to_string(metric.unit)), "faint"},
               {text_of(metric, analysis), "", "metrics." + key},
               {metric.of_returns() ? text_of(metric, analysis.buy_and_hold) : "", "",
                metric.of_returns() ? "buy_and_hold." + key : ""}});
  }
  return table.html();
}

std::string benchmark_note(const analysis::RunAnalysis& analysis) {
  return analysis.benchmark
             ? paragraph("alpha, beta, tracking error and information ratio are measured against " +
                             analysis.benchmark->symbol + ".",
                         "faint")
             : "";
}

}  // namespace

std::string comparison_part(const PartInput& input) {
  return side_by_side(input.analysis) +
         paragraph(
             "Measured between session ends; the riskless rate is 0. Errors and intervals "
             "are of autocorrelated, fat-tailed returns.",
             "faint") +
         benchmark_note(input.analysis) +
         unfolded("Every metric with its formula", all_metrics(input.analysis));
}

}  // namespace barometer::page
